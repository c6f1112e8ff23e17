import { appendFileSync, readFileSync } from 'node:fs';

// A JavaScript action for the runner's own tests: reports what it was given, then does what its input says.
const { INPUT_DO: task = '', GITHUB_EVENT_PATH = '', GITHUB_OUTPUT = '', GITHUB_STEP_SUMMARY = '' } = process.env;
const event: unknown = JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8'));
const given = JSON.stringify({ env: process.env, cwd: process.cwd(), event });
appendFileSync(GITHUB_OUTPUT, `given<<END\n${given}\nEND\n`);
appendFileSync(GITHUB_STEP_SUMMARY, task === 'long summary' ? 'x'.repeat(1024 * 1024 + 1) : '# Done\n');
console.log('::add-mask::hidden');
console.log('started');
console.error('::error file=a.yml,line=2::wrong');

if (task === 'fail') process.exitCode = 1;
if (task === 'hang') setInterval(() => undefined, 1000);
if (task === 'save on cancel') {
  const waiting = setInterval(() => undefined, 1000);
  process.once('SIGINT', () => {
    console.log('saved');
    process.exitCode = 1;
    clearInterval(waiting);
  });
  console.log('waiting');
}

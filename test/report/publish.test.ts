import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deadLetter, failed, reportWith } from './reports.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'report-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a module text as a runner would run the action; gives the log and the runner's files. */
async function onRunner(script: string, debug = false, more: Readonly<Record<string, string>> = {}) {
  const files = { output: path.join(folder, 'output'), summary: path.join(folder, 'summary') };
  await Promise.all(Object.values(files).map((file) => writeFile(file, '')));
  const environment = {
    PATH: process.env.PATH,
    FOLDER: folder,
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    ...(debug ? { RUNNER_DEBUG: '1' } : {}),
    ...more,
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: ROOT,
    env: environment,
    maxBuffer: 50_000_000,
  });
  return { log: stdout, output: await readFile(files.output, 'utf8'), summary: await readFile(files.summary, 'utf8') };
}

describe('a run', () => {
  test('leaves report, activity log, outputs, summary and annotations', async () => {
    const report = reportWith({ failures: [failed('20001')], deadLetters: [deadLetter('20001')] });
    const { log, output, summary } = await onRunner(`
      import { publishRun } from './src/report/publish.ts';
      const to = { folder: ${JSON.stringify(folder)}, activityFile: 'activity.jsonl', environment: process.env, language: 'en', failOn: 'new' };
      await publishRun(${JSON.stringify(report)}, to);
    `);
    const outputs = Object.fromEntries(
      [...output.matchAll(/^(.+)<<(.+)\r?\n([\s\S]*?)\r?\n\2$/gm)].map((one) => [one[1], one[3]]),
    );
    expect(outputs).toMatchObject({
      created: '2',
      updated: '1',
      unchanged: '5',
      skipped: '1',
      'dead-letters': '1',
      failed: '1',
      'api-calls': '6',
    });
    expect(JSON.parse(await readFile(outputs.report ?? '', 'utf8'))).toEqual(report);
    expect(outputs['activity-log']).toBe('activity.jsonl');
    expect(summary).toContain('⚠️ 1 customer waits for you. Written: 3 customers.');
    expect(log).toContain('::error title=UNMAPPED_KEY::1 customer waits (20001): vat-codes has no row for country.');
  });
});

test('a mark for a file that the repository does not have is on the line that stands for it', async () => {
  const at = { file: 'shipped/parts/invoice-checks.yml', line: 4, column: 3 };
  const report = reportWith({ failures: [failed('26013', { at })], deadLetters: [deadLetter('26013', { at })] });
  const marksIn = async (use: string): Promise<string> => {
    const { log } = await onRunner(`
      import { publishRun } from './src/report/publish.ts';
      const checkout = { has: (file) => !file.startsWith('shipped/'), use: ${use} };
      const to = { folder: ${JSON.stringify(folder)}, activityFile: null, environment: process.env, language: 'en', failOn: 'new', checkout };
      await publishRun(${JSON.stringify(report)}, to);
    `);
    return log;
  };
  const use = '{ file: "mappings/settings.yml", line: 2, column: 1 }';
  expect(await marksIn(use)).toContain('::error title=UNMAPPED_KEY,file=mappings/settings.yml,line=2,col=1::');
  expect(await marksIn('null')).toContain('::error title=UNMAPPED_KEY::1 customer waits (26013)');
});

describe('a runner that takes no more', () => {
  const run = `
    import { publishRun } from './src/report/publish.ts';
    const to = { folder: process.env.TEMP_FOLDER ?? process.env.FOLDER, activityFile: null, environment: process.env, language: 'en', failOn: 'new' };
    await publishRun(${JSON.stringify(reportWith({ failures: [failed('20001')], deadLetters: [deadLetter('20001')] }))}, to);
  `;
  const told = (what: string, why: string): string =>
    `::warning title=REPORT_NOT_WRITTEN::The ${what} of this run could not be written: ${why}. What to do: All that the run synced is saved, and the log has the rest. Look at the disk of the runner.`;

  test.skipIf(process.platform !== 'linux').each([
    ['summary', 'GITHUB_STEP_SUMMARY', '/dev/full', 'its disk has no room left'],
    ['outputs', 'GITHUB_OUTPUT', '/dev/full', 'its disk has no room left'],
    ['summary', 'GITHUB_STEP_SUMMARY', '/gone/summary', 'its file cannot be written'],
    ['outputs', 'GITHUB_OUTPUT', '/gone/output', 'its file cannot be written'],
    ['report', 'TEMP_FOLDER', '/gone', 'its file cannot be written'],
  ])(
    'is told of the %s once, without a stack, and the rest is published (%s is %s)',
    async (what, name, place, why) => {
      const { log, summary, output } = await onRunner(run, true, { [name]: place });
      expect(log.split('\n').filter((line) => line.includes('REPORT_NOT_WRITTEN'))).toEqual([told(what, why)]);
      expect(log).not.toMatch(/^\s+at /m);
      expect(log).toContain('::error title=UNMAPPED_KEY::');
      if (what !== 'summary') expect(summary).toContain('20001');
      if (what !== 'outputs') expect(output).toContain('created');
    },
  );

  test.skipIf(process.platform !== 'linux')('is told why the run could not begin all the same', async () => {
    const failure = `
      import { ConfigError } from './src/errors/errors.ts';
      import { publishFailure } from './src/report/publish.ts';
      await publishFailure(new ConfigError('UNKNOWN_KEY', 'Unknown key "x".'), false, process.env);
    `;
    const { log } = await onRunner(failure, false, { GITHUB_STEP_SUMMARY: '/dev/full' });
    expect(log).toContain('::error title=UNKNOWN_KEY::Unknown key "x".');
    expect(log).toContain(told('summary', 'its disk has no room left'));
  });
});

test('a run that stopped says so in the log, with code and what to do', async () => {
  const error = { code: 'UNREACHABLE', message: 'No answer.', hint: 'Try later.' };
  const { log } = await onRunner(`
    import { publishRun } from './src/report/publish.ts';
    const to = { folder: ${JSON.stringify(folder)}, activityFile: 'activity.jsonl', environment: process.env, language: 'en', failOn: 'new' };
    await publishRun(${JSON.stringify(reportWith({ status: 'stopped', error }))}, to);
  `);
  expect(log.split('\n')).toContain('UNREACHABLE No answer. What to do: Try later.');
});

describe('a run that could not begin', () => {
  const script = `
    import { ConfigError, ConfigErrors } from './src/errors/errors.ts';
    import { publishFailure } from './src/report/publish.ts';
    const problem = (line) => new ConfigError('UNKNOWN_KEY', 'Unknown key "x".', { at: { file: 'mappings/a.yml', line, column: 5 }, hint: 'Did you mean "y"?' });
    await publishFailure(new ConfigErrors(Array.from({ length: 12 }, (_, index) => problem(index + 1))), false, process.env);
  `;

  test('annotates the lines, logs every problem and shows no stack', async () => {
    const { log, summary } = await onRunner(script);
    expect(log).toContain(
      '::error title=UNKNOWN_KEY,file=mappings/a.yml,line=3,col=5::Unknown key "x". What to do: Did you mean "y"?',
    );
    expect(log.match(/^::error /gm)).toHaveLength(12);
    expect(log.match(/^UNKNOWN_KEY mappings\/a\.yml:\d+:5 /gm)).toHaveLength(12);
    expect(log).not.toContain('more problem');
    expect(log).not.toMatch(/^\s+at /m);
    expect(summary).toContain('nothing was written: 12 problems.');
    expect(summary).toContain('mappings/a.yml:12:5');
  });

  test('says that the log has the problems for which the summary has no room', async () => {
    const { log, summary } = await onRunner(script.replace('length: 12', 'length: 12_000'));
    expect(summary).toMatch(/… and [\d,]+ more problems; the log has them all\./);
    expect(log.match(/^UNKNOWN_KEY /gm)).toHaveLength(12_000);
  });

  test('shows the stack with debug logging', async () => {
    expect((await onRunner(script, true)).log).toMatch(/^\s+at /m);
  });
});

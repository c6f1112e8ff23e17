/**
 * Checks the messages of the commits that a submission adds:
 *
 *     node scripts/lint-commits.ts [BASE]     those after BASE, or after the last one of the time before the rule; exit code 1 when one is wrong
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** The last commit before the rule. Where the history does not reach back so far, all that is there counts. */
const BEFORE_THE_RULE = '9b6597bffb6df1393c1f8a2fe0360a098a100ce5';

/** The most characters of a subject: what GitHub and `git log` show in one line. */
const LONGEST = 72;

/** A subject begins with what the commit does, as in "Read the book year from the day that is booked". */
const NO_VERB =
  /^(?:An?|The|This|That|These|Those|It|There|Each|Every|All|No|Now|When|Where|If|After|Before|On|In|Of|For|From|With)\b/;

/** What is wrong with a message; empty = nothing. Pure. */
export function faultsOf(message: string): readonly string[] {
  const [subject = '', second = ''] = message.split('\n');
  return [
    ...(subject.length > LONGEST
      ? [`its subject has ${subject.length} characters: at most ${LONGEST}, and the why in the body`]
      : []),
    ...(NO_VERB.test(subject) || !/^[A-Z]/.test(subject)
      ? ['its subject does not begin with a verb: say what it does, as in "Read the book year from its day"']
      : []),
    ...(subject.endsWith('.') ? ['its subject ends with a full stop'] : []),
    ...(second === '' ? [] : ['its second line is not empty']),
  ];
}

/** The messages of the commits after `base`, or after the rule, merges left out, the newest first. */
function messagesAfter(base: string | undefined): readonly (readonly [commit: string, message: string])[] {
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: join(import.meta.dirname, '..'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const rule = git('rev-list', 'HEAD').split('\n').includes(BEFORE_THE_RULE) ? `${BEFORE_THE_RULE}..HEAD` : 'HEAD';
  return git('log', '--no-merges', '--format=%h%n%B%x00', base === undefined ? rule : `${base}..HEAD`)
    .split('\0')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => [text.slice(0, text.indexOf('\n')), text.slice(text.indexOf('\n') + 1)]);
}

if (import.meta.main) {
  const wrong = messagesAfter(process.argv[2]).flatMap(([commit, message]) =>
    faultsOf(message).map((fault) => `${commit} ${message.split('\n', 1)[0]}\n        ${fault}`),
  );
  for (const one of wrong) console.log(one);
  if (wrong.length > 0) process.exitCode = 1;
}

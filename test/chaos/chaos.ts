import { fork } from 'node:child_process';
import { once } from 'node:events';
import { usage, wantedOf } from './cases.ts';
import { type Outcome, playCases } from './run-cases.ts';
import { Listener } from './spoken.ts';

/** `npm run chaos`: shares the cases among some processes, and counts what they tell. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const startedAtMs = performance.now();
  const { jobs } = wantedOf(args);
  const outcomes: Outcome[] = [];
  const hear = (outcome: Outcome): void => {
    outcomes.push(outcome);
    if (outcome.problems.length > 0) console.log(failureText(outcome));
    if (outcomes.length % 1000 === 0) console.log(`${outcomes.length} cases so far`);
  };
  const exits = await Promise.all(
    Array.from({ length: jobs }, async (_, number) => {
      const env = { ...process.env, CHAOS_SHARE: `${number}/${jobs}` };
      const child = fork(import.meta.filename, args, { env });
      child.on('message', (outcome) => hear(outcome as Outcome));
      const [code] = await once(child, 'exit');
      return code;
    }),
  );
  const count = (kind: string): number =>
    outcomes.filter(({ problems }) => problems.some((one) => one.kind === kind)).length;
  const kinds = ['doubled', 'lost', 'different', 'leaked', 'stuck', 'stopped', 'not told', 'not met'];
  console.log(
    [
      `${outcomes.length} cases`,
      `${new Set(outcomes.map(({ fault }) => fault)).size} faults`,
      ...kinds.map((kind) => `${count(kind)} ${kind}`),
      `${Math.round((performance.now() - startedAtMs) / 1000)} s`,
    ].join(', '),
  );
  const isGood =
    outcomes.length > 0 && outcomes.every(({ problems }) => problems.length === 0) && exits.every((code) => code === 0);
  return isGood ? 0 : 1;
}

/** One of the processes. */
async function work(args: readonly string[], share: string): Promise<void> {
  const [number = 0, of = 1] = share.split('/').map(Number);
  using listener = new Listener();
  await playCases(wantedOf(args), { number, of }, listener, (outcome) => process.send?.(outcome));
}

function failureText({ command, what, codes, problems }: Outcome): string {
  const told = problems.map(({ kind, text }) => `  ${kind}: ${text.replaceAll('\n', '\n  ')}`);
  return [`${command}   (${what}; stops: ${codes.join(' ') || 'none'})`, ...told].join('\n');
}

const share = process.env.CHAOS_SHARE;
const args = process.argv.slice(2);
if (share === undefined) process.exitCode = await main(args);
else {
  await work(args, share);
  // What was killed still waits.
  process.disconnect?.();
  process.exit(0);
}

import path from 'node:path';
import { readLogs } from '../../activity/read.ts';
import { type Chain, type LedgerVerdict, verifyLedger } from '../../activity/verify-ledger.ts';
import { count } from '../../report/words/count.ts';
import { en } from '../../report/words/en.ts';
import { type OptionHelp, optionLines } from '../options.ts';
import { FETCH_FIRST, LOG_FLAG, readTyped } from './arguments.ts';
import { damageLines, type HistoryWorld, tell } from './history.ts';

/** The options of the command. */
export const FLAGS: OptionHelp = LOG_FLAG;

/** What `ledger --help` says. */
export const ledgerHelp = `exact-asperion-sync ledger verifies the logs of runs: that no line was changed, and that no run between the others is missing.
Each run holds a hash of its events and of the run before it. What does not match is named, and the exit code is 1.

  exact-asperion-sync ledger [options]

The hash of the last run stands in the log of that run on GitHub, too. Compare them: nobody can change both. A run whose progress was not kept
has no run behind it that knows its hash: it is named, and only its own log on GitHub shows that it was not put in.

${FETCH_FIRST}

Options
${optionLines(FLAGS)}

Examples
  exact-asperion-sync ledger
  exact-asperion-sync ledger --log archive/2026`;

/** Runs the command; false if something does not match. Throws ConfigError ACTIVITY_MISSING, and as `readTyped` does. */
export async function ledgerCommand(args: readonly string[], world: HistoryWorld): Promise<boolean> {
  const { folder } = readTyped('ledger', args, [], ['log']);
  const verdict = await verifyLedger(readLogs(path.resolve(world.currentFolder, folder)));
  tell(world, verdictLines(verdict));
  return verdict.problems.length === 0;
}

function verdictLines({ chains, problems }: LedgerVerdict): readonly string[] {
  const end = problems.length === 0 ? 'Everything matches.' : `${count(problems.length, 'problem')} found.`;
  return [...chains.flatMap(chainLines), ...damageLines({ damaged: problems }), end];
}

const COMPARE = 'Compare with its log on GitHub: hash';

const timeOf = (iso: string): string => en.time(Date.parse(iso));

function chainLines({ administration, runs, isCut, restarts }: Chain): readonly string[] {
  const [first] = runs;
  const last = runs.findLast(({ run }) => run.ledger.kept) ?? runs.at(-1);
  if (first === undefined || last === undefined) return [];
  const events = runs.reduce((sum, { run }) => sum + run.ledger.events, 0);
  return [
    `Administration ${administration}: ${count(runs.length, 'run')} with ${count(events, 'event')}, from ${timeOf(first.run.startedAt)} to ${timeOf(last.run.finishedAt)}, Dutch time`,
    ...(isCut ? [`  It begins with run ${first.run.run}. The runs before it are not here.`] : []),
    ...restarts.map(
      ({ run }) =>
        `  Run ${run.run} begins anew: the saved state was lost before it, and nothing ties it to earlier runs.`,
    ),
    ...runs
      .filter(({ run }) => !run.ledger.kept && run !== last.run)
      .map(
        ({ run }) =>
          `  Run ${run.run} is no part of the chain: its progress was not kept. ${COMPARE} ${run.ledger.hash}`,
      ),
    `  Last run: ${last.run.run}, hash ${last.run.ledger.hash}`,
  ];
}

import { ConfigError, type SourcePosition } from '../errors/errors.ts';
import { ascending } from '../order.ts';
import type { RunLine } from './format.ts';
import { MerkleRoot } from './merkle.ts';
import type { LogLine } from './read.ts';
import { hashOfRun } from './seal-run.ts';

/** A run as the ledger has it. */
export interface LedgerRun {
  readonly run: RunLine;
  readonly at: SourcePosition;
}

/** The chain of one administration. */
export interface Chain {
  readonly administration: string;
  /** By their start. */
  readonly runs: readonly LedgerRun[];
  /** True if the first run says that others went before it. */
  readonly isCut: boolean;
  /** Runs other than the first that begin a new chain: the state was lost or replaced before them. */
  readonly restarts: readonly LedgerRun[];
}

/** What verifying found. */
export interface LedgerVerdict {
  readonly chains: readonly Chain[];
  /** What does not match, LEDGER_BROKEN, and lines that cannot be read; empty = all is as it was written. */
  readonly problems: readonly ConfigError[];
}

/**
 * Verifies what was logged: each event against the root in the line of its run, each run against its hash, and each run against the one
 * before it. `lines` must be all lines of a folder, copies included.
 */
export async function verifyLedger(lines: AsyncIterable<LogLine>): Promise<LedgerVerdict> {
  const problems: ConfigError[] = [];
  const runs = new Map<string, LedgerRun>();
  let open: OpenRun | null = null;
  for await (const line of lines) {
    if (line.kind === 'event') open?.events.add(line.text);
    else if (line.kind === 'damaged') problems.push(line.error);
    else {
      if (open !== null) problems.push(...eventProblems(open));
      open = { run: line.run, at: line.at, events: new MerkleRoot() };
      if (hashOfRun(line.text) !== line.run.ledger.hash)
        problems.push(broken(open, 'was changed after it was written'));
      // A file that was downloaded twice has each run twice.
      runs.set(line.text, { run: line.run, at: line.at });
    }
  }
  if (open !== null) problems.push(...eventProblems(open));
  const byAdministration = Map.groupBy(runs.values(), ({ run }) => run.administration);
  const chains = [...byAdministration].map(([administration, all]) => chainOf(administration, all));
  return { chains, problems: [...problems, ...chains.flatMap(chainProblems)] };
}

type OpenRun = LedgerRun & { readonly events: MerkleRoot };

function eventProblems(open: OpenRun): readonly ConfigError[] {
  const { events, root } = open.run.ledger;
  if (open.events.count !== events) {
    return [
      broken(
        open,
        `has ${events === 1 ? '1 event' : `${events} events`} by its own count, and ${open.events.count} below it`,
      ),
    ];
  }
  if (open.events.root() === root) return [];
  const first = open.at.line + 1;
  const where = events === 1 ? `line ${first}` : `one of the lines ${first} to ${open.at.line + events}`;
  return [broken(open, `does not match its events: ${where} was changed`)];
}

function chainOf(administration: string, all: readonly LedgerRun[]): Chain {
  const runs = [...all].sort((left, right) => ascending(left.run.startedAt, right.run.startedAt));
  const restarts = runs
    .filter(({ run }) => run.ledger.kept)
    .slice(1)
    .filter(({ run }) => run.ledger.previous === null);
  return { administration, runs, isCut: runs[0] !== undefined && runs[0].run.ledger.previous !== null, restarts };
}

function chainProblems({ runs }: Chain): readonly ConfigError[] {
  const byHash = new Map(runs.map((one) => [one.run.ledger.hash, one]));
  const next = new Map<string, LedgerRun>();
  // Runs before the oldest one may have expired. Several may say so: one whose progress was not kept, and the one after it.
  const before = runs[0]?.run.ledger.previous ?? null;
  return runs.flatMap((one): readonly ConfigError[] => {
    const { previous, kept } = one.run.ledger;
    if (previous === null) return [];
    const last = byHash.get(previous);
    if (last === undefined && previous !== before) {
      return [broken(one, `follows a run that is not here: ${previous.slice(0, 12)}…`, MISSING)];
    }
    if (last !== undefined && ascending(one.run.startedAt, last.run.startedAt) < 0) {
      return [broken(one, `follows run ${last.run.run}, which began after it`)];
    }
    const rival = next.get(previous);
    if (kept) next.set(previous, one);
    return kept && rival !== undefined ? [broken(one, `and run ${rival.run.run} both follow the same run`, FORK)] : [];
  });
}

const MISSING =
  'Download the logs of all runs. If it is in none of them, it was removed, or its log was never uploaded.';
const FORK = 'One of them did not write this ledger, or the state of an older run was put back.';

function broken(
  { run, at }: LedgerRun,
  what: string,
  hint = 'Compare it with the log of the run on GitHub.',
): ConfigError {
  return new ConfigError('LEDGER_BROKEN', `Run ${run.run} ${what}.`, { hint, at });
}

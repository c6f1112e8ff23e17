import type { EventLine, RunLine } from '../../src/activity/format.ts';
import type { LogLine } from '../../src/activity/read.ts';

/** A run in which nothing happened, with what is different in this one. */
export function runLine(different: Partial<RunLine> = {}): RunLine {
  return {
    kind: 'run',
    format: 1,
    run: '100-1',
    page: null,
    administration: 'default',
    startedAt: '2026-11-27T10:17:00Z',
    finishedAt: '2026-11-27T10:17:30Z',
    version: '0.1.0',
    config: null,
    action: null,
    result: 'ok',
    calls: { 'exact-online': 3, asperion: 1 },
    flows: [flowLine()],
    booked: [],
    waiting: [],
    ledger: { previous: null, root: '', events: 0, kept: true, hash: '' },
    ...different,
  };
}

type FlowLine = RunLine['flows'][number];

/** A flow that found nothing to do. */
export function flowLine(different: Partial<FlowLine> = {}): FlowLine {
  const counts = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0, waiting: 0 };
  return { flow: 'customers.exact-online-to-asperion', status: 'ok', code: null, ...counts, ...different };
}

/** A customer that was created. */
export function eventLine(different: Partial<EventLine> = {}): EventLine {
  return {
    kind: 'event',
    at: '2026-11-27T10:17:05Z',
    flow: 'customers.exact-online-to-asperion',
    step: 'debtor',
    reference: '20001',
    target: '10042',
    action: 'created',
    fields: [],
    code: null,
    ...different,
  };
}

/** Runs with their events as the lines of one log after the other. */
export async function* linesOf(
  runs: Iterable<readonly [run: RunLine, events: readonly EventLine[]]>,
): AsyncGenerator<LogLine> {
  const at = { file: 'log.jsonl', line: 1, column: 1 };
  for (const [run, events] of runs) {
    yield { kind: 'run', run, text: '', at };
    for (const event of events) yield { kind: 'event', event, run, text: '', at };
  }
}

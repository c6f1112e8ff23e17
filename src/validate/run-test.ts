import { createHash } from 'node:crypto';
import type { Program } from '../mapping/flow/program.ts';
import { emptyProgress } from '../state/progress.ts';
import type { Item } from '../sync/item.ts';
import type { FinishedFlow } from '../sync/result.ts';
import { runFlows } from '../sync/run/run.ts';
import { createLiveWriter } from '../sync/write/writer.ts';
import type { Catalog } from '../systems/catalog.ts';
import { createMemorySystem } from '../systems/memory-system.ts';
import type { SystemName } from '../systems/registry.ts';
import type { System } from '../systems/system.ts';
import { DAY_MS } from '../time.ts';
import type { RecordValues } from '../values.ts';
import { afterChanges } from './changed-rows.ts';
import type { Expectation, MappingTest, TestRun } from './test-file.ts';
import type { Rows } from './test-values.ts';

/** The result of a run, and why records were refused or the flow stopped. */
export interface Happened {
  readonly run: TestRun;
  /** All writes in the order in which they were sent, then the records that were refused. */
  readonly actual: readonly Expectation[];
  readonly reasons: readonly string[];
}

/** The context of the tests. */
export interface TestBench {
  /** Every flow of the folder. */
  readonly programs: readonly Program[];
  readonly catalogs: Readonly<Record<SystemName, Catalog>>;
  /** Told of the records of every run. */
  readonly observe: (program: Program, items: readonly Item[]) => void;
}

/** The default time of a case's first run, and how much later the next one is. */
const START = '2026-06-15';
const ANY_DATE = '0001-01-01';

/**
 * Takes a case through the engine as a run of its flow does, with both systems in memory, so that matching, links,
 * `exists`, `where` and the guard hold as they do in a run. Throws only what is a fault of ours.
 */
export async function runTest(test: MappingTest, program: Program, bench: TestBench): Promise<readonly Happened[]> {
  const { catalogs, observe } = bench;
  // A case holds whatever the record's date is, and from whatever date on a company keeps its books.
  const programs = bench.programs.map((one) => ({ ...one, since: one.ownSince ?? ANY_DATE }));
  const origin = catalogs[program.source.system];
  const goal = catalogs[program.target.system];
  const { signal } = new AbortController();
  const progress = emptyProgress();
  const happened: Happened[] = [];
  let source: Rows = new Map();
  let target: Rows = new Map();
  let nowMs = noonOf(START) - DAY_MS;
  for (const [position, run] of test.runs.entries()) {
    nowMs = run.today === null ? nowMs + DAY_MS : noonOf(run.today);
    source = afterChanges(source, run.source, origin, run.deleted);
    target = afterChanges(target, run.target, goal);
    const read = createMemorySystem(origin, source, run.deleted);
    const written = createMemorySystem(goal, target);
    const sent: Expectation[] = [];
    const systems = { [origin.system]: noting(read, sent), [goal.system]: noting(written, sent) };
    const { flows } = await runFlows({
      kind: 'test',
      programs,
      selected: new Set([program.name]),
      systems: systems as Readonly<Record<SystemName, System>>,
      progress,
      links: new Map([[program.name, test.links]]),
      records: null,
      since: null,
      fingerprint: (text) => createHash('sha256').update(text).digest('hex').slice(0, 16),
      takeCalls: () => ({}),
      save: async () => {},
      clock: () => nowMs,
      createWriter: (over) => createLiveWriter({ target: over, sleep: async () => {}, signal }),
      observe,
      signal,
      log: () => {},
    });
    happened.push({ run, ...told(flows[0], sent) });
    if (position + 1 < test.runs.length) [source, target] = await Promise.all([allRows(read), allRows(written)]);
  }
  return happened;
}

const noonOf = (day: string): number => Date.parse(`${day}T12:00:00Z`);

function told(flow: FinishedFlow | undefined, sent: readonly Expectation[]): Omit<Happened, 'run'> {
  const letters = (flow?.result?.failures ?? []).map(({ letter }) => letter);
  const differences = flow?.result?.verification?.differences ?? [];
  const error = flow?.error ?? null;
  // A check may report a record several times: it is expected once.
  const told = (flow?.result?.notices ?? []).map((one) => [`${one.check}\n${one.reference}`, one] as const);
  const notices = [...new Map(told).values()];
  const resourceOf = (step: string): string => flow?.program.steps.find(({ id }) => id === step)?.spec.name ?? step;
  return {
    actual: [
      ...sent,
      ...notices.map(({ check, reference }): Expectation => ({ kind: 'told', check, record: reference })),
      ...letters.map(({ code, reference }): Expectation => ({ kind: 'refused', code, record: reference })),
      ...differences.map(({ kind, step, reference: record, fields, code }): Expectation => {
        const resource = resourceOf(step);
        if (kind === 'failed') return { kind: 'refused', code: code ?? '', record };
        return kind === 'differs'
          ? { kind, resource, record, in: fields.map(({ field }) => field) }
          : { kind, resource, record };
      }),
      ...(flow?.result?.deleted ?? [])
        .filter(({ outcome }) => outcome === 'stands')
        .map(({ resource, target }): Expectation => ({ kind: 'stands', resource, record: target })),
      ...(error === null ? [] : [{ kind: 'stopped', code: error.code } as const]),
    ],
    reasons: [
      ...[...letters, ...differences.filter(({ kind }) => kind === 'failed')].map(
        ({ code, reference, reason }) => `${reference} was refused, ${code}: ${reason}`,
      ),
      ...(error === null ? [] : [`The flow stopped, ${error.code}: ${error.message}`]),
    ],
  };
}

/** The system, which records what is written to it. */
function noting(system: System, sent: Expectation[]): System {
  return {
    ...system,
    create(request) {
      sent.push({ kind: 'create', resource: request.resource, fields: request.values });
      return system.create(request);
    },
    async update(request) {
      const { resource, key, values, signal } = request;
      const spec = system.catalog.resources.get(resource);
      const [before] = await system.find({ resource, field: spec?.key ?? '', values: [key], fields: [], signal });
      const record = String(before?.[spec?.reference ?? ''] ?? key);
      sent.push({ kind: 'update', resource, record, fields: values });
      return system.update(request);
    },
  };
}

/** Everything that the system holds now. */
async function allRows(system: System): Promise<Rows> {
  const { signal } = new AbortController();
  const rows = new Map<string, readonly RecordValues[]>();
  for (const { name, fields } of system.catalog.resources.values()) {
    const records = await system.list({ resource: name, fields: Object.keys(fields), signal });
    if (records.length > 0) rows.set(name, records);
  }
  return rows;
}

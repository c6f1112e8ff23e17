import type { Program } from '../../../src/mapping/flow/program.ts';
import type { Progress } from '../../../src/state/progress.ts';
import { emptyRecording, encodeRecording, type Recording, recordingSchema } from '../../../src/state/recording.ts';
import { castShadows } from '../../../src/sync/guard/shadow.ts';
import type { Item } from '../../../src/sync/item.ts';
import { type OpenedRecording, openRecording } from '../../../src/sync/recording/open-recording.ts';
import { Recorder } from '../../../src/sync/recording/recorder.ts';
import { runFlows } from '../../../src/sync/run/run.ts';
import { asperionCatalog } from '../../../src/systems/asperion/catalog.ts';
import { exactOnlineCatalog } from '../../../src/systems/exact-online/catalog.ts';
import type { RecordValues } from '../../../src/values.ts';
import { type Company, fingerprint, type Mappings, type RunOptions } from '../../support/engine.ts';

/** How a run is recorded. */
export interface RecordOptions extends RunOptions {
  readonly before?: Recording;
  readonly records?: never;
  readonly keep?: number;
  readonly maxBytes?: number;
}

/** A run of a company and the recording after it, as it comes back from the state. */
export async function recordRun(
  company: Company,
  mappings: Mappings,
  { before = emptyRecording(), keep = 500, maxBytes = 1e7, ...options }: RecordOptions = {},
): Promise<{ readonly recording: Recording; readonly isChanged: boolean; readonly hasNews: boolean }> {
  const recorder = new Recorder(keep);
  await company.run(mappings, { ...options, observe: (program, items) => recorder.observe(program, items) });
  const flows = new Set(mappings.programs.map(({ name }) => name));
  const after = recorder.addTo(before, { maxBytes, flows, at: new Date(company.time.now).toISOString() });
  const saved: unknown = JSON.parse(JSON.stringify(encodeRecording(after ?? before)));
  return { recording: recordingSchema.parse(saved), isChanged: after !== null, hasNews: recorder.hasNews };
}

/** What a replay made of a record in one step. */
export interface Replayed {
  readonly reference: string;
  readonly outcome: string;
  readonly sent: RecordValues | null;
  readonly before: RecordValues | null;
}

/** Runs flows on a recording; nothing but it and the progress is there to be asked. */
export async function replay(
  mappings: Mappings,
  recording: Recording,
  progress: Progress,
): Promise<{
  readonly opened: OpenedRecording;
  readonly steps: ReadonlyMap<string, readonly Replayed[]>;
  readonly errors: readonly (string | undefined)[];
}> {
  const { programs, config } = mappings;
  const catalogs = { 'exact-online': exactOnlineCatalog, asperion: asperionCatalog };
  const opened = openRecording(recording, programs, catalogs);
  const shadows = castShadows(opened.systems);
  const seen: { program: Program; item: Item }[] = [];
  const { flows } = await runFlows({
    kind: 'plan',
    programs,
    selected: new Set(programs.map(({ name }) => name)),
    systems: shadows.systems,
    madeUp: shadows.names,
    progress,
    links: config.links,
    records: null,
    since: null,
    fingerprint,
    takeCalls: () => ({}),
    save: async () => {},
    clock: () => Date.parse(recording.savedAt),
    createWriter: ({ name }) => shadows.writerOf(name),
    observe: (program, items) => seen.push(...items.map((item) => ({ program, item }))),
    signal: new AbortController().signal,
    log: () => {},
  });
  const results = seen.flatMap(({ program, item }) =>
    program.steps.flatMap((step): [string, Replayed][] => {
      const name = `${program.name} ${step.id}`;
      const { reference } = item.source;
      const result = item.results.get(step.id);
      if (result !== undefined) {
        const { outcome, sent, before } = result;
        return [[name, { reference, outcome, sent, before }]];
      }
      const failure = item.failure?.step === step.id ? item.failure : null;
      return failure === null
        ? []
        : [[name, { reference, outcome: failure.error.code, sent: failure.values, before: null }]];
    }),
  );
  const byStep = Map.groupBy(results, ([name]) => name);
  return {
    opened,
    steps: new Map([...byStep].map(([name, of]) => [name, of.map(([, replayed]) => replayed)])),
    errors: flows.map(({ error }) => error?.code),
  };
}

/** `reference outcome` of a step's records. */
export const outcomes = (replayed: readonly Replayed[] | undefined): readonly string[] =>
  (replayed ?? []).map(({ reference, outcome }) => `${reference} ${outcome}`);

import type { Program } from '../../mapping/flow/program.ts';
import { ascending } from '../../order.ts';
import type { Recording } from '../../state/recording.ts';
import { type Item, isSettled, isWritten } from '../item.ts';
import { addToRecording, type Keeping, type SeenFlow } from './merge.ts';
import { seenRecord } from './seen-record.ts';
import { resourceName } from './seen-row.ts';

interface Passed {
  readonly item: Item;
  /** How many records had passed before. */
  readonly position: number;
}

/**
 * Collects what passes through the flows of a run, a number of the newest records of each, to be added to the recording at
 * the end. Newest = changed last in the source, or passed last if the feed does not say.
 */
export class Recorder {
  readonly #records: number;
  readonly #flows = new Map<string, { readonly program: Program; passed: Map<string, Passed> }>();
  #position = 0;
  #hasNews = false;

  /** `records`: source records per flow; 0 = none. */
  constructor(records: number) {
    this.#records = records;
  }

  /**
   * Something happened to a record: it was written, linked or refused. Without that, records were only read once more, as
   * in idle runs, and the recording need not even be opened.
   */
  get hasNews(): boolean {
    return this.#hasNews;
  }

  /** False if nothing is to be recorded. */
  get isOn(): boolean {
    return this.#records > 0;
  }

  /** Notes a settled batch; for `RunContext.observe`. */
  observe(program: Program, items: readonly Item[]): void {
    const flow = this.#flows.get(program.name) ?? { program, passed: new Map<string, Passed>() };
    this.#flows.set(program.name, flow);
    for (const item of items) {
      if (!isSettled(item, program)) continue;
      this.#hasNews ||= isNews(item);
      flow.passed.set(item.source.key, { item, position: this.#position });
      this.#position += 1;
    }
    // Not for every batch, because a first load has many.
    if (flow.passed.size > 2 * this.#records) flow.passed = new Map(this.#newest(flow.passed));
  }

  /** The recording with the new records; null if nothing in it would change. */
  addTo(recording: Recording, keeping: Omit<Keeping, 'records'>): Recording | null {
    const seen = [...this.#flows.values()].map(({ program, passed }): SeenFlow => {
      const records = this.#newest(passed).map(([, { item }]) => seenRecord(program, item));
      return { flow: program.name, source: resourceName(program.source.system, program.source.spec), records };
    });
    const filled = seen.filter(({ records }) => records.length > 0);
    return addToRecording(recording, filled, { ...keeping, records: this.#records });
  }

  #newest(passed: ReadonlyMap<string, Passed>): readonly (readonly [string, Passed])[] {
    const sorted = [...passed].sort(([, left], [, right]) => {
      const order = ascending(changed(right), changed(left));
      return order === 0 ? right.position - left.position : order;
    });
    return sorted.slice(0, this.#records);
  }
}

const changed = ({ item }: Passed): string => item.source.changedAt ?? '';

function isNews({ results, failure }: Item): boolean {
  return failure !== null || [...results.values()].some(({ outcome, isMet }) => isMet || isWritten(outcome));
}

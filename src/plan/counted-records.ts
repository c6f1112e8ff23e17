import { isNotCome } from '../report/plan/changes-of-flow.ts';
import type { ComparedRecord } from '../report/plan/comparison-report.ts';
import { isBooked } from './money-comparison.ts';
import type { FlowSide, RecordSide, StepSide } from './version-run.ts';

/** One step of a record under both versions; null = a version does not reach it. */
export interface StepSides {
  readonly before: StepSide | null;
  readonly after: StepSide | null;
}

/**
 * The records that a comparison has counted. Several flows may bring one record across, such as one that reads invoices and one that finds them by
 * their orders, and several records may stand for one customer: sums have it once, where it came first in the order of a run.
 */
export class CountedRecords {
  /** The first flow that has the record. */
  readonly #flows = new Map<string, string>();
  /** Records whose money is told. */
  readonly #told = new Set<string>();
  readonly #differing = new Map<string, NonNullable<ComparedRecord['twin']>>();
  /** What each version books of a record, by its name. */
  readonly #base: ReadonlyMap<string, StepSide>;
  readonly #head: ReadonlyMap<string, StepSide>;

  /** `flows`: what both versions made of each flow's records, in the order of a run. */
  constructor(flows: readonly { readonly ofBase: FlowSide | null; readonly ofHead: FlowSide | null }[] = []) {
    this.#base = bookedBy(flows.map(({ ofBase }) => ofBase));
    this.#head = bookedBy(flows.map(({ ofHead }) => ofHead));
  }

  /** The sides of a step, and for a version that does not book the record there, what it books of it elsewhere. */
  anywhere(name: string | null, { before, after }: StepSides): StepSides {
    const found = (side: StepSide | null, booked: ReadonlyMap<string, StepSide>): StepSide | null =>
      side?.outcome === 'not known' || holdsMoney(side) ? side : (booked.get(name ?? '') ?? side);
    return { before: found(before, this.#base), after: found(after, this.#head) };
  }

  /** True where the record's money is told: in the first flow that knows what both versions book of it. */
  tells(name: string | null, { before, after }: StepSides): boolean {
    if (name === null) return true;
    const isFirst = !this.#told.has(name);
    if (madeBy({ before, after }) !== null) this.#told.add(name);
    return isFirst;
  }

  /** True if one version books the record first here, and the other one elsewhere: both book it, so its money is no change. */
  changesPlace(name: string | null, { before, after }: StepSides): boolean {
    const isFirst = [this.#base.get(name ?? '') === before, this.#head.get(name ?? '') === after];
    return holdsMoney(before) && holdsMoney(after) && isFirst[0] !== isFirst[1];
  }

  /** True if a version would create the record, where it comes first: then it is not in the target yet, though it is found there later in the run. */
  isNew(name: string | null): boolean {
    return [this.#base, this.#head].some((booked) => booked.get(name ?? '')?.outcome === 'created');
  }

  /** True if flows before this one have all that the steps stand for. */
  isKnown(flow: string, names: readonly (string | null)[]): boolean {
    return names.length > 0 && names.every((name) => name !== null && (this.#flows.get(name) ?? flow) !== flow);
  }

  see(flow: string, names: readonly (string | null)[]): void {
    for (const name of names) if (name !== null && !this.#flows.has(name)) this.#flows.set(name, flow);
  }

  /** A record that comes out differently, with its twin if there is one: the same versions make both. */
  differing(name: string | null, flow: string, sides: StepSides, record: ComparedRecord): ComparedRecord {
    const made = madeBy(sides);
    if (name === null || made === null || isNotCome(record)) return record;
    const twin = this.#differing.get(`${name}\n${made}`);
    if (twin !== undefined) return { ...record, twin };
    this.#differing.set(`${name}\n${made}`, { flow, reference: record.reference, step: record.step });
    return record;
  }
}

/** The versions that make the record; null = none does, or that is not known. */
function madeBy({ before, after }: StepSides): string | null {
  const sides = [before, after];
  if (sides.some((side) => side?.outcome === 'not known')) return null;
  const made = sides.map(holdsMoney);
  return made.includes(true) ? made.join() : null;
}

const holdsMoney = (side: StepSide | null): boolean => isBooked(side) && side?.values != null;

/** What a version books of each record, in the flow that comes first. */
function bookedBy(flows: readonly (FlowSide | null)[]): ReadonlyMap<string, StepSide> {
  const booked = new Map<string, StepSide>();
  for (const record of flows.flatMap((flow) => [...(flow?.records.values() ?? [])])) {
    for (const side of [...record.steps.values()].flat()) {
      const name = nameOf({ before: side, after: null }, record);
      if (name !== null && holdsMoney(side) && !booked.has(name)) booked.set(name, side);
    }
  }
  return booked;
}

/** What a step stands for, by company; null = that is not known. */
export function nameOf({ before, after }: StepSides, side: RecordSide | null): string | null {
  const name = after?.record ?? before?.record ?? null;
  return name === null ? null : `${side?.of ?? ''}\n${name}`;
}

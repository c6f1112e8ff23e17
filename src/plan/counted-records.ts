import type { ComparedRecord } from '../report/plan/comparison-report.ts';
import { isBooked } from './money-comparison.ts';
import type { RecordSide, StepSide } from './version-run.ts';

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
  readonly #differing = new Map<string, NonNullable<ComparedRecord['twin']>>();
  readonly #booked = { base: new Set<string>(), head: new Set<string>() };

  /** True if flows before this one have all that the steps stand for. */
  isKnown(flow: string, names: readonly (string | null)[]): boolean {
    return names.length > 0 && names.every((name) => name !== null && (this.#flows.get(name) ?? flow) !== flow);
  }

  see(flow: string, names: readonly (string | null)[]): void {
    for (const name of names) if (name !== null && !this.#flows.has(name)) this.#flows.set(name, flow);
  }

  /** The side, if the document that it is does not count yet; null otherwise. */
  takeMoney(name: string | null, side: StepSide | null, of: 'base' | 'head'): StepSide | null {
    if (side === null || name === null || side.values === null || !isBooked(side)) return side;
    if (this.#booked[of].has(name)) return null;
    this.#booked[of].add(name);
    return side;
  }

  /** A record that comes out differently, with its twin if there is one. */
  differing(name: string | null, flow: string, record: ComparedRecord): ComparedRecord {
    if (name === null) return record;
    const twin = this.#differing.get(name);
    if (twin !== undefined) return { ...record, twin };
    this.#differing.set(name, { flow, reference: record.reference, step: record.step });
    return record;
  }
}

/** What a step stands for, by company; null = that is not known. */
export function nameOf({ before, after }: StepSides, side: RecordSide | null): string | null {
  const name = after?.record ?? before?.record ?? null;
  return name === null ? null : `${side?.of ?? ''}\n${name}`;
}

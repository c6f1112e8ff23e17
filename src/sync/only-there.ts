import Big from 'big.js';
import type { StepProgram } from '../mapping/program.ts';
import { matchForm } from '../systems/match-form.ts';
import { moneyFieldsOf } from '../systems/money-fields.ts';
import type { SourceRecord } from '../systems/system.ts';
import { LocalDateTime, type RecordValues } from '../values.ts';
import type { FlowContext } from './flow.ts';
import type { StepResult } from './item.ts';
import { revenueLines } from './money-lines.ts';
import type { Verification } from './verification.ts';

/** What a step that verifies saw of its target: by it a document is known to be only there. */
export class SeenThere {
  readonly #step: StepProgram;
  /** Keys of the records that were found. */
  readonly #keys = new Set<string>();
  /** What the match keys of the source's records look for, found or not: one that may be several is not only there. */
  readonly #sought = new Set<string>();
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  constructor(step: StepProgram) {
    this.#step = step;
  }

  add({ values, before }: StepResult): void {
    const { spec } = this.#step;
    if (before !== null) this.#keys.add(String(before[spec.key]));
    for (const form of formsOf(this.#step, values ?? {})) this.#sought.add(form);
    for (const side of [values, before]) {
      const month = side === null ? null : monthOf(this.#step, side);
      if (month === null) continue;
      this.#first = Math.min(this.#first, month);
      this.#last = Math.max(this.#last, month);
    }
  }

  /** True when nothing was compared that stands in a period: then nothing is known of what should be there. */
  get isEmpty(): boolean {
    return this.#first > this.#last;
  }

  /** True for a document of the periods that were compared which no record of the source answers to. */
  lacks({ key, fields }: SourceRecord): boolean {
    const month = monthOf(this.#step, fields);
    if (month === null || month < this.#first || month > this.#last) return false;
    return !this.#keys.has(key) && !formsOf(this.#step, fields).some((form) => this.#sought.has(form));
  }
}

/**
 * Looks for documents that only the target has: the list of its documents is read once, in full. Those of the periods that
 * were compared count which no source record answers to, unless another flow has linked them or `scope` leaves them out.
 */
export async function findOnlyThere(context: FlowContext, verification: Verification): Promise<void> {
  const { program, target, pairs, links, clock, signal } = context;
  const since = context.since ?? program.since;
  for (const [position, step] of program.steps.entries()) {
    const seen = verification.seenThere(step.id);
    const onlyThere = step.policy.kind === 'verify' ? step.policy.onlyThere : null;
    if (onlyThere === null || seen === undefined || seen.isEmpty) continue;
    const { inScope, fields } = onlyThere;
    const isOfAnotherFlow = ({ key }: SourceRecord): boolean =>
      links.pairsOf(`${program.target.system}.${step.spec.name}`, key).some((pair) => pair !== pairs[position]);
    const request = { resource: step.spec.name, fields, cursor: null, nowMs: clock(), signal };
    for await (const { records } of target.changes(request)) {
      for (const record of records) {
        const date = dateOf(context, step, record.fields);
        if (since !== null && date !== null && date < since) continue;
        if (!seen.lacks(record) || isOfAnotherFlow(record) || inScope?.(record.fields) === false) continue;
        verification.addOnlyThere(step, record, toldOf(context, step, record.fields));
      }
    }
  }
}

/** `dated 2026-03-14, period 2026/3, 80.00 without VAT`. */
function toldOf(context: FlowContext, step: StepProgram, values: RecordValues): string {
  const fields = moneyFieldsOf(context.program.target.system, step.spec.name);
  const amounts = fields === null ? [] : revenueLines(fields, values).flatMap(({ amount }) => amount ?? []);
  const sum = amounts.reduce((total, amount) => total.plus(amount), new Big(0));
  const { year, period } = step.bookedIn?.(values) ?? { year: null, period: null };
  return `dated ${dateOf(context, step, values) ?? 'never'}, period ${year}/${period}, ${sum.toFixed(2)} without VAT`;
}

function dateOf({ program }: FlowContext, { spec }: StepProgram, values: RecordValues): string | null {
  const field = spec.booking?.date ?? moneyFieldsOf(program.target.system, spec.name)?.date ?? null;
  const date = field === null ? null : values[field];
  return date instanceof LocalDateTime ? date.date : null;
}

/** A period as a number that grows with time. */
function monthOf({ bookedIn }: StepProgram, values: RecordValues): number | null {
  const { year, period } = bookedIn?.(values) ?? { year: null, period: null };
  return year === null || period === null ? null : year * 100 + period;
}

/** What each match key that is filled looks for. */
function formsOf({ match }: StepProgram, values: RecordValues): readonly string[] {
  return match.flatMap((key, index) => {
    const forms = key.map((field) => matchForm(field, values[field]));
    return forms.every((form) => form !== null) ? [`${index}\n${forms.join('\n')}`] : [];
  });
}

import type { Program } from '../mapping/flow/program.ts';
import type { RecordOf } from '../privacy/personal.ts';
import type { PlanAction, PlanRecord, PlanStep } from '../report/plan/plan-report.ts';
import { type Item, type ItemFailure, resultsIn, type StepResult, sourceRecords } from '../sync/item.ts';
import type { NameAccount } from '../sync/money/money-lines.ts';
import { type Ambiguity, AmbiguousError, DiffersError } from '../sync/record/record-errors.ts';
import type { Difference } from '../sync/verify/differences.ts';
import { moneyFieldsOf } from '../systems/money-fields.ts';
import type { RecordValues } from '../values.ts';
import { MoneyTotals } from './money.ts';
import { type Place, placesOf, subjectOf } from './places.ts';

/** What a step would do to one record, values in clear. */
export interface StepEffect {
  readonly reference: string;
  readonly subject: string | null;
  readonly place: Place;
  readonly action: PlanAction;
  readonly links: boolean;
  /** The target record as far as it is known. */
  readonly target: RecordValues;
  /** The fields that the action is about, with the values that the source gives them. */
  readonly fields: readonly string[];
  readonly after: RecordValues;
  /** What the target holds; null = it is new or was not read. */
  readonly before: RecordValues | null;
  readonly refusal: PlanRecord['refusal'];
  /** The source's records, whose personal texts a mapping may put into any field. */
  readonly sources: readonly RecordOf[];
}

type Counts = { -readonly [Count in Exclude<keyof PlanStep, 'step' | 'resource'>]: number };

/** Gathers what a flow would do, batch by batch. Records that stay as they are, are only counted. */
export class FlowNotes {
  readonly entries: StepEffect[] = [];
  readonly ambiguities: Ambiguity[] = [];
  readonly money = new MoneyTotals();
  readonly #program: Program;
  readonly #places: readonly Place[];
  readonly #nameAccount: (resource: string | null) => NameAccount;
  readonly #counts: ReadonlyMap<string, Counts>;

  /** `nameAccount` names the accounts of a list by their codes. */
  constructor(program: Program, nameAccount: (resource: string | null) => NameAccount) {
    this.#program = program;
    this.#nameAccount = nameAccount;
    this.#places = placesOf(program);
    this.#counts = new Map(this.#places.map(({ step }) => [step, nothing()]));
  }

  /** Notes records that went through the steps. */
  observe(items: readonly Item[]): void {
    for (const item of items) {
      for (const place of this.#places) {
        const results = resultsIn(item, place.step);
        const failure = item.failure?.step === place.step ? item.failure : null;
        const counts = this.#counts.get(place.step);
        if (counts === undefined || (results.length === 0 && failure === null)) continue;
        counts.read += 1;
        // Some elements, or some fields, may be done where others are refused.
        for (const one of results) this.#done(item, place, one, counts);
        if (failure !== null) this.#refused(item, place, failure, counts);
      }
    }
  }

  /** The counts of each step. */
  steps(): readonly PlanStep[] {
    return this.#places.map(({ step, system, spec }) => ({
      step,
      resource: `${system}.${spec.name}`,
      ...(this.#counts.get(step) ?? nothing()),
    }));
  }

  #done(item: Item, place: Place, result: StepResult, counts: Counts): void {
    const { outcome, sent, isMet, before, target, difference } = result;
    if (difference !== undefined) {
      counts.apart += 1;
      if (difference.kind === 'ambiguous') counts.ambiguous += 1;
      this.#differs(item, place, result, difference);
      return;
    }
    const isUpdate = outcome === 'updated';
    if (outcome === 'created') counts.create += 1;
    else if (isUpdate) counts.update += 1;
    else if (outcome === 'unchanged') counts.unchanged += 1;
    else counts.left += 1;
    if (isMet) counts.link += 1;
    if (isMet && isUpdate) counts.differ += 1;
    if (sent !== null) this.#addMoney(place, sent);
    const action = outcome === 'created' ? 'create' : isUpdate ? 'update' : isMet ? 'link' : null;
    if (action === null) return;
    const after = sent ?? {};
    this.#add(item, place, { action, links: isMet, target, fields: Object.keys(after), after, before, refusal: null });
  }

  /** What a flow that verifies finds. */
  #differs(item: Item, place: Place, { values, target }: StepResult, difference: Difference): void {
    const { kind, fields, candidates, reason = '' } = difference;
    const after = values ?? {};
    const names = Object.keys(after).filter((name) => fields.some(({ field }) => field.split(/[ .]/).includes(name)));
    const reasons = {
      missing: { code: 'MISSING', reason: 'It is not in the target.' },
      ambiguous: { code: 'AMBIGUOUS', reason: `It may be ${candidates.join(' or ')}.` },
      failed: { code: 'MISSING', reason },
      differs: null,
    };
    const before = kind === 'differs' ? target : null;
    const refusal = reasons[kind];
    this.#add(item, place, { action: 'differ', links: false, target, fields: names, after, before, refusal });
  }

  #refused(item: Item, place: Place, { error, reason, values }: ItemFailure, counts: Counts): void {
    const refusal = { code: error.code, reason, ...(error.at && { at: error.at }) };
    const nothing = { links: false, target: {}, fields: [], after: {}, before: null, refusal };
    if (error.code === 'NOT_RECORDED') {
      counts.unknown += 1;
      this.#add(item, place, { ...nothing, action: 'unknown' });
      return;
    }
    counts.refuse += 1;
    if (error instanceof DiffersError) {
      const after = values ?? {};
      const { fields, actual } = error;
      this.#add(item, place, { ...nothing, action: 'differ', target: actual, fields, after, before: actual });
      return;
    }
    if (error instanceof AmbiguousError) {
      counts.ambiguous += 1;
      this.ambiguities.push(error.ambiguity);
    }
    this.#add(item, place, { ...nothing, action: 'refuse' });
  }

  #add(item: Item, place: Place, entry: Omit<StepEffect, 'reference' | 'subject' | 'place' | 'sources'>): void {
    const subject = subjectOf(this.#program, place, item);
    const sources = sourceRecords(item, this.#program);
    this.entries.push({ ...entry, place, reference: item.source.reference, subject, sources });
  }

  #addMoney({ system, spec }: Place, sent: RecordValues): void {
    const fields = moneyFieldsOf(system, spec.name);
    if (fields !== null) this.money.addDocument(fields, sent, this.#nameAccount(fields.accounts));
  }
}

const nothing = (): Counts => ({
  read: 0,
  create: 0,
  update: 0,
  link: 0,
  unchanged: 0,
  left: 0,
  differ: 0,
  refuse: 0,
  ambiguous: 0,
  unknown: 0,
  apart: 0,
});

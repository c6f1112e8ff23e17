import type { Program } from '../../mapping/flow/program.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import { hidePersonal, personalTexts } from '../../privacy/hide-personal.ts';
import { personalClass, type RecordOf } from '../../privacy/personal.ts';
import type { SourceRecord } from '../../systems/system.ts';
import { canonical, type Value } from '../../values.ts';
import { type Item, resultsIn, type StepResult, sourceRecords } from '../item.ts';
import type { ComparedStep, FoundDifference, SkippedRecord, VerificationResult } from '../result.ts';
import { type FieldDifference, fieldPath } from './differences.ts';
import { SeenThere } from './only-there.ts';
import { skippedRecords } from './skipped-record.ts';
import { toldMissing } from './told-document.ts';
import { VerifiedTotals } from './verify-totals.ts';

/** The most reported differences that are remembered, to recognise new ones, and that the report lists; more are only counted. */
const MOST_REMEMBERED = 10_000;
const MOST_LISTED = 1_000;

/** An id of a record; and each of those in a name such as `lines 2/ID.amount`. */
const IDS = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;
const ID = new RegExp(`^${IDS.source}$`, 'i');

const noDifferences = () => ({ missing: 0, differs: 0, ambiguous: 0, only: 0, failed: 0 });

interface VerificationParts {
  /** Keyed hash. */
  readonly fingerprint: (text: string) => string;
  /** References of records that a person pinned as "skip". */
  readonly skipped: ReadonlySet<string>;
  /** The code of a record by its id, from the lists that were read; undefined = not known. */
  readonly codeOf: (id: string) => string | undefined;
}

/** Collects what a flow that verifies finds. */
export class Verification {
  readonly #program: Program;
  readonly #fingerprint: (text: string) => string;
  readonly #skipped: ReadonlySet<string>;
  readonly #before: ReadonlySet<string>;
  readonly #seen = new Set<string>();
  readonly #found = new Set<string>();
  readonly #differences: FoundDifference[] = [];
  readonly #counts = noDifferences();
  readonly #countsOf: ReadonlyMap<string, ReturnType<typeof noDifferences>>;
  readonly #totals: VerifiedTotals;
  /** By resource, how to recognise the target's documents that were compared. */
  readonly #seenThere: ReadonlyMap<string, SeenThere>;
  /** By the keys of their source records. */
  readonly #leftAside = new Map<string, SkippedRecord>();
  /** Step and target record. */
  readonly #equal = new Set<string>();
  readonly #steps: ReadonlyMap<string, StepProgram>;
  readonly #codeOf: VerificationParts['codeOf'];
  /** Human names of the target's records that were found, by their keys. */
  readonly #names = new Map<string, string>();
  #isNew = 0;

  /**
   * `before`: keyed hashes of the differences that were reported before.
   */
  constructor(program: Program, before: readonly string[], { fingerprint, skipped, codeOf }: VerificationParts) {
    this.#codeOf = codeOf;
    this.#program = program;
    this.#totals = new VerifiedTotals(program);
    this.#steps = new Map(program.steps.map((step) => [step.id, step]));
    this.#seenThere = new Map(program.steps.map(({ spec }) => [spec.name, new SeenThere()]));
    this.#countsOf = new Map(program.steps.map(({ id }) => [id, noDifferences()]));
    this.#before = new Set(before);
    this.#fingerprint = fingerprint;
    this.#skipped = skipped;
  }

  /** Adds a record that was compared. Of one that is skipped, its document is only known and named: neither side of it counts. */
  add(item: Item): void {
    this.#see(item);
    const isSkipped = this.#skipped.has(item.source.reference);
    for (const [key, one] of skippedRecords(this.#program, item, isSkipped)) this.#leftAside.set(key, one);
    if (isSkipped) return;
    this.#totals.add(item);
    const results = [...item.results.keys()].flatMap((step) =>
      resultsIn(item, step).map((one) => [step, one] as const),
    );
    for (const [step, result] of results) {
      const program = this.#steps.get(step);
      const { outcome, difference, target, before } = result;
      // Several orders of a customer show the same customer.
      if (difference !== undefined) {
        const { kind, key, reference, fields, candidates, at } = difference;
        const reason = difference.reason ?? (kind === 'missing' ? this.#missing(program, result) : null);
        const there = { resource: program?.spec.name ?? '', values: before ?? {} };
        const records = [...sourceRecords(item, this.#program), there];
        const about = { reference, step, kind, fields, candidates, code: null, reason };
        this.#note(key, { ...about, ...(at && { at }) }, records);
      } else if (outcome === 'unchanged') this.#equal.add(`${step}\n${target[program?.spec.key ?? '']}`);
    }
    if (item.failure === null) return;
    const { step, error, reason } = item.failure;
    const { key, reference } = item.source;
    const about = { reference, step, fields: [], candidates: [], code: error.code, reason };
    this.#note(key, { ...about, kind: 'failed', ...(error.at && { at: error.at }) });
  }

  #missing(step: StepProgram | undefined, { values }: StepResult): string | null {
    return step === undefined ? null : toldMissing(this.#program.target.system, step, values ?? {});
  }

  #see(item: Item): void {
    for (const step of this.#program.steps) {
      for (const result of resultsIn(item, step.id)) {
        this.seenThere(step.spec.name)?.add(step, result);
        const { [step.spec.key]: key, [step.spec.reference]: name } = result.before ?? {};
        if (typeof key === 'string' && typeof name === 'string') this.#names.set(key, name);
      }
    }
    for (const [step, documents] of item.mayBe) this.seenThere(step.spec.name)?.addMayBe(step, documents);
  }

  /** What was seen of the records of a resource in the target. */
  seenThere(resource: string): SeenThere | undefined {
    return this.#seenThere.get(resource);
  }

  /** Adds a document that only the target has. */
  addOnlyThere(step: StepProgram, { key, reference, fields: values }: SourceRecord, reason: string): void {
    this.#totals.addOnlyThere(step, values);
    const number = values[step.match[0]?.[0] ?? ''] ?? reference;
    // An entry is known by the number of the invoice that it books.
    const name = String(number) === reference ? reference : `${number} (${reference})`;
    const about = { reference: name, step: step.id, fields: [], candidates: [], code: null, reason };
    this.#note(key, { ...about, kind: 'only' });
  }

  /** What was found, and the hashes to remember: `isWhole` = all records were compared, so differences that were not found are settled. */
  result(isWhole: boolean): { readonly found: VerificationResult; readonly reported: readonly string[] } {
    const reported = isWhole ? [...this.#found] : [...new Set([...this.#found, ...this.#before])];
    const different = Object.values(this.#counts).reduce((sum, count) => sum + count, 0);
    return {
      reported: reported.slice(0, MOST_REMEMBERED),
      found: {
        compared: this.#equal.size + different,
        equal: this.#equal.size,
        counts: { ...this.#counts },
        bySteps: this.#bySteps(),
        isNew: this.#isNew,
        differences: this.#differences.map((one) => ({ ...one, fields: one.fields.map(this.#named) })),
        totals: this.#totals.rows(),
        near: this.#totals.near().slice(0, MOST_LISTED),
        skipped: [...this.#leftAside.values()].slice(0, MOST_LISTED),
      },
    };
  }

  /** A difference with the codes of records that are sent as ids. People know a customer and a ledger account by those. */
  readonly #named = ({ field, source, target }: FieldDifference): FieldDifference => {
    const code = (id: string): string => this.#names.get(id) ?? this.#codeOf(id) ?? id;
    const value = (one: Value): Value => (typeof one === 'string' && ID.test(one) ? code(one) : one);
    return { field: field.replace(IDS, code), source: value(source), target: value(target) };
  };

  #bySteps(): readonly ComparedStep[] {
    return [...this.#countsOf].map(([step, counts]) => {
      const equal = [...this.#equal].filter((one) => one.startsWith(`${step}\n`)).length;
      return { step, equal, ...counts };
    });
  }

  /** `records`: those whose personal texts may be in the values. */
  #note(key: string, difference: Omit<FoundDifference, 'isNew' | 'key'>, records: readonly RecordOf[] = []): void {
    const { step, kind, fields, code } = difference;
    const about = `${step}\n${key}`;
    if (this.#seen.has(about)) return;
    this.#seen.add(about);
    const values = fields.map(({ field, source, target }) => [field, canonical(source), canonical(target)]);
    const fingerprint = this.#fingerprint(`difference\n${about}\n${kind}\n${code}\n${canonical(values)}`);
    // Above the limit of what is remembered, new differences cannot be recognised.
    const isNew = !this.#before.has(fingerprint) && this.#before.size < MOST_REMEMBERED;
    this.#found.add(fingerprint);
    this.#counts[kind] += 1;
    const ofStep = this.#countsOf.get(step);
    if (ofStep !== undefined) ofStep[kind] += 1;
    if (isNew) this.#isNew += 1;
    if (this.#differences.length >= MOST_LISTED) return;
    const personal = personalTexts(records, []);
    const resource = this.#steps.get(step)?.spec.name ?? '';
    const hide = ({ field, source, target }: FieldDifference): FieldDifference =>
      personalClass(resource, fieldPath(field)) === null
        ? { field, source: hidePersonal(source, personal), target: hidePersonal(target, personal) }
        : { field, source, target };
    this.#differences.push({ ...difference, key, fields: fields.map(hide), isNew });
  }
}

import type { ComparedFlow, ComparedRecord, ComparedSide } from '../report/plan/comparison-report.ts';
import type { PlanField } from '../report/plan/plan-report.ts';
import type { NameAccount } from '../sync/money/money-lines.ts';
import type { PersonalClass } from '../systems/catalog.ts';
import type { RecordValues } from '../values.ts';
import { changedFields } from './changes.ts';
import { type CountedRecords, nameOf, type StepSides } from './counted-records.ts';
import { byText } from './links.ts';
import { MoneyComparison } from './money-comparison.ts';
import type { Place } from './places.ts';
import { hiding, type ValueDisplay } from './value-display.ts';
import type { FlowSide, RecordSide, StepSide } from './version-run.ts';

/** What a comparison needs beside the two sides. */
export interface ComparisonOptions {
  readonly display: ValueDisplay;
  /** Classes of personal texts to show. */
  readonly revealed: readonly PersonalClass[];
  readonly nameAccount: (resource: string | null) => NameAccount;
  /** What the flows before this one in a run have. */
  readonly before: CountedRecords;
}

const NOT_TAKEN: ComparedSide = { outcome: 'not taken', code: null, reason: null };

/** Compares what two versions made of one flow's records; a side that has no such flow is null. Pure. */
export function compareFlow(
  flow: string,
  base: FlowSide | null,
  head: FlowSide | null,
  options: ComparisonOptions,
): ComparedFlow {
  const keys = new Set([...(base?.records.keys() ?? []), ...(head?.records.keys() ?? [])]);
  const money = new MoneyComparison(options);
  const records: ComparedRecord[] = [];
  let changed = 0;
  let stays = 0;
  const repeated = { compared: 0, changed: 0, stays: 0 };
  for (const key of keys) {
    const sides = { base: base?.records.get(key) ?? null, head: head?.records.get(key) ?? null };
    const { differing, isAgain } = compareRecord(flow, sides, money, options);
    // Its customer may change: the document itself stays.
    const counts = { changed: differing.length > 0 ? 1 : 0, stays: differing.some((record) => record.stays) ? 1 : 0 };
    changed += counts.changed;
    stays += counts.stays;
    if (isAgain) {
      repeated.compared += 1;
      repeated.changed += counts.changed;
      repeated.stays += counts.stays;
    }
    records.push(...differing);
  }
  records.sort((left, right) => byText(left.reference, right.reference));
  return {
    flow,
    errors: [
      ...(base === null || base.error === null ? [] : [{ of: 'base' as const, error: base.error }]),
      ...(head === null || head.error === null ? [] : [{ of: 'head' as const, error: head.error }]),
    ],
    compared: keys.size,
    alike: keys.size - changed,
    stays,
    ...(repeated.compared === 0 ? {} : { repeated }),
    outcomes: outcomesOf(records),
    fields: fieldsOf(records),
    money: money.rows(),
    periods: money.periods(),
    moves: money.moves(),
    records,
  };
}

function compareRecord(
  flow: string,
  { base, head }: { readonly base: RecordSide | null; readonly head: RecordSide | null },
  sums: MoneyComparison,
  { display, revealed, before: counted }: ComparisonOptions,
): { readonly differing: readonly ComparedRecord[]; readonly isAgain: boolean } {
  const sources = [...(base?.sources ?? []), ...(head?.sources ?? [])];
  const steps = [...new Set([...(head?.steps.keys() ?? []), ...(base?.steps.keys() ?? [])])];
  const pairs = steps
    .flatMap((step) => paired(base?.steps.get(step) ?? [], head?.steps.get(step) ?? []))
    .map(({ before, after, place }): SidePair => {
      return { before: before ?? notKnownIn(base, place), after: after ?? notKnownIn(head, place), place };
    });
  const names = pairs.map((pair) => nameOf(pair, head ?? base));
  const differing = pairs.flatMap(({ before, after, place }, at): readonly ComparedRecord[] => {
    const name = names[at] ?? null;
    const anywhere = counted.anywhere(name, { before, after });
    const money = sums.add(anywhere.before, anywhere.after, display, counted.tells(name, anywhere));
    // What another flow books as well is no money of this one's.
    const isOwn = anywhere.before === before && anywhere.after === after && !counted.changesPlace(name, anywhere);
    const booked = isOwn ? money : { amount: null };
    const resource = place.spec.name;
    const compare = (as: ValueDisplay) => compareValues(before?.values ?? null, after?.values ?? null, as);
    const displayHere = display.of(resource);
    const values = compare(displayHere);
    const places = [before, after].flatMap((side) => side?.place ?? []);
    const fields = values.length === 0 ? values : compare(hiding(displayHere, { sources, revealed, places }));
    const sides = { base: sideOf(before), head: sideOf(after) };
    const isSame = fields.length === 0 && wordOf(sides.base) === wordOf(sides.head);
    if (isSame && sides.head.outcome !== 'not known') return [];
    const stays = !counted.isNew(name) && staysAsItIs(before, after);
    const reference = head?.reference ?? base?.reference ?? '';
    const record = { reference, step: place.step, ...sides, fields, stays, ...booked };
    return [counted.differing(name, flow, { before, after }, record)];
  });
  const isAgain = counted.isKnown(flow, names) && differing.every(({ twin }) => (twin?.flow ?? flow) !== flow);
  counted.see(flow, names);
  return { differing, isAgain };
}

/** What follows a step that is not known is not known either. Null = all that the version does with the record is known. */
function notKnownIn(side: RecordSide | null, place: Place): StepSide | null {
  const unknown = [...(side?.steps.values() ?? [])].flat().find(({ outcome }) => outcome === 'not known');
  return unknown === undefined ? null : { ...unknown, place, element: null, record: null, values: null };
}

/** What both versions made of one step, or of one of its elements. */
interface SidePair extends StepSides {
  readonly place: Place;
}

/** Pairs results of the same element; a failure before the elements were known is paired with the first of the rest. */
function paired(before: readonly StepSide[], after: readonly StepSide[]): readonly SidePair[] {
  const rest = [...before];
  const take = (isMeant: (side: StepSide) => boolean): StepSide | null => {
    const at = rest.findIndex(isMeant);
    return at < 0 ? null : (rest.splice(at, 1)[0] ?? null);
  };
  const same = after.map((side) => ({ side, other: take(({ element }) => element === side.element) }));
  const pairs = same.map(({ side, other }): SidePair => {
    const found = other ?? take(({ element }) => element === null || side.element === null);
    return { before: found, after: side, place: side.place };
  });
  return [...pairs, ...rest.map((side) => ({ before: side, after: null, place: side.place }))];
}

/** Where only one side has values, its outcome says enough. */
function compareValues(
  before: RecordValues | null,
  after: RecordValues | null,
  display: ValueDisplay,
): ComparedRecord['fields'] {
  if (before === null || after === null) return [];
  const fields = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  const changes: readonly PlanField[] = changedFields(fields, before, after, display);
  return changes.map((change) => ({ field: change.field, base: change.before ?? null, head: change.after }));
}

const sideOf = (side: StepSide | null): ComparedSide =>
  side === null ? NOT_TAKEN : { outcome: side.outcome, code: side.code, reason: side.reason };

/** `refused UNMAPPED_KEY`. */
const wordOf = ({ outcome, code }: ComparedSide): string => (outcome === 'refused' ? `${outcome} ${code}` : outcome);

/** A document already in the target is not changed: it is left, or reported as differing or refused. */
function staysAsItIs(base: StepSide | null, head: StepSide | null): boolean {
  const sides = [base, head].filter((side) => side !== null);
  if (head?.outcome === 'created' || head?.outcome === 'updated') return false;
  if (sides.some(({ outcome }) => outcome === 'not known')) return false;
  return sides.some((side) => side.place.isDocument && isThere(side));
}

/** A step that its `when` leaves out has no values. */
const isThere = ({ values, outcome, code }: StepSide): boolean =>
  values !== null && (outcome === 'left' || outcome === 'unchanged' || code === 'DIFFERS');

function outcomesOf(records: readonly ComparedRecord[]): ComparedFlow['outcomes'] {
  const changed = records
    .map(({ step, base, head }) => ({ step, base: wordOf(base), head: wordOf(head) }))
    .filter(({ base, head }) => base !== head);
  const groups = Map.groupBy(changed, ({ step, base, head }) => [step, base, head].join('\n'));
  return mostFirst(
    [...groups.values()].flatMap((same) => same.slice(0, 1).map((one) => ({ ...one, records: same.length }))),
  );
}

function fieldsOf(records: readonly ComparedRecord[]): ComparedFlow['fields'] {
  const named = records.flatMap(({ step, fields }) =>
    [...new Set(fields.map(({ field }) => field.replace(/\[\d+\]/, '')))].map((field) => ({ step, field })),
  );
  const groups = Map.groupBy(named, ({ step, field }) => `${step}\n${field}`);
  return mostFirst(
    [...groups.values()].flatMap((same) => same.slice(0, 1).map((one) => ({ ...one, records: same.length }))),
  );
}

function mostFirst<Counted extends { readonly records: number }>(rows: readonly Counted[]): readonly Counted[] {
  return [...rows].sort(
    (left, right) => right.records - left.records || byText(JSON.stringify(left), JSON.stringify(right)),
  );
}

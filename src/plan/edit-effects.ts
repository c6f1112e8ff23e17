import Big from 'big.js';
import { waitsFor } from '../mapping/tables/missing-rows.ts';
import type {
  ComparedFlow,
  ComparedRecord,
  ConfigChange,
  EditEffect,
  StepCount,
} from '../report/plan/comparison-report.ts';
import { money } from './money.ts';

/** Where a flow writes the value of a row. */
export interface RowUse {
  readonly flow: string;
  readonly step: string;
  readonly field: string;
  /** The value is a code that is sent as an id, so it is not among the values of records. */
  readonly isReference: boolean;
  /** What it decides of a line's money; null = nothing. */
  readonly money: 'VAT code' | 'ledger account' | null;
}

/** Rows of one table that were edited alike. */
export interface EditedRows {
  readonly table: string;
  readonly changes: readonly ConfigChange[];
  readonly uses: readonly RowUse[];
  /** Flows that look something up in the table; those of `uses` are among them. The others do so in checks and calculations. */
  readonly flows: ReadonlySet<string>;
  /** Those of which only tables were edited. */
  readonly unedited: ReadonlySet<string>;
  /** All edits of the table are alike. */
  readonly isAll: boolean;
}

/** What the edit of some rows does to the records of all flows; a record of the target counts once. */
export function effectsOf(
  flows: readonly ComparedFlow[],
  group: EditedRows,
  groups: readonly EditedRows[],
): readonly EditEffect[] {
  const told = flows.map((flow) => ({ flow, ...toldBy(flow, group, groups) }));
  const nameOf = (flow: string, { reference, step }: Pick<ComparedRecord, 'reference' | 'step'>): string =>
    [flow, reference, step].join('\n');
  const known = new Set(
    told.flatMap(({ flow: { flow }, moved, refused, accepted }) =>
      [...moved, ...refused, ...accepted]
        .filter(({ twin }) => twin === undefined)
        .map((record) => nameOf(flow, record)),
    ),
  );
  // Several flows may bring one record across.
  const once = (records: readonly ComparedRecord[]): readonly ComparedRecord[] =>
    records.filter(({ twin }) => twin === undefined || !known.has(nameOf(twin.flow, twin)));
  return told.flatMap(({ flow, moved, refused, accepted }) =>
    effectOn(flow, { moved: once(moved), refused: once(refused), accepted: once(accepted) }, group, groups),
  );
}

function effectOn(
  flow: ComparedFlow,
  { moved, refused, accepted }: ReturnType<typeof toldBy>,
  group: EditedRows,
  groups: readonly EditedRows[],
): readonly EditEffect[] {
  if (moved.length + refused.length + accepted.length === 0) return [];
  const sums = moved.length === 0 ? null : amountOf(flow, moved, group, groups);
  const [steps, no, yes] = [byStep(moved), byStep(refused), byStep(accepted)];
  return [{ flow: flow.flow, steps, refused: no, accepted: yes, ...(sums ?? { amount: null }) }];
}

/**
 * The records of a flow that these rows make come out differently: with another value, or refused by one of the versions only. A refusal does not say which row
 * it comes of, so it counts only where no other edit is used.
 */
export function toldBy(
  flow: ComparedFlow,
  group: EditedRows,
  groups: readonly EditedRows[],
): Readonly<Record<'moved' | 'refused' | 'accepted', readonly ComparedRecord[]>> {
  const uses = group.uses.filter((use) => use.flow === flow.flow);
  const isMoved = (record: ComparedRecord): boolean =>
    uses.some((use) => use.step === record.step && isChangedBy(record, use, group)) || waits(record, group);
  const moved = group.flows.has(flow.flow) ? flow.records.filter(isMoved) : [];
  const isAlone = (step: string): boolean => groups.every((other) => isUsedIn(flow, step, other) === (other === group));
  const turned = flow.records.filter((record) => isAlone(record.step) && !moved.includes(record));
  return {
    moved,
    refused: turned.filter(({ base, head }) => isRefused(head) && isTaken(base)),
    accepted: turned.filter(({ base, head }) => isRefused(base) && isTaken(head)),
  };
}

/** True for a refusal that names no row: see `waits` for one that does. */
const isRefused = ({ outcome, code }: ComparedRecord['head']): boolean =>
  outcome === 'refused' && code !== 'UNMAPPED_KEY';

/** False as well for a step that a version does not come to: it may be refused before it. */
const isTaken = ({ outcome }: ComparedRecord['head']): boolean =>
  outcome !== 'refused' && outcome !== 'not taken' && outcome !== 'not known';

/** A row that fills no field may decide about every step, because a check or a calculation reads it; but not if the flow was edited too. */
export function isUsedIn({ flow }: ComparedFlow, step: string, { uses, unedited }: EditedRows): boolean {
  const own = uses.filter((use) => use.flow === flow);
  return own.length === 0 ? unedited.has(flow) : own.some((use) => use.step === step);
}

const byStep = (records: readonly ComparedRecord[]): readonly StepCount[] =>
  [...Map.groupBy(records, ({ step }) => step)].map(([step, same]) => ({ step, records: same.length }));

function isChangedBy({ fields }: ComparedRecord, use: RowUse, { changes, isAll }: EditedRows): boolean {
  const own = fields.filter(({ field }) => field.slice(field.lastIndexOf('.') + 1) === use.field);
  const [change] = changes;
  if (change?.base == null || change.head == null) return false;
  if (use.isReference) return isAll && own.length > 0;
  const [before, after] = [valuesIn(change.base), valuesIn(change.head)];
  return own.some(({ base, head }) => before.includes(String(base)) && after.includes(String(head)));
}

/** `VH until 2027-12-31; VH22 from 2028-01-01` are two values. */
const valuesIn = (text: string): readonly string[] =>
  text.split('; ').map((one) => one.replace(/( from \d{4}-\d\d-\d\d)?( until \d{4}-\d\d-\d\d)?$/, ''));

/** True for a record that waited for a new row, or waits because its row is gone. */
function waits({ base, head }: ComparedRecord, { table, changes }: EditedRows): boolean {
  return changes.some((change) => {
    if (change.base !== null && change.head !== null) return false;
    const side = change.base === null ? base : head;
    const isUnmapped = side.code === 'UNMAPPED_KEY' && base.code !== head.code;
    return isUnmapped && side.reason?.includes(waitsFor(table, change.key.split(' / '))) === true;
  });
}

/**
 * The lines that move, to the cent; for rows that are new or gone, all of their documents. Null if another edit moves lines in the same way,
 * since a line does not say which row it took.
 */
function amountOf(
  flow: ComparedFlow,
  records: readonly ComparedRecord[],
  group: EditedRows,
  groups: readonly EditedRows[],
): Pick<EditEffect, 'amount' | 'credited'> | null {
  const about = aboutMoney(group, flow);
  const [change] = group.changes;
  if (about === null || change === undefined) return null;
  if (change.base === null || change.head === null) {
    const amounts = records.flatMap(({ amount }) => amount ?? []);
    return { amount: sumOf(amounts), ...creditedOf(amounts.filter((amount) => new Big(amount).lt(0))) };
  }
  const own = pairsOf(group);
  const others = groups.filter((other) => other !== group && aboutMoney(other, flow) === about).flatMap(pairsOf);
  if (own.some((pair) => others.includes(pair))) return null;
  const moved = records
    .flatMap(({ moves }) => moves ?? [])
    .filter(({ of, from, to }) => of === about && own.includes(pairOf(from, to)));
  return {
    amount: sumOf(moved.map(({ amount }) => amount)),
    ...creditedOf(moved.flatMap(({ credited }) => credited ?? [])),
  };
}

function creditedOf(amounts: readonly string[]): Pick<EditEffect, 'credited'> {
  const credited = sumOf(amounts);
  return credited === null ? {} : { credited };
}

/** What the rows decide of the money of a flow's lines; null = nothing. */
const aboutMoney = ({ uses }: EditedRows, { flow }: ComparedFlow): RowUse['money'] =>
  uses.find((use) => use.flow === flow && use.money !== null)?.money ?? null;

/** The ways in which an edit of rows moves lines: from each of their values to each of the new ones, on whatever day. */
function pairsOf({ changes: [change] }: EditedRows): readonly string[] {
  if (change?.base == null || change.head == null) return [];
  const after = valuesIn(change.head);
  return valuesIn(change.base).flatMap((from) => after.flatMap((to) => (from === to ? [] : [pairOf(from, to)])));
}

const pairOf = (from: string | null, to: string | null): string => JSON.stringify([from, to]);

function sumOf(amounts: readonly string[]): string | null {
  return amounts.length === 0 ? null : money(amounts.reduce((sum, one) => sum.plus(one), new Big(0)));
}

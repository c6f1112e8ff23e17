import Big from 'big.js';
import type { Table, TableRow, TableRows } from '../config/tables.ts';
import { waitsFor } from '../mapping/tables/missing-rows.ts';
import { isNotCome } from '../report/plan/changes-of-flow.ts';
import type {
  ComparedFlow,
  ComparedRecord,
  ConfigChange,
  ConfigChanges,
  EditEffect,
  StepCount,
  TableEdit,
} from '../report/plan/comparison-report.ts';
import { isObject } from '../schema.ts';
import { moneyFieldsOf } from '../systems/money-fields.ts';
import type { MappingsVersion } from './config-changes.ts';
import { money } from './money.ts';

/** Where a flow writes the value of a row. */
interface RowUse {
  readonly flow: string;
  readonly step: string;
  readonly field: string;
  /** The value is a code that is sent as an id, so it is not among the values of records. */
  readonly isReference: boolean;
  /** What it decides of a line's money; null = nothing. */
  readonly money: 'VAT code' | 'ledger account' | null;
}

/** Rows of one table that were edited alike. */
interface Group {
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

/**
 * What the edits of tables do to the records, for people who never saw a flow: the rows that were edited alike, the fields that
 * they fill, and the records and the money that come out differently. Rows that give the same change count together, because a
 * record does not say which row it took. Pure.
 */
export function tableEdits(
  config: ConfigChanges,
  base: MappingsVersion,
  head: MappingsVersion,
  flows: readonly ComparedFlow[],
): readonly TableEdit[] {
  const edited = editedFlows(config);
  const groups = config.files.flatMap(({ file, changes }): readonly Group[] => {
    const table = /^tables\/(.*)/.exec(file)?.[1];
    if (table === undefined) return [];
    const sideOf = (version: MappingsVersion) => {
      return { uses: usesOf(version, table), flows: new Set(flowsWith(version, table)) };
    };
    const sides = { base: sideOf(base), head: sideOf(head) };
    const alike = Map.groupBy(changes, (change) => JSON.stringify([change.base, change.head]));
    return [...alike.values()].map((same) => {
      const side = same[0]?.head === null ? sides.base : sides.head;
      const uses = same.flatMap(({ key }) => side.uses.get(key) ?? []);
      const unedited = new Set([...side.flows].filter((flow) => !edited.has(flow)));
      return { table, changes: same, uses, flows: side.flows, unedited, isAll: alike.size === 1 };
    });
  });
  const told = new Set(
    groups.flatMap((group) => flows.flatMap((flow) => Object.values(toldBy(flow, group, groups)).flat())),
  );
  return groups.map((group): TableEdit => {
    const { table, changes, uses, flows: named } = group;
    const touched = flows.flatMap((flow) =>
      flow.records.filter((record) => isUsedIn(flow, record.step, group) && !isNotCome(record)),
    );
    return {
      table,
      rows: changes.map(({ key }) => key),
      keys: keysOf(head, table) ?? keysOf(base, table) ?? [],
      base: changes[0]?.base ?? null,
      head: changes[0]?.head ?? null,
      fields: [...new Set(uses.map(({ field }) => field))],
      isUsed: named.size > 0,
      effects: effectsOf(flows, group, groups),
      isKnown: touched.every((record) => told.has(record)),
    };
  });
}

/** Flows of which more than tables was edited. */
function editedFlows({ files, flows }: ConfigChanges): ReadonlySet<string> {
  const { added, removed, enabled, disabled } = flows;
  return new Set([...files.map(({ file }) => file), ...added, ...removed, ...enabled, ...disabled]);
}

/** The fields that the keys of a table are taken from; null if no flow looks anything up in it. */
function keysOf({ config }: MappingsVersion, table: string): readonly string[] | null {
  const lookUp = (rule: unknown): unknown => {
    if (typeof rule !== 'object' || rule === null) return undefined;
    if (isObject(rule) && rule.table === table && rule.key !== undefined) return rule.key;
    return Object.values(rule)
      .map(lookUp)
      .find((key) => key !== undefined);
  };
  const key = config.flows.map(({ flow }) => lookUp(flow)).find((found) => found !== undefined);
  if (key === undefined) return null;
  return (Array.isArray(key) ? key : [key]).map((one) => fieldIn(String(one)));
}

/** The field that an expression ends with, without the words that say nothing: `account.Code` → `account`. Empty for a word of the mapping's own. */
function fieldIn(expression: string): string {
  if (expression.includes('"')) return '';
  return expression.match(/[A-Za-z]\w*/g)?.findLast((word) => !/^(code|id|null)$/i.test(word)) ?? '';
}

/** The flows that are on and look something up in a table. */
const flowsWith = ({ programs }: MappingsVersion, name: string): readonly string[] =>
  programs.filter(({ enabled, tables }) => enabled && tables.includes(name)).map(({ name: flow }) => flow);

/** The uses of a table's rows by their keys: what flows write stands at the row's place in its file. */
function usesOf({ config, programs }: MappingsVersion, name: string): ReadonlyMap<string, readonly RowUse[]> {
  const table = config.tables.get(name);
  const rows = new Map(table === undefined ? [] : placesIn(table, table.rows, []));
  const uses = new Map<string, RowUse[]>();
  for (const { name: flow, enabled, target, steps } of programs) {
    if (!enabled) continue;
    for (const { id: step, spec, outline } of steps) {
      const fields = moneyFieldsOf(target.system, spec.name);
      for (const { field, list, at } of outline.values) {
        const key = rows.get(`${at.file}:${at.line}:${at.column}`);
        if (key === undefined) continue;
        const about = field === fields?.vatCode ? 'VAT code' : field === fields?.account ? 'ledger account' : null;
        uses.set(key, [...(uses.get(key) ?? []), { flow, step, field, isReference: list !== null, money: about }]);
      }
    }
  }
  return uses;
}

/** The places of a table's values, each with its keys as one text. */
function placesIn(table: Table, row: TableRow, path: readonly string[]): readonly (readonly [string, string])[] {
  if (row instanceof Map) return [...(row as TableRows)].flatMap(([key, one]) => placesIn(table, one, [...path, key]));
  const values =
    typeof row === 'string' ? [path] : [...(row as readonly unknown[]).keys()].map((at) => [...path, at, 'value']);
  return values.map((place) => {
    const { file, line, column } = table.at(place);
    return [`${file}:${line}:${column}`, path.join(' / ')];
  });
}

function effectsOf(flows: readonly ComparedFlow[], group: Group, groups: readonly Group[]): readonly EditEffect[] {
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
  // A record of the target counts once, although several flows bring it across.
  const once = (records: readonly ComparedRecord[]): readonly ComparedRecord[] =>
    records.filter(({ twin }) => twin === undefined || !known.has(nameOf(twin.flow, twin)));
  return told.flatMap(({ flow, moved, refused, accepted }) =>
    effectOn(flow, { moved: once(moved), refused: once(refused), accepted: once(accepted) }, group, groups),
  );
}

function effectOn(
  flow: ComparedFlow,
  { moved, refused, accepted }: ReturnType<typeof toldBy>,
  group: Group,
  groups: readonly Group[],
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
function toldBy(
  flow: ComparedFlow,
  group: Group,
  groups: readonly Group[],
): Readonly<Record<'moved' | 'refused' | 'accepted', readonly ComparedRecord[]>> {
  const uses = group.uses.filter((use) => use.flow === flow.flow);
  const isMoved = (record: ComparedRecord): boolean =>
    uses.some((use) => use.step === record.step && isChangedBy(record, use, group)) || waits(record, group);
  const moved = group.flows.has(flow.flow) ? flow.records.filter(isMoved) : [];
  const isAlone = (step: string): boolean => groups.every((other) => isUsedIn(flow, step, other) === (other === group));
  const turned = flow.records.filter((record) => isAlone(record.step) && !moved.includes(record));
  return {
    moved,
    refused: turned.filter(({ base, head }) => isRefused(head) && base.outcome !== 'refused'),
    accepted: turned.filter(({ base, head }) => isRefused(base) && head.outcome !== 'refused'),
  };
}

/** True for a refusal that names no row: see `waits` for one that does. */
const isRefused = ({ outcome, code }: ComparedRecord['head']): boolean =>
  outcome === 'refused' && code !== 'UNMAPPED_KEY';

/** A row that fills no field may decide about every step, because a check or a calculation reads it; but not if the flow was edited too. */
function isUsedIn({ flow }: ComparedFlow, step: string, { uses, unedited }: Group): boolean {
  const own = uses.filter((use) => use.flow === flow);
  return own.length === 0 ? unedited.has(flow) : own.some((use) => use.step === step);
}

const byStep = (records: readonly ComparedRecord[]): readonly StepCount[] =>
  [...Map.groupBy(records, ({ step }) => step)].map(([step, same]) => ({ step, records: same.length }));

function isChangedBy({ fields }: ComparedRecord, use: RowUse, { changes, isAll }: Group): boolean {
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
function waits({ base, head }: ComparedRecord, { table, changes }: Group): boolean {
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
  group: Group,
  groups: readonly Group[],
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
const aboutMoney = ({ uses }: Group, { flow }: ComparedFlow): RowUse['money'] =>
  uses.find((use) => use.flow === flow && use.money !== null)?.money ?? null;

/** The ways in which an edit of rows moves lines: from each of their values to each of the new ones, on whatever day. */
function pairsOf({ changes: [change] }: Group): readonly string[] {
  if (change?.base == null || change.head == null) return [];
  const after = valuesIn(change.head);
  return valuesIn(change.base).flatMap((from) => after.flatMap((to) => (from === to ? [] : [pairOf(from, to)])));
}

const pairOf = (from: string | null, to: string | null): string => JSON.stringify([from, to]);

function sumOf(amounts: readonly string[]): string | null {
  return amounts.length === 0 ? null : money(amounts.reduce((sum, one) => sum.plus(one), new Big(0)));
}

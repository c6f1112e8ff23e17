import type { Period } from '../config/schema/dated-rows.ts';
import type { SourcePosition } from '../errors/errors.ts';
import type { Program } from '../mapping/flow/program.ts';
import { allNearest } from '../nearest.ts';
import { ascending } from '../order.ts';
import type { Meaning } from '../systems/meaning.ts';
import type { ReferenceList } from '../systems/reference-list.ts';
import { factsOf, type SystemName, titleOf } from '../systems/registry.ts';
import type { RecordValues } from '../values.ts';
import { error, type Finding, isWall, notChecked, ok, thrownFindings, warning } from './finding.ts';
import { judgedFields, judgeEntry, listOf } from './reference-lists.ts';
import { type CheckContext, ofEachSystem } from './systems.ts';
import { judgeVatTables, type UsedTables } from './vat-tables.ts';

/** A code that a flow may write, or that a table expects from the source, with the list that must have it. */
export interface UsedCode {
  readonly system: SystemName;
  readonly list: ReferenceList;
  readonly code: string;
  /** `written` into the target, or `expected` of the source by a key of a table. */
  readonly role: 'written' | 'expected';
  /** The field that holds it. */
  readonly use: { readonly resource: string; readonly field: string };
  readonly at: SourcePosition;
  /** The days that a dated row of a table writes it on. */
  readonly period?: Period | undefined;
}

/** Every code of tables and constants that belongs to a list, each once per list and place, in the order of the files. Pure. */
function usedCodes(programs: readonly Program[]): readonly UsedCode[] {
  const codes = new Map<string, UsedCode>();
  const add = (code: UsedCode): void => {
    const { file, line, column } = code.at;
    const key = `${code.system} ${code.list.resource} ${code.code} ${file}:${line}:${column}`;
    if (!codes.has(key)) codes.set(key, code);
  };
  for (const { source, target, steps } of programs) {
    for (const { values, keys } of steps.map(({ outline }) => outline)) {
      for (const { resource, field, value, list: own, at, period } of values) {
        const system = target.system;
        const list = own === null ? listOf(system, resource, field) : { ...own, noun: `entry of ${own.resource}` };
        if (list === null || value === null) continue;
        add({ system, list, code: String(value), role: 'written', use: { resource, field }, at, period });
      }
      for (const { resource, field, key, at } of keys) {
        const list = listOf(source.system, resource, field);
        if (list === null) continue;
        add({ system: source.system, list, code: key, role: 'expected', use: { resource, field }, at });
      }
    }
  }
  return [...codes.values()].sort(
    ({ at: left }, { at: right }) =>
      ascending(left.file, right.file) || left.line - right.line || left.column - right.column,
  );
}

/** Compares codes of one list with its entries; nothing when all is right. `today` = yyyy-MM-dd. Pure. */
export function judgeCodes(
  codes: readonly UsedCode[],
  entries: readonly RecordValues[],
  today: string,
): readonly Finding[] {
  const [first] = codes;
  if (first === undefined) return [];
  const { list, system } = first;
  const title = titleOf(system);
  const place = `${list.resource}.${list.by}`;
  const known = new Map(entries.map((entry) => [String(entry[list.by] ?? ''), entry]));
  if (known.size === 0) {
    const says = `${title} shows no ${list.noun} at all (${list.resource}), so ${codes.length} of them could not be looked up.`;
    return [warning('codes', says, 'Give the user the right to see this list.')];
  }
  return codes.flatMap(({ code, role, use, at, period }) => {
    const entry = known.get(code);
    if (entry === undefined && role === 'expected') {
      const says = `${title} has no ${list.noun} "${code}" (${place}), so no record will ever use this row.`;
      return [warning('codes', says, suggestion(code, known, 'Correct the key, or remove the row.'), at)];
    }
    if (entry === undefined) {
      const says = `${title} has no ${list.noun} "${code}" (${place}); ${use.field} of ${use.resource} may get it here.`;
      const fix = suggestion(code, known, `Correct it, or create this ${list.noun} in ${title}.`);
      const isOver = period?.until != null && period.until < today;
      return [isOver ? warning('codes', says, fix, at) : error('codes', says, fix, at)];
    }
    const fault =
      role === 'expected' ? null : judgeEntry({ system, resource: list.resource }, entry, use, { today, period });
    if (fault === null) return [];
    const says = `The ${list.noun} "${code}" of ${title} ${fault.says}; ${use.field} of ${use.resource} may get it here.`;
    const fix = `Choose another one here, or change this one in ${title}.`;
    return [fault.level === 'error' ? error('codes', says, fix, at) : warning('codes', says, fix, at)];
  });
}

/** The most codes that are suggested for a wrong one. */
const MOST_MEANT = 4;

function suggestion(code: string, known: ReadonlyMap<string, unknown>, otherwise: string): string {
  // Of codes that are as near, only the bookkeeper knows which one was meant.
  const meant = allNearest(code, known.keys()).slice(0, MOST_MEANT);
  if (meant.length === 0 || meant.includes(code)) return otherwise;
  return `Did you mean ${meant.map((one) => `"${one}"`).join(' or ')}? ${otherwise}`;
}

/** Reads each list that must have a code, looks the codes up, and compares what they stand for with the tables of VAT codes. */
export async function checkCodes(
  programs: readonly Program[],
  { tables, plans }: UsedTables,
  context: CheckContext,
): Promise<readonly Finding[]> {
  const lists = new Map<string, ReadonlyMap<string, Meaning>>();
  const findings = await ofEachSystem('codes', usedCodes(programs), context, (own) => lookUp(own, lists, context));
  const names = new Set(programs.flatMap((program) => program.tables));
  const ownTables = tables.filter(({ name }) => names.has(name));
  return [...findings, ...judgeVatTables({ tables: ownTables, plans }, lists, context.today)];
}

async function lookUp(
  codes: readonly UsedCode[],
  lists: Map<string, ReadonlyMap<string, Meaning>>,
  { inspected, today, signal }: CheckContext,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const read: string[] = [];
  let looked = 0;
  for (const name of new Set(codes.map(({ list }) => `${list.resource} ${list.by}`))) {
    const own = codes.filter(({ list }) => `${list.resource} ${list.by}` === name);
    const [first] = own;
    if (first === undefined) continue;
    const { resource, by } = first.list;
    try {
      const meaning = factsOf(first.system).meanings?.[resource];
      const fields = [
        ...new Set([by, ...judgedFields({ system: first.system, resource }), ...(meaning?.fields ?? [])]),
      ];
      const entries = await inspected[first.system].system.list({ resource, fields, signal });
      findings.push(...judgeCodes(own, entries, today));
      if (meaning !== undefined)
        lists.set(`${first.system}.${resource}`, new Map(entries.map(meaning.read).map((one) => [one.code, one])));
      read.push(resource);
      looked += own.length;
    } catch (thrown) {
      const because = thrownFindings('codes', thrown, 'not-checked');
      // An unreadable list is no fault of its codes, nor of a sync that only writes them.
      findings.push(...because.map(({ says }) => notChecked('codes', says)));
      if (isWall(thrown) && !isForbidden(thrown)) break;
    }
  }
  const [first] = codes;
  const isRight = !findings.some(({ level }) => level === 'error' || level === 'warning');
  if (first !== undefined && looked > 0 && isRight)
    findings.push(ok('codes', `${titleOf(first.system)} has all ${looked} codes: ${read.join(', ')}.`));
  return findings;
}

const isForbidden = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'FORBIDDEN';

import { UNWRITTEN_KEY } from '../config/tables.ts';
import { isObject } from '../schema.ts';
import { includedRate, type Meaning } from '../systems/meaning.ts';
import { countryRows } from './country-rows.ts';
import { CHARGED, type Compare, kindOf, type Match, matchEntry, matchWords, onlyOne } from './match.ts';
import {
  entriesOf,
  isOpen,
  type ProposedTable,
  type Row,
  rowOf,
  type TableInput,
  targetsIn,
  usableIn,
} from './proposal.ts';

/**
 * Proposes the rows of a table from the lists of both systems. What several entries fit, or none, gets no value. Shipped rows that are not
 * proposed are taken out, also where a list could not be read, so that nobody books by another company's codes. Pure.
 */
export function proposeTable(input: TableInput): ProposedTable {
  const { name, plan, entries } = input;
  const lists = [plan.from, plan.to, plan.through].filter((list) => list !== undefined);
  const isBlind = lists.some((list) => !entries.has(list));
  // Entries may differ in what a key does not tell, such as capitals.
  const rows = isBlind ? [] : [...new Map(rowsOf(input).map((row) => [row.keys.join('\n'), row] as const)).values()];
  return { name, about: plan.about, rows: withRemovals(rows, input, isBlind), isBlind };
}

function rowsOf(input: TableInput): readonly Row[] {
  const { plan, entries } = input;
  const { from, to, keys, compare, shape, through, lowerCase = false } = plan;
  const targets = targetsIn(plan, entriesOf(entries, to));
  if (shape === 'countries') return countryRows(input, targets);
  const own = Object.entries(keys ?? {}).map(([key, words]) => {
    return rowOf([key], null, matchWords(new RegExp(words), targets));
  });
  if (keys !== undefined && from === undefined) return own;
  const sources = usableIn(plan, entriesOf(entries, from));
  if (to === undefined) return sources.map((source) => (WITHOUT_TARGET[compare] ?? openRow)(source));
  if (from === undefined) return targets.length === 0 ? [] : [unkeyed(targets)];
  if (through !== undefined) {
    const codes = entriesOf(entries, through);
    return sources.map((source) => rowOf([source.code], source, matchThrough(source, codes, targets)));
  }
  const keyOf = ({ code }: Meaning): string => (lowerCase ? code.toLowerCase() : code);
  return [...own, ...sources.map((source) => rowOf([keyOf(source)], source, matchEntry(compare, source, targets)))];
}

/** One row for all that a person has to write, whose keys no list has. */
const unkeyed = (candidates: readonly Meaning[]): Row => ({
  ...openRow({ code: UNWRITTEN_KEY, name: 'a row like this for each code, then delete this line' }),
  candidates,
});

function openRow({ code, name }: Pick<Meaning, 'code' | 'name'>): Row {
  return { keys: [code], value: null, remark: name, isGuess: false, candidates: [] };
}

/** The VAT that prices with a code include, in percent. */
function includedRow(entry: Meaning): Row {
  const { code, name } = entry;
  return { keys: [code], value: String(includedRate(entry)), remark: name, isGuess: false, candidates: [] };
}

/** The kind of supply and the rate of a VAT code. */
function supplyRow(entry: Meaning): Row {
  const { code, name, rate, country = null } = entry;
  const kind = kindOf(entry);
  const isGuess = kind !== null && kind !== entry.kind;
  if (kind === null || rate === undefined)
    return { ...openRow(entry), remark: `${name}; write { kind: ${kind ?? '…'}, rate: ${rate ?? '…'} }` };
  const value = { kind, rate: CHARGED.has(kind) ? String(rate) : '0', ...(country === null ? {} : { country }) };
  return {
    keys: [code],
    value,
    remark: isGuess ? `${name}; the kind is read from the name` : name,
    isGuess,
    candidates: [],
  };
}

/** What an entry's own fields say, where no entry of the other system is wanted. */
const WITHOUT_TARGET: Partial<Record<Compare, (entry: Meaning) => Row>> = { vat: supplyRow, included: includedRow };

/** The entry that belongs to the VAT code that a VAT code of the other system stands for. */
function matchThrough(source: Meaning, codes: readonly Meaning[], targets: readonly Meaning[]): Match {
  const { found, ...why } = matchEntry('vat', source, codes);
  if (found === null) return { ...why, found, candidates: targets };
  const hits = targets.filter(({ vatCode }) => vatCode === found.code);
  const code = `VAT code ${found.code}`;
  return onlyOne(hits, targets, { one: `it has ${code}`, none: `none has ${code}`, several: `several have ${code}` });
}

/** The rows with what takes out the shipped ones that are not proposed: a key has one row, whether it is open or taken out or both. */
function withRemovals(
  rows: readonly Row[],
  { plan, shipped, isHandedOn }: TableInput,
  isBlind: boolean,
): readonly Row[] {
  if (!isHandedOn) return rows;
  const saysOwnMeaning = plan.to === undefined;
  const shippedKeys = saysOwnMeaning ? Object.keys(shipped).map((code) => [code]) : leaves(shipped, []);
  const left = new Map(shippedKeys.map((keys) => [keys.join('\n'), keys] as const));
  const own = rows.map((row): Row => {
    const isShipped = left.delete(row.keys.join('\n'));
    return isShipped && isOpen(row) ? { ...row, takesOut: 'unwritten' } : row;
  });
  // A row that says what its own code means does no harm if no entry has that code.
  return saysOwnMeaning && !isBlind ? own : [...own, ...[...left.values()].map(unused)];
}

function unused(keys: readonly string[]): Row {
  return { keys, value: null, takesOut: 'unused', remark: '', isGuess: false, candidates: [] };
}

function leaves(rows: Readonly<Record<string, unknown>>, above: readonly string[]): readonly (readonly string[])[] {
  return Object.entries(rows).flatMap(([key, row]) =>
    isObject(row) ? leaves(row, [...above, key]) : [[...above, key]],
  );
}

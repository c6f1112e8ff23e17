import type { ResourceSpec } from '../../src/systems/catalog.ts';
import { readBody } from './body.ts';
import { type Books, type Cell, linesOf, type Row, specOf } from './books.ts';
import { inCents } from './prices.ts';
import { Problems, Refusal, sentences, titles } from './problems.ts';
import { moveStock } from './rules/orders.ts';
import { type Reference, type ResourceRules, rulesOf } from './rules.ts';
import type { AsperionSwitches } from './switches.ts';
import { isEmpty } from './values.ts';

/** Where a write goes, and under which conditions. */
export interface WriteContext {
  readonly books: Books;
  readonly switches: AsperionSwitches;
  /** Dutch local time of the write. */
  readonly now: string;
}

/**
 * The record after a POST (`existing` null) or a PUT: a field that the body leaves out keeps its value (switch `updates`).
 * Nothing is stored. Throws Refusal 400 with all mistakes, 409 for a number in use.
 */
export function accept(
  resource: string,
  body: Record<string, unknown>,
  existing: Row | null,
  { books, switches }: WriteContext,
): Row {
  const [spec, rules, problems] = [specOf(resource), rulesOf(resource), new Problems()];
  const sent = ownLines(readBody({ spec, rules }, body, switches, problems), existing);
  const given = switches.priceDecimals === 'two' ? inCents(resource, sent) : sent;
  const still = rules.changeableWhile;
  if (existing !== null && still !== undefined && existing[still.field] !== still.is) {
    problems.add(still.field, sentences.processed());
  }
  const old = existing === null ? blank(spec, rules) : keptOf(existing, spec, switches);
  const row = complete(resource, { ...old, ...given }, books, new Set(Object.keys(given)));
  checkFields({ spec, references: rules.references, row, owner: row }, books, problems);
  const lineSpec = spec.lines?.lines;
  for (const [index, line] of linesOf(row).entries()) {
    const own = new Problems();
    const references = rules.lineReferences;
    if (lineSpec !== undefined) checkFields({ spec: specOf(lineSpec), references, row: line, owner: row }, books, own);
    problems.addLine(index + 1, own);
  }
  rules.check?.(row, books, switches, problems);
  problems.refuse();
  refuseDuplicate(resource, rules, row, books);
  return row;
}

/** Stores a record and moves the stock of a sales order. Returns what was stored. */
export function store(resource: string, row: Row, existing: Row | null, context: WriteContext): Row {
  const stored = keep(resource, row, existing === null, context);
  if (resource === 'salesorderswithlines') moveStock(context.books, existing, stored, context.switches);
  return stored;
}

/** Stores a record as it is, and adds missing ids and dates. Returns what was stored. */
export function keep(resource: string, row: Row, isNew: boolean, context: WriteContext): Row {
  const stored = withIds(resource, stamped(resource, row, isNew, context), context.books);
  context.books.put(resource, stored);
  return stored;
}

/** A record with every field of the catalog and what the system fills itself. */
export function complete(resource: string, row: Row, books: Books, given: ReadonlySet<string>): Row {
  const [spec, rules] = [specOf(resource), rulesOf(resource)];
  const whole: Record<string, Cell> = { ...blank(spec, rules), ...row };
  const lineSpec = spec.lines?.lines;
  if (lineSpec !== undefined) whole.lines = linesOf(whole).map((line) => ({ ...blank(specOf(lineSpec), {}), ...line }));
  return rules.complete?.(whole, books, given) ?? whole;
}

/** Lines of a body keep an id only if the record already has that line. */
function ownLines(given: Row, existing: Row | null): Row {
  if (given.lines === undefined) return given;
  const known = new Set(existing === null ? [] : linesOf(existing).map((line) => line.id));
  return {
    ...given,
    lines: linesOf(given).map(({ id, ...line }) => (known.has(id) ? { ...line, id } : line)) as Row[],
  };
}

/** What a PUT that leaves everything out would leave of a record. */
function keptOf(existing: Row, spec: ResourceSpec, { updates }: AsperionSwitches): Row {
  if (updates === 'partial') return existing;
  const isEmptied = ([name, { update, required }]: [string, ResourceSpec['fields'][string]]): boolean =>
    update && !required && name in existing;
  const emptied = Object.entries(spec.fields).filter(isEmptied);
  return {
    ...existing,
    ...Object.fromEntries(emptied.map(([name, { type }]) => [name, type === 'lines' ? [] : null])),
  };
}

function blank(spec: ResourceSpec, rules: ResourceRules): Row {
  const fields = Object.entries(spec.fields).map(
    ([name, field]) => [name, field.type === 'lines' ? [] : null] as const,
  );
  return { ...Object.fromEntries(fields), ...rules.initial };
}

/** A record, or one line of it, with what its fields refer to; `owner` is the record. */
interface CheckedRow {
  readonly spec: ResourceSpec;
  readonly references: Readonly<Record<string, Reference>> | undefined;
  readonly row: Row;
  readonly owner: Row;
}

function checkFields({ spec, references = {}, row, owner }: CheckedRow, books: Books, problems: Problems): void {
  for (const [name, field] of Object.entries(spec.fields)) {
    const cell = row[name] ?? null;
    const reference = references[name];
    if (problems.has(name)) continue;
    if (field.required && (cell === null || cell === '' || (Array.isArray(cell) && cell.length === 0))) {
      problems.add(name, sentences.required(name));
    } else if (reference !== undefined && (field.required || !isEmpty(cell))) {
      const target = books.find(reference.resource, reference.by, cell);
      const isKnown = target !== null && (reference.accepts?.(target, owner) ?? true);
      if (!isKnown) problems.add(name, sentences.unknownValue(name, cell));
    }
  }
}

function refuseDuplicate(resource: string, { unique }: ResourceRules, row: Row, books: Books): void {
  if (unique === undefined || isEmpty(row[unique.field])) return;
  const other = books
    .rows(resource)
    .find(
      (one) =>
        one.id !== row.id &&
        one[unique.field] === row[unique.field] &&
        (unique.within === undefined || one[unique.within] === row[unique.within]),
    );
  if (other === undefined) return;
  const sentence = sentences.inUse(unique.field, row[unique.field]);
  const problems = new Problems();
  problems.add(unique.field, sentence);
  throw new Refusal(409, titles.duplicate, { detail: sentence, errors: problems.all });
}

function stamped(resource: string, row: Row, isNew: boolean, { switches, now }: WriteContext): Row {
  if (!('dateLastChange' in specOf(resource).fields)) return row;
  const { dateLastChange: marks } = switches;
  const dateAdded = row.dateAdded ?? (isNew ? now : null);
  const created = row.dateLastChange ?? (marks === 'from-creation' ? now : null);
  return { ...row, dateAdded, dateLastChange: marks === 'never' ? null : isNew ? created : now };
}

function withIds(resource: string, row: Row, books: Books): Row {
  const lineResource = specOf(resource).lines?.lines;
  const whole: Record<string, Cell> = { ...row, id: row.id ?? books.nextId(resource) };
  if (lineResource === undefined) return whole;
  whole.lines = linesOf(row).map((line) => ({ ...line, id: line.id ?? books.nextId(lineResource) }));
  return whole;
}

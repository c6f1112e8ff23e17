import { DateTime } from 'luxon';
import { asperionNames } from '../../src/systems/asperion/names.ts';
import type { ResourceSpec } from '../../src/systems/catalog.ts';
import { type Books, type Cell, compareCells, linesOf, type Row } from './books.ts';
import { readFilters } from './filters.ts';
import { Problems, sentences } from './problems.ts';
import { rulesOf } from './rules.ts';
import type { AsperionSwitches } from './switches.ts';

/** Answers a list in the envelope (AS-list-envelope), with filters, order, pages and a selection of fields (AS-paging). */
export function listAnswer(spec: ResourceSpec, books: Books, url: URL, switches: AsperionSwitches): object {
  const query = new Map([...url.searchParams].reverse().map(([key, value]) => [key.toLowerCase(), value]));
  const ask = (name: keyof typeof asperionNames.query) => query.get(asperionNames.query[name].toLowerCase());
  const problems = new Problems();
  const { firstPage, pageSize } = switches;
  const page = numberFrom({ name: 'page', least: firstPage, otherwise: firstPage }, ask('page'), problems);
  const size = Math.min(
    numberFrom({ name: 'pageSize', least: 1, otherwise: pageSize.default }, ask('pageSize'), problems),
    pageSize.max,
  );
  const order = readOrder(spec, switches.orderBy === 'honoured' ? ask('orderBy') : undefined, problems);
  const selection = readSelection(spec, ask('fields'), problems) ?? listed(spec);
  problems.refuse();
  const matches = readFilters(spec, url.searchParams, switches);
  const rows = books.rows(rulesOf(spec.name).viewOf ?? spec.name).filter(matches);
  rows.sort(order);
  const pageCount = Math.ceil(rows.length / size);
  const start = (page - firstPage) * size;
  const hasLinks = switches.pageLinks === 'given';
  const shown = rows.slice(start, start + size);
  const meta = {
    administrationId: books.administration.id,
    administrationName: books.administration.name,
    profileName: 'API',
    previousPage: hasLinks && page > firstPage ? pageAddress(url, page - 1, size) : null,
    nextPage: hasLinks && start + size < rows.length ? pageAddress(url, page + 1, size) : null,
    ...(switches.totalCount === 'none'
      ? {}
      : { totalCount: switches.totalCount === 'page' ? shown.length : rows.length }),
    pageCount,
    self: url.href,
  };
  if (ask('metaOnly')?.toLowerCase() === 'true') return { _meta: meta };
  const data = shown.map((row) => onWire(spec, row, { origin: url.origin, switches, selection }));
  return { _data: data, _meta: meta };
}

/** How records are shown. */
export interface Showing {
  readonly origin: string;
  readonly switches: AsperionSwitches;
  /** Names of fields; undefined = all. */
  readonly selection?: ReadonlySet<string> | undefined;
}

/** A record as it is sent: the catalog's fields, lines as `{ _data, _meta }`, and `_meta.self` (AS-single-object). */
export function onWire(spec: ResourceSpec, row: Row, { origin, switches, selection }: Showing): object {
  const { otherNames } = switches;
  const wire: Record<string, unknown> = {};
  const withoutMeta = rulesOf(spec.name).withoutMeta === true;
  for (const [name, field] of Object.entries(spec.fields)) {
    if (selection !== undefined && !selection.has(name)) continue;
    const shown = otherNames[`${spec.name}.${name}`] ?? name;
    if (field.type === 'lines') {
      wire[shown] = linesOnWire(renamed(linesOf(row), spec.lines?.[name] ?? '', otherNames), withoutMeta);
    } else {
      const cell = row[name] ?? null;
      wire[shown] = field.type === 'date' && switches.datesIn === 'utc' ? inUtc(cell) : cell;
    }
  }
  if (!withoutMeta) wire._meta = { self: selfAddress(spec, row, origin) };
  return wire;
}

function renamed(lines: readonly Row[], resource: string, names: AsperionSwitches['otherNames']): readonly Row[] {
  return lines.map((line) =>
    Object.fromEntries(Object.entries(line).map(([name, cell]) => [names[`${resource}.${name}`] ?? name, cell])),
  );
}

/** A Dutch time in UTC, without a zone. */
function inUtc(cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  return DateTime.fromISO(cell, { zone: 'Europe/Amsterdam' }).toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss");
}

function linesOnWire(lines: readonly Row[], withoutMeta: boolean): object {
  return withoutMeta ? { _data: lines } : { _data: lines, _meta: { totalCount: lines.length } };
}

function selfAddress(spec: ResourceSpec, row: Row, origin: string): string {
  const path = asperionNames.paths[spec.name]?.[0] ?? spec.name;
  return `${origin}${asperionNames.apiPrefix}${path}/${row.id}`;
}

/** The address of another page: the same query with another `page`. */
function pageAddress(url: URL, page: number, size: number): string {
  const { page: pageName, pageSize } = asperionNames.query;
  const other = new URL(url);
  const own = [pageName, pageSize].map((name) => name.toLowerCase());
  for (const key of [...other.searchParams.keys()]) if (own.includes(key.toLowerCase())) other.searchParams.delete(key);
  other.searchParams.set(pageName, String(page));
  other.searchParams.set(pageSize, String(size));
  return other.href;
}

/** A whole number that a query may ask for. */
interface AskedNumber {
  readonly name: string;
  readonly least: number;
  /** Without it. */
  readonly otherwise: number;
}

function numberFrom({ name, least, otherwise }: AskedNumber, text: string | undefined, problems: Problems): number {
  if (text === undefined || text === '') return otherwise;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  problems.add(name, sentences.wrongType(name, 'number'));
  return otherwise;
}

/** `field` or `field desc`; equal records stay by ascending id. */
function readOrder(
  spec: ResourceSpec,
  text: string | undefined,
  problems: Problems,
): (left: Row, right: Row) => number {
  const match = /^(\w+)(?:\s+(asc|desc))?$/i.exec(text?.trim() || spec.key);
  const name = Object.keys(spec.fields).find((field) => field.toLowerCase() === match?.[1]?.toLowerCase());
  if (match === null || name === undefined || spec.fields[name]?.type === 'lines') {
    problems.add('orderBy', sentences.unknownValue('orderBy', text));
    return () => 0;
  }
  const sign = match[2]?.toLowerCase() === 'desc' ? -1 : 1;
  return (left, right) =>
    sign * compareCells(left[name] ?? null, right[name] ?? null) || compareCells(left.id ?? null, right.id ?? null);
}

/** The fields of a list's objects; undefined = all. */
function listed(spec: ResourceSpec): ReadonlySet<string> | undefined {
  const { detailOnly } = rulesOf(spec.name);
  if (detailOnly === undefined) return undefined;
  return new Set(Object.keys(spec.fields).filter((name) => !detailOnly.includes(name)));
}

/** The fields that `fields` names, comma-separated; undefined = all. */
function readSelection(
  spec: ResourceSpec,
  text: string | undefined,
  problems: Problems,
): ReadonlySet<string> | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const names = new Map(Object.keys(spec.fields).map((name) => [name.toLowerCase(), name]));
  const selection = new Set<string>();
  for (const part of text.split(',')) {
    const name = names.get(part.trim().toLowerCase());
    if (name === undefined) problems.add('fields', sentences.unknownValue('fields', part.trim()));
    else selection.add(name);
  }
  return selection;
}

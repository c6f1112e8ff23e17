import type { ResourceSpec } from '../../src/systems/catalog.ts';
import { type Cell, type Row, specOf } from './books.ts';
import { Problems, Refusal, sentences, titles } from './problems.ts';
import type { ResourceRules } from './rules.ts';
import type { AsperionSwitches } from './switches.ts';
import { cellOf, hasFractionOfCent, typeName } from './values.ts';

/** Fields that are sums of money and therefore have at most two decimals (AS-values). */
const money = new Set(['amount', 'vatAmount', 'openingBalance', 'closingBalance']);

/** Parses a JSON object. Throws a 400 for anything else. */
export function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Falls through: broken JSON and a JSON list are both refused.
  }
  throw new Refusal(400, titles.validation, {
    errors: new Map([['$', [{ en: 'The body is not a JSON object.', nl: 'De inhoud is geen JSON-object.' }]]]),
  });
}

/** A resource as the catalog describes it, and its rules in the sandbox. */
interface WrittenResource {
  readonly spec: ResourceSpec;
  readonly rules: ResourceRules;
}

/**
 * Reads the writable fields of a body by the catalog. Read-only fields are ignored, except those that the rules
 * refuse; `_meta` is ignored everywhere (AS-single-object). Mistakes are added to `problems`.
 */
export function readBody(
  { spec, rules }: WrittenResource,
  body: Record<string, unknown>,
  switches: AsperionSwitches,
  problems: Problems,
): Row {
  const row: Record<string, Cell> = {};
  const names = new Map(Object.keys(spec.fields).map((name) => [name.toLowerCase(), name]));
  for (const [given, value] of Object.entries(body)) {
    const name = names.get(given.toLowerCase());
    const field = name === undefined ? undefined : spec.fields[name];
    if (name === undefined || field === undefined) {
      if (given !== '_meta' && switches.unknownFields === 'reject') problems.add(given, sentences.unknownField(given));
      continue;
    }
    if (!field.create && !field.update) {
      if (isRefused(name, rules, switches)) problems.add(name, sentences.readOnly(name));
      continue;
    }
    if (field.type === 'lines') {
      const resource = spec.lines?.[name];
      const lines = resource === undefined ? undefined : readLines(resource, value, switches);
      if (lines === undefined) problems.add(name, sentences.wrongType(name, 'list of lines'));
      else row[name] = lines.map(({ read }) => read);
      for (const [index, line] of (lines ?? []).entries()) problems.addLine(index + 1, line.problems);
      continue;
    }
    const cell = cellOf(field, value);
    if (cell === undefined) problems.add(name, sentences.wrongType(name, typeName(field)));
    else if (money.has(name) && hasFractionOfCent(cell)) problems.add(name, sentences.decimals(name));
    else row[name] = cell;
  }
  return row;
}

function isRefused(name: string, rules: ResourceRules, switches: AsperionSwitches): boolean {
  return name === 'currentStock' ? switches.currentStock === 'reject' : (rules.refused?.includes(name) ?? false);
}

/** The lines of `{ "_data": [...] }`, each keeping its id when it has one; undefined for any other shape. */
function readLines(
  resource: string,
  value: unknown,
  switches: AsperionSwitches,
): readonly { readonly read: Row; readonly problems: Problems }[] | undefined {
  const list = isObject(value) ? value._data : undefined;
  if (!Array.isArray(list) || !list.every(isObject)) return undefined;
  return list.map((line) => {
    const problems = new Problems();
    const row = readBody({ spec: specOf(resource), rules: {} }, line, switches, problems);
    const hasId = Number.isSafeInteger(line.id) && line.id !== 0;
    return { read: hasId ? { ...row, id: line.id as number } : row, problems };
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

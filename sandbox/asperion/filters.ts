import { asperionNames } from '../../src/systems/asperion/names.ts';
import type { FieldSpec, ResourceSpec } from '../../src/systems/catalog.ts';
import type { Cell, Row } from './books.ts';
import { Problems, sentences } from './problems.ts';
import type { AsperionSwitches } from './switches.ts';
import { dateCell, typeName } from './values.ts';

type Test = (row: Row) => boolean;

interface NamedField {
  readonly name: string;
  readonly field: FieldSpec;
}

const generic = new Set<string>(Object.values(asperionNames.query).map((name) => name.toLowerCase()));
const activeStates = asperionNames.activeState;
const suffixes = Object.values(asperionNames.filters);

/**
 * One test of a list's filters (AS-filters): names are the JSON fields', case-insensitive; text means Contains unless
 * `_comparison` says otherwise, ids and numbers are exact, `_from` and `_to` include their ends. An empty filter is
 * ignored. Throws Refusal 400 for a value of the wrong type, and for a missing required filter.
 */
export function readFilters(spec: ResourceSpec, query: URLSearchParams, switches: AsperionSwitches): Test {
  const problems = new Problems();
  const fields = new Map(Object.entries(spec.fields).map(([name, field]) => [name.toLowerCase(), { name, field }]));
  const values = new Map<string, string>();
  for (const [key, value] of query) if (!values.has(key.toLowerCase())) values.set(key.toLowerCase(), value.trim());
  const tests: Test[] = [];
  for (const [key, value] of values) {
    if (generic.has(key)) continue;
    const suffix = suffixes.find((one) => key.endsWith(one)) ?? '';
    const known = fields.get(key.slice(0, key.length - suffix.length));
    if (known === undefined || known.field.searchable !== true || !takesSuffix(known.field, suffix)) {
      if (switches.unknownFilters === 'reject') problems.add(key, sentences.unknownField(key));
      continue;
    }
    if (suffix === asperionNames.filters.comparison) {
      if (switches.comparison === 'refused') problems.add(key, sentences.unknownField(key));
      continue;
    }
    const broken = switches.brokenFilters[`${spec.name}.${known.name}`];
    if (broken !== undefined) {
      tests.push(() => broken === 'everything');
      continue;
    }
    if (value === '') {
      if (switches.emptyFilter === 'empty-fields') tests.push((row) => (row[known.name] ?? '') === '');
      continue;
    }
    const asked = values.get(`${key}${asperionNames.filters.comparison}`);
    const comparison = switches.comparison === 'honoured' ? asked : undefined;
    const test = testOf(known, suffix, value, comparison);
    if (test === undefined) problems.add(known.name, sentences.wrongType(known.name, typeName(known.field)));
    else tests.push(test);
  }
  for (const name of asperionNames.requiredFilters[spec.name] ?? []) {
    if (!values.get(name.toLowerCase())) problems.add(name, sentences.required(name));
  }
  problems.refuse();
  const state = values.get('activestate');
  const isUnknown = switches.allStates === 'unknown' && state?.toLowerCase() === activeStates.all.toLowerCase();
  if (spec.fields.activeState !== undefined && (!state || isUnknown)) {
    tests.push((row) => row.activeState === activeStates.active);
  }
  return (row) => tests.every((test) => test(row));
}

function takesSuffix(field: FieldSpec, suffix: string): boolean {
  if (suffix === '') return true;
  const isText = field.type === 'text';
  return suffix === asperionNames.filters.comparison ? isText : field.type === 'date';
}

function testOf({ name, field }: NamedField, suffix: string, value: string, comparison?: string): Test | undefined {
  if (name === 'activeState') return activeTest(value);
  if (field.type === 'date') return dateTest(name, suffix, value);
  if (field.type === 'boolean') {
    const wanted = value.toLowerCase();
    return wanted === 'true' || wanted === 'false' ? (row) => (row[name] ?? false) === (wanted === 'true') : undefined;
  }
  if (field.type !== 'text') {
    const wanted = Number(value);
    return Number.isFinite(wanted) ? (row) => row[name] === wanted : undefined;
  }
  const isId = name === 'id' || name.endsWith('Id');
  return textTest(name, value, comparison || (isId ? 'Equals' : asperionNames.comparisons[0]));
}

/** `ActiveState` asks for one of both states or for all (AS-inactive-articles). */
function activeTest(value: string): Test | undefined {
  const { active, inactive, all } = asperionNames.activeState;
  const wanted = [active, inactive, all].find((name) => name.toLowerCase() === value.toLowerCase());
  return wanted === undefined ? undefined : (row) => wanted === all || row.activeState === wanted;
}

/** A day means the whole day, at both ends of a range. */
function dateTest(name: string, suffix: string, value: string): Test | undefined {
  if (dateCell(value) === undefined) return undefined;
  const cut = (cell: Cell | undefined) => (typeof cell === 'string' ? cell.slice(0, value.length) : undefined);
  return (row) => {
    const moment = cut(row[name]);
    if (moment === undefined) return false;
    if (suffix === asperionNames.filters.from) return moment >= value;
    return suffix === asperionNames.filters.to ? moment <= value : moment === value;
  };
}

/** Compares text without case, as the databases of such services do. */
function textTest(name: string, value: string, comparison: string): Test | undefined {
  const wanted = value.toLowerCase();
  const tests: Record<string, (text: string) => boolean> = {
    contains: (text) => text.includes(wanted),
    equals: (text) => text === wanted,
    notequals: (text) => text !== wanted,
    startswith: (text) => text.startsWith(wanted),
    endswith: (text) => text.endsWith(wanted),
  };
  const test = tests[comparison.toLowerCase()];
  return test && ((row) => test(String(row[name] ?? '').toLowerCase()));
}

import { catalogsOfSystems } from '../../systems/registry.ts';
import { whenAsked } from '../words/forms.ts';
import type { Words } from '../words/words.ts';
import type { PlanValue } from './plan-report.ts';

/** Longer values are cut; the plan's file has them whole. */
const LONGEST = 120;

/** A field's value as text of a cell, as people write it: null is a dash, lines are counted. */
export function shownValue(field: string, value: PlanValue | undefined, words: Words): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return words.count(value.length, 'line');
  return cut(isFields(value) ? parts(value).join(', ') : shownText(field, String(value), words));
}

function shownText(field: string, text: string, words: Words): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return words.date(text);
  if (/^-?\d+(\.\d+)?$/.test(text)) return isDecimalField(field) ? words.amount(text) : text;
  return text.replaceAll(/\(new ([\w/]+) ([^()]+)\)/g, (_, resource: string, name: string) =>
    words.plan.byRecord.isNew(words.resource(resource), name),
  );
}

/** True for a field that holds decimals wherever a system has it: its digits are a number, and no code. */
function isDecimalField(field: string): boolean {
  return DECIMALS().has(field.slice(field.lastIndexOf('.') + 1));
}

const DECIMALS = whenAsked((): ReadonlySet<string> => {
  const resources = Object.values(catalogsOfSystems()).flatMap((catalog) => [...catalog.resources.values()]);
  const fields = resources.flatMap((resource) => Object.entries(resource.fields));
  const others = new Set(fields.flatMap(([name, { type }]) => (type === 'decimal' ? [] : name)));
  return new Set(fields.flatMap(([name, { type }]) => (type === 'decimal' && !others.has(name) ? name : [])));
});

const isFields = (value: PlanValue): value is { readonly [field: string]: PlanValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `name: Jansen, city: Utrecht`, without what is empty. */
function parts(values: { readonly [field: string]: PlanValue }): readonly string[] {
  return Object.entries(values).flatMap(([field, value]) =>
    value === null ? [] : [`${field}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`],
  );
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

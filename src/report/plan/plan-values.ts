import type { Words } from '../words/words.ts';
import type { PlanValue } from './plan-report.ts';

/** Longer values are cut; the plan's file has them whole. */
const LONGEST = 120;

/** A value as text of a cell: null is a dash, lines are counted. */
export function shownValue(value: PlanValue | undefined, words: Words): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return words.count(value.length, 'line');
  return cut(isFields(value) ? parts(value).join(', ') : String(value));
}

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

import Big from 'big.js';
import { ascending } from '../../order.ts';
import { isObject } from '../../schema.ts';

/** The key under which the rules of fields stand: they are replaced whole. */
const FIELDS = 'fields';
const REMOVED = { remove: true };

/**
 * What must be written over `base` so that `merge` gives `wanted`, both plain values; undefined = nothing, they are equal. Null = it cannot be said: a
 * list with ids has its entries in another order.
 */
export function overridesOf(base: unknown, wanted: unknown, path: readonly string[] = []): unknown {
  if (isSame(base, wanted)) return undefined;
  if (path.at(-2) === FIELDS) return wanted;
  if (Array.isArray(base) && Array.isArray(wanted)) return overridesOfList(base, wanted, path);
  if (!isGroup(base) || !isGroup(wanted)) return wanted;
  const entries: [string, unknown][] = [];
  for (const [key, value] of Object.entries(wanted)) {
    const own = key in base ? overridesOf(base[key], value, [...path, key]) : value;
    if (own === null && value !== null) return null;
    if (own !== undefined) entries.push([key, own]);
  }
  for (const key of Object.keys(base)) if (!(key in wanted)) entries.push([key, REMOVED]);
  return Object.fromEntries(entries);
}

function overridesOfList(base: readonly unknown[], wanted: readonly unknown[], path: readonly string[]): unknown {
  const ids = base.map(idOf);
  const own = wanted.map(idOf);
  const isNamed = !ids.includes(null) && !own.includes(null);
  // Beside entries without a name, which stay, those with one may change.
  const stays = ids.every((id, at) => id === own[at] && (id !== null || isSame(base[at], wanted[at])));
  if (!isNamed && !(stays && ids.length === own.length)) return wanted;
  const kept = ids.filter((id) => own.includes(id));
  if (kept.join('\n') !== own.slice(0, kept.length).join('\n')) return null;
  const changed = base.flatMap((item, at): (readonly [string, unknown])[] => {
    const id = ids[at] ?? null;
    if (id === null) return [];
    const place = own.indexOf(id);
    if (place < 0) return [[id, REMOVED]];
    const change = overridesOf(item, wanted[place], [...path, id]);
    return change === undefined ? [] : [[id, change]];
  });
  if (changed.some(([, change]) => change === null)) return null;
  const added = wanted.filter((_, at) => !ids.includes(own[at] ?? null));
  if (added.length === 0) return Object.fromEntries(changed);
  const named = changed.map(([id, change]) => ({ ...nameOf(base[ids.indexOf(id)]), ...(change as object) }));
  return [...named, ...added];
}

function idOf(item: unknown): string | null {
  const name = Object.values(nameOf(item))[0];
  return typeof name === 'string' ? name : null;
}

/** The key that names an entry of a list: its id, or of a total what it adds up. */
function nameOf(item: unknown): Readonly<Record<string, unknown>> {
  if (!isGroup(item)) return {};
  return typeof item.id === 'string' ? { id: item.id } : { of: item.of };
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isObject(value) && !(value instanceof Big);

/** True for plain values that say the same, whatever the order of their keys. */
export function isSame(left: unknown, right: unknown): boolean {
  return canonicalText(left) === canonicalText(right);
}

/** One text for everything that says the same: keys sorted. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (!isGroup(value)) return value instanceof Big ? value.toFixed() : JSON.stringify(value ?? null);
  const entries = Object.entries(value).sort(([a], [b]) => ascending(a, b));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalText(one)}`).join(',')}}`;
}

import fc from 'fast-check';
import { parse, stringify } from 'yaml';

/** Values as people might write them, at any place. */
export const written: fc.Arbitrary<unknown> = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    // biome-ignore format: a list
    fc.constantFrom<unknown>(null, true, false, 0, -1, 8, 1.5, '', ' ', 'Name', 'customer.Code', 'lower(Email)', '!x', '"x"'),
    // biome-ignore format: a list
    fc.constantFrom('x ? "a" : "b"', 'line.AmountFC', 'debtors', 'crm/Accounts', 'vat-codes', 'NL', 'constructor', '__proto__'),
    fc.string({ maxLength: 12 }),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(
      // biome-ignore format: a list
      fc.constantFrom('expr', 'value', 'table', 'key', 'first', 'ref', 'by', 'default', 'force', 'when', 'write', 'Code', 'x', 'toString'),
      tie('any'),
      { maxKeys: 3 },
    ),
  ),
})).any;

/** One change of a file: of the place at a number, counted around. */
export type Edit = {
  readonly at: number;
  readonly what: 'replace' | 'remove' | 'rename' | 'add';
  readonly by: unknown;
};
/** Some changes of a file. */
export const edits = fc.array(
  fc.record({
    at: fc.nat(200),
    what: fc.constantFrom<Edit['what']>('replace', 'remove', 'rename', 'add'),
    by: written,
  }),
  { minLength: 1, maxLength: 4 },
);

/** Every place of a value that holds something, as its holder and key. */
function placesIn(value: unknown): (readonly [holder: Record<string, unknown>, key: string])[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [[holder, key] as const, ...placesIn(holder[key])]);
}

/** The file with the changes made. */
export function edited(text: string, list: readonly Edit[]): string {
  const root: unknown = parse(text);
  for (const { at, what, by } of list) {
    const places = placesIn(root);
    const [holder, key] = places[at % Math.max(places.length, 1)] ?? [];
    if (holder === undefined || key === undefined) continue;
    const kept = holder[key];
    if (what === 'replace') holder[key] = by;
    else if (what === 'add' && typeof kept === 'object' && kept !== null) Object.assign(kept, { [`${key}x`]: by });
    else if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
    if (what === 'rename' && !Array.isArray(holder)) holder[`${key.slice(1)}`] = kept;
  }
  return stringify(root, { lineWidth: 0, aliasDuplicateObjects: false });
}

import type { FieldReference } from '../expressions/names.ts';

const LONGEST = 40;

/**
 * A key that was looked up, as a message may show it: `"NL"`. A key that is made from something personal, or that is an e-mail
 * address, is named by its fields instead: `{Name}`. `uses` are the fields that its expression looks at.
 */
export function shownKey(key: string, uses: readonly FieldReference[]): string {
  const personal = uses.filter((use) => use.personal !== null);
  const hidden = personal.length === 0 && key.includes('@') ? uses : personal;
  if (hidden.length === 0) return `"${key.slice(0, LONGEST)}"`;
  return `{${[...new Set(hidden.map(({ field }) => field))].join(', ')}}`;
}

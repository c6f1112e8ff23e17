/** Words that are written in their own way. */
const OWN: Readonly<Record<string, string>> = { vat: 'VAT', gl: 'GL', id: 'id', iban: 'IBAN', fc: 'FC', dc: 'DC' };

/** The name of a target field in words, for people who do not know the API: `vatCode` → `VAT code`, `ledgerAccountId` → `ledger account`. */
export function labelOf(field: string): string {
  const words = field
    .slice(field.lastIndexOf('.') + 1)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_]+/)
    .map((word) => OWN[word.toLowerCase()] ?? word.toLowerCase());
  return (words.length > 1 && words.at(-1) === 'id' ? words.slice(0, -1) : words).join(' ');
}

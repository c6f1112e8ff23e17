import type { Value } from '../values.ts';

/** Words that say what kind of company it is: one person types them, the next does not. Without dots. */
const LEGAL_FORMS: ReadonlySet<string> = new Set(
  'bv nv vof cv bvba sprl srl sa sas sarl ag kg ohg ug gmbh ltd limited plc llp llc inc corp oy ab as aps spa'.split(
    ' ',
  ),
);

/**
 * The form in which names of companies and people are compared: without case, accents, blanks, dots and commas, and without
 * the legal form at either end (`Bakkerij Jansen B.V.`, `bakkerij jansen bv`, `V.O.F. Jansen`). Null when there is nothing
 * to compare.
 */
export function nameForm(value: Value | undefined): string | null {
  if (typeof value !== 'string') return null;
  const plain = value
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[.,'’]/g, '');
  const words = plain
    .replace(/\b([bcn]) v\b/g, '$1v')
    .replace(/\bv o f\b/g, 'vof')
    .split(/\s+/)
    .filter(Boolean);
  let [first, end] = [0, words.length];
  const isForm = (word: string | undefined): boolean => word !== undefined && LEGAL_FORMS.has(word);
  while (end - first > 1 && isForm(words[end - 1])) end -= 1;
  while (end - first > 1 && isForm(words[first])) first += 1;
  return words.slice(first, end).join('') || null;
}

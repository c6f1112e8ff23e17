import type { Value } from '../values.ts';

/** Words for the legal form of a company, which some people type and others do not. Without dots. */
const LEGAL_FORMS: ReadonlySet<string> = new Set(
  'bv nv vof cv bvba sprl srl sa sas sarl ag kg ohg ug gmbh ltd limited plc llp llc inc corp oy ab as aps spa'.split(
    ' ',
  ),
);

/**
 * True if two names of companies or people differ only in how they are typed: case, accents, blanks, dots, commas, hyphens, `&` for `en`, the
 * legal form at either end (`Bakkerij Jansen B.V.`, `V.O.F. Bakkerij Jansen`), and a first name against its initial (`M. Jansen`,
 * `Mila Jansen`). Null if one of them has nothing to compare.
 */
export function isSameName(left: Value | undefined, right: Value | undefined): boolean | null {
  const [ours, theirs] = [wordsOf(left), wordsOf(right)];
  if (ours.length === 0 || theirs.length === 0) return null;
  if (ours.join('') === theirs.join('')) return true;
  return (
    ours.length === theirs.length &&
    ours.at(-1) === theirs.at(-1) &&
    ours.every((word, position) => isInitial(word, theirs[position] ?? ''))
  );
}

/** True for the same word, and for a word and its first letter. */
const isInitial = (one: string, other: string): boolean =>
  one === other || (one.length === 1 && other.startsWith(one)) || (other.length === 1 && one.startsWith(other));

/** The words of the name, in lower case, without accents, punctuation and legal form. */
function wordsOf(name: Value | undefined): readonly string[] {
  if (typeof name !== 'string') return [];
  const plain = name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[,'’"“”„()–-]/g, '')
    .replace(/&|\+|\b(?:and|und|et)\b/g, ' en ');
  // `b.v.` and `b v` are one word, the dot of `m. jansen` ends one.
  const joined = plain.replace(/\b([bcn])[. ]{1,2}v\b/g, '$1v').replace(/\bv[. ]{1,2}o[. ]{1,2}f\b/g, 'vof');
  const words = joined.split(/[\s.]+/).filter((word) => word !== '');
  let [first, end] = [0, words.length];
  const isForm = (word: string | undefined): boolean => word !== undefined && LEGAL_FORMS.has(word);
  while (end - first > 1 && isForm(words[end - 1])) end -= 1;
  while (end - first > 1 && isForm(words[first])) first += 1;
  return words.slice(first, end);
}

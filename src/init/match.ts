import { type CodeKind, type Meaning, VAT_KINDS, type VatKind } from '../systems/meaning.ts';
import { isPurchase, isSameUnit, kindByName, meansByName, plainName } from './words.ts';

/** How entries of two lists are compared. */
export type Compare = 'account' | 'vat' | 'included' | 'term' | 'means' | 'unit' | 'name';

/** The entry that was found for another one. */
export interface Match {
  /** Null = there is none, or several that are as good: nothing is chosen. */
  readonly found: Meaning | null;
  /** Why, or why not. */
  readonly because: string;
  /** True if only a name, or a number alone, speaks for it: a person checks it. */
  readonly isGuess: boolean;
  /** What it may be, if nothing was found. */
  readonly candidates: readonly Meaning[];
}

/** All that speaks for a match. */
export const MATCH_REASONS = [
  'same code and name',
  'it names this code',
  'same code, other name',
  'same name, other code',
  'same rate and kind',
  'same rate; the kind is read from the name',
  'same number of days',
  'paid the same way',
  'same code',
  'same name',
  'another word for it',
] as const;

/** A reason for a match, the strongest first. */
interface Reason {
  readonly because: (typeof MATCH_REASONS)[number];
  readonly isGuess: boolean;
  readonly fits: (from: Meaning, to: Meaning) => boolean;
}

const isSame = (left: string, right: string): boolean => plainName(left) !== '' && plainName(left) === plainName(right);

const sameCode = (from: Meaning, to: Meaning): boolean => from.code.toLowerCase() === to.code.toLowerCase();
const sameName = (from: Meaning, to: Meaning): boolean => isSame(from.name, to.name);

const codeAndName: readonly Reason[] = [
  { because: 'same code and name', isGuess: false, fits: (from, to) => sameCode(from, to) && sameName(from, to) },
  {
    because: 'it names this code',
    isGuess: false,
    fits: (from, to) => (to.aliases ?? []).includes(from.code) || (from.aliases ?? []).includes(to.code),
  },
  { because: 'same code, other name', isGuess: true, fits: sameCode },
  { because: 'same name, other code', isGuess: true, fits: sameName },
];

const REASONS: Readonly<Record<Compare, readonly Reason[]>> = {
  account: codeAndName,
  included: [],
  name: codeAndName,
  vat: [
    {
      because: 'same rate and kind',
      isGuess: false,
      fits: (from, to) =>
        isSameKind(from, to) && (sameCode(from, to) || sameName(from, to) || (from.country ?? null) !== null),
    },
    // One of two codes of a rate may be for other goods, or for purchases.
    { because: 'same rate and kind', isGuess: true, fits: (from, to) => isSameKind(from, to) },
    {
      because: 'same rate; the kind is read from the name',
      isGuess: true,
      fits: (from, to) => isSameVat(from, to) && kindOf(from) !== null && kindOf(from) === kindOf(to),
    },
  ],
  term: [
    {
      because: 'same number of days',
      isGuess: false,
      fits: (from, to) => from.days != null && from.days === to.days,
    },
  ],
  means: [
    {
      because: 'paid the same way',
      isGuess: true,
      fits: (from, to) => meansOf(from) !== null && meansOf(from) === meansOf(to),
    },
  ],
  unit: [
    { because: 'same code', isGuess: false, fits: sameCode },
    { because: 'same name', isGuess: true, fits: sameName },
    { because: 'another word for it', isGuess: true, fits: (from, to) => isSameUnit(from.code, to.code) },
  ],
};

/** The kind of a VAT code: what its fields tell, else its name. That it has a rate makes it domestic only if its name tells of nothing else. */
export function kindOf({ kind = null, name }: Meaning): VatKind | null {
  // Reverse charge is on both sides of a sale.
  if (kind === 'eu-triangular' || kind === 'other' || (kind === 'reverse-charge' && isPurchase(name))) return null;
  return kind === null || kind === 'domestic' ? kindByName(name, kind) : kind;
}

/** True for two VAT codes of one rate, country and kind, if the fields of both tell it. */
const isSameKind = (from: Meaning, to: Meaning): boolean =>
  isSameVat(from, to) &&
  from.kind === to.kind &&
  [from, to].every((entry) => entry.kind && kindOf(entry) === entry.kind);

const meansOf = ({ means, name }: Meaning) => means ?? meansByName(name);

/** False for two VAT codes of different kinds. */
const mayBeOfKind = (from: Meaning, to: Meaning): boolean => {
  const [one, other] = [kindOf(from), kindOf(to)];
  return one === null || other === null || one === other;
};

/** The kinds of supply whose VAT is on the invoice. Codes of others may have a rate in a list: that of the VAT which the buyer owes, or which a margin holds. */
export const CHARGED: ReadonlySet<VatKind> = new Set(['domestic', 'oss']);

const chargesNothing = (kind: CodeKind | null = null): boolean =>
  VAT_KINDS.some((one) => one === kind && !CHARGED.has(one));

/** The VAT that a code charges, in percent. Undefined = nothing tells, or its list has a rate and its name says that it charges none. */
const chargedRate = (entry: Meaning): number | undefined =>
  chargesNothing(entry.kind) ? 0 : entry.kind != null && chargesNothing(kindOf(entry)) ? undefined : entry.rate;

/** True for two VAT codes in one country that charge the same. */
export function isSameVat(from: Meaning, to: Meaning): boolean {
  if ((from.country ?? null) !== (to.country ?? null)) return false;
  const [one, other] = [chargedRate(from), chargedRate(to)];
  if (one !== undefined && other !== undefined) return one === other;
  const tellsNone = [from, to].some(({ kind }) => chargesNothing(kind));
  return tellsNone && kindOf(from) !== null && kindOf(from) === kindOf(to);
}

/** The entry of a list that means the same as another one: the only one for which the strongest reason speaks. Pure. */
export function matchEntry(compare: Compare, from: Meaning, list: readonly Meaning[]): Match {
  for (const { because, isGuess, fits } of REASONS[compare]) {
    const hits = list.filter((to) => fits(from, to));
    if (hits.length > 0)
      return onlyOne(hits, list, { one: because, none: because, several: `several fit: ${because}` }, isGuess);
  }
  const near = compare === 'vat' ? list.filter((to) => isSameVat(from, to) && mayBeOfKind(from, to)) : list;
  return { found: null, because: 'nothing says which one', isGuess: false, candidates: near };
}

/** The only entry whose name or code holds some words. Pure. */
export function matchWords(words: RegExp, list: readonly Meaning[]): Match {
  const hits = list.filter(({ code, name }) => words.test(`${code} ${name}`.toLowerCase()));
  return onlyOne(hits, list, { one: 'by its name', none: 'no name says which one', several: 'several names fit' });
}

/** The only hit, else nothing with what it may be: the hits, or all entries if there are none. Pure. */
export function onlyOne(
  hits: readonly Meaning[],
  all: readonly Meaning[],
  says: { readonly one: string; readonly none: string; readonly several: string },
  isGuess = true,
): Match {
  const [first, ...others] = hits;
  if (first === undefined) return { found: null, because: says.none, isGuess: false, candidates: all };
  if (others.length > 0) return { found: null, because: says.several, isGuess: false, candidates: hits };
  return { found: first, because: says.one, isGuess, candidates: [] };
}

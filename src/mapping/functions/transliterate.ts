/** Letters that are not a plain letter with an accent, in lower case; Greek and Cyrillic by the usual road-sign spelling. */
// biome-ignore format: a table
const SPELLINGS: ReadonlyMap<string, string> = new Map(Object.entries({
  æ: 'ae', œ: 'oe', ø: 'o', ß: 'ss', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h', ŋ: 'n', ĳ: 'ij', ŧ: 't', ĸ: 'k',
  α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n', ξ: 'x', ο: 'o',
  π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o',
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'yo', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n',
  о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sht', ъ: 'a', ы: 'y',
  ь: '', э: 'e', ю: 'yu', я: 'ya', є: 'ye', і: 'i', ї: 'yi', ґ: 'g', ў: 'u', ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', ђ: 'dj', џ: 'dz',
  '‘': "'", '’': "'", '‚': ',', '“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '–': '-', '—': '-', '−': '-', '⁄': '/',
  '€': 'EUR', '£': 'GBP', '©': '(c)', '®': '(r)', '·': '.', '•': '-', '×': 'x',
}));

/** Letters that are written as two, whatever the case of their neighbours. */
const CAPITALS: ReadonlyMap<string, string> = new Map([
  ['Æ', 'AE'],
  ['Œ', 'OE'],
  ['ẞ', 'SS'],
  ['Ĳ', 'IJ'],
]);

/** A text in plain Latin letters; a character without such a spelling stays as it is. */
export function transliterated(text: string): string {
  let result = '';
  for (const letter of text.normalize('NFC')) {
    result += letter <= '\x7f' ? letter : (spelled(letter) ?? plain(letter));
  }
  return result;
}

/** The letter without its accents. */
function plain(letter: string): string {
  let result = '';
  for (const part of letter.normalize('NFKD')) {
    if (!/\p{M}/u.test(part)) result += spelled(part) ?? part;
  }
  return result;
}

function spelled(letter: string): string | undefined {
  const capital = CAPITALS.get(letter);
  if (capital !== undefined) return capital;
  const lower = letter.toLowerCase();
  const spelling = SPELLINGS.get(lower);
  if (spelling === undefined || lower === letter) return spelling;
  return `${spelling.charAt(0).toUpperCase()}${spelling.slice(1)}`;
}

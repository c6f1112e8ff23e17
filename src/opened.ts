/** Blanks that are none of the keyboard's, dashes that look like one, and signs without a width. */
const BLANKS = /(?! )\p{Zs}/gu;
const DASHES = /(?!-)\p{Pd}|\u2212/gu;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi;
const ESCAPED = /\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi;
const PERCENT = /(?:%[0-9a-f]{2})+/gi;
const BASE64 = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{8,}={0,2}/g;
/** Something that may be opened; most texts have nothing. */
const CLOSED = /[&%\\\p{Default_Ignorable_Code_Point}\u2212]|(?! )\p{Zs}|(?!-)\p{Pd}/u;

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  commat: '@',
  period: '.',
  szlig: 'ß',
  aelig: 'æ',
  oelig: 'œ',
};
/** The marks in names of letters, such as `eacute`. */
const MARKS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030a',
  caron: '\u030c',
  cedil: '\u0327',
};
const MARKED = new RegExp(`^([a-z])(${Object.keys(MARKS).join('|')})$`, 'i');

/** What is written in layers, such as a name in an address in JSON, has no more of them. */
const MOST_LAYERS = 4;

/**
 * Hides something in a text, also where it is written in another form: with entities, escapes, `%20`, blanks that do not break, signs without a
 * width, or in Base64. `hide` gives the same text where there is nothing to hide; the text stays as it is then.
 */
export function hideOpened(text: string, hide: (text: string) => string): string {
  const open = opened(text);
  const hidden = hide(open);
  const plain = hidden === open ? hide(text) : hidden;
  return plain.replaceAll(BASE64, (token) => {
    const inside = decoded(token);
    const shown = inside === null ? '' : hide(inside);
    return inside === null || shown === inside ? token : shown;
  });
}

/** A text as a person reads it. */
export function opened(text: string): string {
  let open = text;
  for (let layer = 0; layer < MOST_LAYERS && CLOSED.test(open); layer++) {
    const before = open;
    open = open
      .replaceAll(UNSEEN, '')
      .replaceAll(BLANKS, ' ')
      .replaceAll(DASHES, '-')
      .replaceAll(ENTITY, (whole, decimal, hex, name) => entity(whole, decimal, hex, name))
      .replaceAll(ESCAPED, (whole, ...codes) => {
        const code = codes.slice(0, 3).find((one) => one !== undefined);
        return character(Number.parseInt(code, 16)) ?? whole;
      })
      .replaceAll(PERCENT, (whole) => percent(whole));
    if (open === before) break;
  }
  return open.normalize('NFC');
}

function entity(whole: string, decimal?: string, hex?: string, name = ''): string {
  if (decimal !== undefined) return character(Number.parseInt(decimal, 10)) ?? whole;
  if (hex !== undefined) return character(Number.parseInt(hex, 16)) ?? whole;
  const [, letter, mark] = MARKED.exec(name) ?? [];
  if (letter !== undefined && mark !== undefined) return `${letter}${MARKS[mark.toLowerCase()] ?? ''}`;
  return NAMED[name.toLowerCase()] ?? whole;
}

const character = (code: number): string | null => (code <= 0x10ffff ? String.fromCodePoint(code) : null);

function percent(whole: string): string {
  try {
    return decodeURIComponent(whole);
  } catch {
    return whole;
  }
}

const strict = new TextDecoder('utf-8', { fatal: true });

/** The text in a word of Base64; null if it holds none. */
function decoded(token: string): string | null {
  try {
    const text = strict.decode(Buffer.from(token, 'base64url'));
    return /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\s]+$/u.test(text) ? text : null;
  } catch {
    return null;
  }
}

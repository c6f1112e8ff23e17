/** The named characters of HTML 4 from 160 on, in their order. */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para ' +
  'middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute ' +
  'Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute ' +
  'THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ' +
  'ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

// biome-ignore format: a table
const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN.split(' ').map((name, index) => [name, String.fromCodePoint(160 + index)] as const),
  ...Object.entries({
    amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", euro: '€', hellip: '…', ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', sbquo: '‚',
    ldquo: '“', rdquo: '”', bdquo: '„', lsaquo: '‹', rsaquo: '›', bull: '•', trade: '™', permil: '‰', dagger: '†', Dagger: '‡',
    OElig: 'Œ', oelig: 'œ', Scaron: 'Š', scaron: 'š', Yuml: 'Ÿ', fnof: 'ƒ', circ: 'ˆ', tilde: '˜', ensp: ' ', emsp: ' ', thinsp: ' ',
    zwnj: '', zwj: '', lrm: '', rlm: '', minus: '−', le: '≤', ge: '≥', ne: '≠', asymp: '≈', infin: '∞', rarr: '→', larr: '←', check: '✓',
    Omega: 'Ω', alpha: 'α', beta: 'β', micron: 'µ', frasl: '⁄', prime: '′', Prime: '″', diams: '♦', hearts: '♥', newline: '\n',
  }),
]);

/** What browsers show for the numbers 128 to 159, which are not characters: Windows-1252. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The text with its character references replaced; unknown ones stay as they are. */
export function withoutEntities(text: string): string {
  return text.replaceAll(
    /&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,8}));?/g,
    (written, ...of) => {
      const [decimal, hexadecimal, name] = of as readonly (string | undefined)[];
      if (name !== undefined) return written.endsWith(';') ? (NAMED.get(name) ?? written) : written;
      return character(decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal));
    },
  );
}

function character(code: number): string {
  if (code >= 128 && code <= 159) return WINDOWS.charAt(code - 128);
  const isControl = code < 32 && code !== 9 && code !== 10;
  if (isControl || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '';
  return String.fromCodePoint(code);
}

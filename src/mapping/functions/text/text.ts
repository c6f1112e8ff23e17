import { TEXT } from '../../expressions/types.ts';
import { asText, asWhole, between, type MappingFunction, text, whole } from '../function.ts';
import { transliterated } from './transliterate.ts';

/** The longest text that `pad` and `padEnd` make. */
const MAX_WIDTH = 1000;

const width = { ...whole('width'), check: between(0, MAX_WIDTH, 'characters') };

/** Functions from text to text. Changing case does not depend on a language, so every machine gives the same result. */
export const textFunctions: readonly MappingFunction[] = [
  {
    name: 'lower',
    doc: 'The text in lower case.',
    example: ['lower("Info@Example.COM")', '"info@example.com"'],
    parameters: [text('text')],
    copies: true,
    result: TEXT,
    run: ([value]) => asText(value).toLowerCase(),
  },
  {
    name: 'upper',
    doc: 'The text in upper case.',
    example: ['upper("nl")', '"NL"'],
    parameters: [text('text')],
    copies: true,
    result: TEXT,
    run: ([value]) => asText(value).toUpperCase(),
  },
  {
    name: 'capitalize',
    doc: 'The text with its first letter in upper case, a Dutch ij as one letter; the rest is left alone.',
    example: ['capitalize("deurkruk RVS")', '"Deurkruk RVS"'],
    more: [['capitalize("ijsselstein")', '"IJsselstein"']],
    parameters: [text('text')],
    result: TEXT,
    run: ([value]) => asText(value).replace(/^(ij|\p{L})/u, (first) => first.toUpperCase()),
  },
  {
    name: 'trim',
    doc: 'The text without blanks at both ends.',
    example: ['trim("  Amsterdam ")', '"Amsterdam"'],
    parameters: [text('text')],
    copies: true,
    result: TEXT,
    run: ([value]) => asText(value).trim(),
  },
  {
    name: 'squeeze',
    doc: 'The text on one line: no blanks at its ends, and one where there are several, tabs or line ends.',
    example: ['squeeze(" Damstraat   1 ")', '"Damstraat 1"'],
    parameters: [text('text')],
    result: TEXT,
    run: ([value]) => asText(value).trim().replaceAll(/\s+/g, ' '),
  },
  {
    name: 'slice',
    doc: 'The characters from position start (0 = the first) up to, not including, end; negative counts from the back.',
    example: ['slice("Handgreep messing", 0, 9)', '"Handgreep"'],
    more: [['slice("NL001234567B01", -3)', '"B01"']],
    parameters: [text('text'), whole('start'), { ...whole('end'), optional: true }],
    result: TEXT,
    run: ([value, start, end]) =>
      wholeCharacters(asText(value).slice(asWhole(start), end === undefined ? undefined : asWhole(end))),
  },
  {
    name: 'shorten',
    doc: 'The text without blanks at its ends, cut to the given number of characters, after a whole word if there is one.',
    example: ['shorten("Handgreep messing gepolijst", 20)', '"Handgreep messing"'],
    more: [['shorten("Handgreepmessing", 9)', '"Handgreep"']],
    parameters: [text('text'), { ...whole('length'), check: between(1, 100_000, 'characters') }],
    result: TEXT,
    run: ([value, length]) => {
      const whole = asText(value).trim();
      if (whole.length <= asWhole(length)) return whole;
      const cut = wholeCharacters(whole.slice(0, asWhole(length)));
      const blank = /\s/.test(whole.charAt(cut.length)) ? cut.length : cut.search(/\s\S*$/);
      return (blank > 0 ? cut.slice(0, blank) : cut).trimEnd();
    },
  },
  {
    name: 'pad',
    doc: 'The text filled at the left to a width, with blanks or with the given character.',
    example: ['pad("42", 5, "0")', '"00042"'],
    parameters: [text('text'), width, { ...text('fill'), optional: true }],
    result: TEXT,
    run: ([value, wanted, fill]) => asText(value).padStart(asWhole(wanted), fill === undefined ? ' ' : asText(fill)),
  },
  {
    name: 'padEnd',
    doc: 'The text filled at the right to a width, with blanks or with the given character.',
    example: ['padEnd("A7", 5, "-")', '"A7---"'],
    parameters: [text('text'), width, { ...text('fill'), optional: true }],
    result: TEXT,
    run: ([value, wanted, fill]) => asText(value).padEnd(asWhole(wanted), fill === undefined ? ' ' : asText(fill)),
  },
  {
    name: 'digits',
    doc: 'Only the digits 0 to 9 of a text.',
    example: ['digits("12.34.56-78")', '"12345678"'],
    parameters: [text('text')],
    result: TEXT,
    run: ([value]) => asText(value).replaceAll(/[^0-9]/g, ''),
  },
  {
    name: 'transliterate',
    doc: 'The text in plain Latin letters: accents are dropped, letters such as ø, ß and Greek or Cyrillic ones written out; what has no such form stays as it is.',
    example: ['transliterate("Café Zürich Straße")', '"Cafe Zurich Strasse"'],
    more: [
      ['transliterate("Łódź, Ærø")', '"Lodz, AEro"'],
      ['transliterate("Αθήνα")', '"Athina"'],
      ['transliterate("София")', '"Sofiya"'],
    ],
    parameters: [text('text')],
    result: TEXT,
    run: ([value]) => transliterated(asText(value)),
  },
];

/** A cut may split a character of two units; the half is dropped, never sent. */
function wholeCharacters(cut: string): string {
  return cut.isWellFormed() ? cut : cut.replace(/^[\uDC00-\uDFFF]/, '').replace(/[\uD800-\uDBFF]$/, '');
}

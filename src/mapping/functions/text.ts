import { RecordError } from '../../errors.ts';
import type { Value } from '../../values.ts';
import { boundedText, checkTextLength } from '../expressions/operators.ts';
import { BOOLEAN, listOf, TEXT } from '../expressions/types.ts';
import type { MappingFunction, Parameter } from './function.ts';

const text = (name: string): Parameter => ({ name, accepts: ['text'] });
const whole = (name: string): Parameter => ({ name, accepts: ['integer'] });
/** Arguments are checked before a function runs; this only tells the compiler. */
const asText = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
const asWhole = (value: Value | undefined): number => (typeof value === 'number' ? value : 0);

/** Widest text that `pad` makes. */
const MAX_WIDTH = 1000;

/** Functions on text. Case is changed without regard to a language, so that every machine gives the same. */
export const textFunctions: readonly MappingFunction[] = [
  {
    name: 'lower',
    doc: 'The text in lower case.',
    example: ['lower("Info@Example.COM")', '"info@example.com"'],
    parameters: [text('text')],
    result: TEXT,
    run: ([value]) => asText(value).toLowerCase(),
  },
  {
    name: 'upper',
    doc: 'The text in upper case.',
    example: ['upper("nl")', '"NL"'],
    parameters: [text('text')],
    result: TEXT,
    run: ([value]) => asText(value).toUpperCase(),
  },
  {
    name: 'trim',
    doc: 'The text without blanks at both ends.',
    example: ['trim("  Amsterdam ")', '"Amsterdam"'],
    parameters: [text('text')],
    result: TEXT,
    run: ([value]) => asText(value).trim(),
  },
  {
    name: 'slice',
    doc: 'The characters from position start (0 = the first) up to, not including, end; negative counts from the back.',
    example: ['slice("Handgreep messing", 0, 9)', '"Handgreep"'],
    parameters: [text('text'), whole('start'), { ...whole('end'), optional: true }],
    result: TEXT,
    run: ([value, start, end]) =>
      wholeCharacters(asText(value).slice(asWhole(start), end === undefined ? undefined : asWhole(end))),
  },
  {
    name: 'pad',
    doc: 'The text filled at the left to a width, with blanks or with the given character.',
    example: ['pad("42", 5, "0")', '"00042"'],
    parameters: [text('text'), whole('width'), { ...text('fill'), optional: true }],
    result: TEXT,
    run: ([value, width, fill]) => {
      const wanted = asWhole(width);
      if (wanted > MAX_WIDTH) throw new RecordError('TEXT_TOO_LONG', `"pad" makes at most ${MAX_WIDTH} characters`);
      return asText(value).padStart(wanted, fill === undefined ? ' ' : asText(fill));
    },
  },
  {
    name: 'replace',
    doc: 'The text with every occurrence of one text replaced by another; no patterns.',
    example: ['replace("NL 1234.56", " ", "")', '"NL1234.56"'],
    parameters: [text('text'), text('from'), text('to')],
    method: true,
    result: TEXT,
    run: ([value, from, to]) => {
      if (asText(from) === '') return asText(value);
      const parts = asText(value).split(asText(from));
      checkTextLength(asText(value).length + (parts.length - 1) * asText(to).length);
      return parts.join(asText(to));
    },
  },
  {
    name: 'join',
    doc: 'The texts of a list one after the other, with a separator between; nulls are left out.',
    example: ['join(["Order", null, "A-7"], " ")', '"Order A-7"'],
    parameters: [
      { name: 'list', accepts: ['list'], of: ['text'] },
      { ...text('separator'), optional: true },
    ],
    result: TEXT,
    run: ([list, separator]) => {
      const parts = texts(list);
      checkTextLength(parts.reduce((length, part) => length + part.length + asText(separator).length, 0));
      return boundedText(parts.join(asText(separator)));
    },
  },
  {
    name: 'split',
    doc: 'The parts of a text between separators, as a list; an empty part is null.',
    example: ['split("Jansen, P.", ", ")[0]', '"Jansen"'],
    parameters: [text('text'), text('separator')],
    method: true,
    result: listOf(TEXT),
    run: ([value, separator]) =>
      asText(separator) === ''
        ? [asText(value)]
        : asText(value)
            .split(asText(separator))
            .map((part) => (part === '' ? null : part)),
  },
  {
    name: 'contains',
    doc: 'True when the text holds the other text.',
    example: ['contains("Bakkerij Janssen", "Jans")', 'true'],
    parameters: [text('text'), text('part')],
    method: true,
    result: BOOLEAN,
    run: ([value, part]) => asText(value).includes(asText(part)),
  },
  {
    name: 'startsWith',
    doc: 'True when the text begins with the other text.',
    example: ['"EO-20001".startsWith("EO-")', 'true'],
    parameters: [text('text'), text('start')],
    method: true,
    result: BOOLEAN,
    run: ([value, start]) => asText(value).startsWith(asText(start)),
  },
  {
    name: 'endsWith',
    doc: 'True when the text ends with the other text.',
    example: ['endsWith("info@example.com", ".com")', 'true'],
    parameters: [text('text'), text('end')],
    method: true,
    result: BOOLEAN,
    run: ([value, end]) => asText(value).endsWith(asText(end)),
  },
];

/** A cut may go through a character of two units; the half is dropped, never sent. */
function wholeCharacters(cut: string): string {
  return cut.isWellFormed() ? cut : cut.replace(/^[\uDC00-\uDFFF]/, '').replace(/[\uD800-\uDBFF]$/, '');
}

function texts(list: Value | undefined): readonly string[] {
  return Array.isArray(list) ? list.filter((part): part is string => typeof part === 'string' && part !== '') : [];
}

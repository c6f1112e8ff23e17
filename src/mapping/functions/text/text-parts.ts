import { RecordError } from '../../../errors/errors.ts';
import type { Value } from '../../../values.ts';
import { boundedText, checkTextLength } from '../../expressions/operators.ts';
import { BOOLEAN, listOf, TEXT } from '../../expressions/types.ts';
import { asText, type MappingFunction, text } from '../function.ts';

/** The most parts that `split` makes, because loops over lists may be nested. */
const MAX_PARTS = 1000;

const separator = text('separator');

/** Functions that find one text in another, split texts and join them. None of them uses patterns. */
export const textPartFunctions: readonly MappingFunction[] = [
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
      { ...separator, optional: true },
    ],
    copies: true,
    result: TEXT,
    run: ([list, between]) => {
      const parts = texts(list);
      checkTextLength(parts.reduce((length, part) => length + part.length + asText(between).length, 0));
      return boundedText(parts.join(asText(between)));
    },
  },
  {
    name: 'split',
    doc: `The parts of a text between separators, as a list; an empty part is null. At most ${MAX_PARTS} parts.`,
    example: ['split("Jansen, P.", ", ")[0]', '"Jansen"'],
    parameters: [text('text'), separator],
    method: true,
    result: listOf(TEXT),
    run: ([value, between]) => {
      if (asText(between) === '') return [asText(value)];
      const parts = asText(value).split(asText(between), MAX_PARTS + 1);
      if (parts.length <= MAX_PARTS) return parts.map((part) => (part === '' ? null : part));
      throw new RecordError('LIST_TOO_LONG', `"split" finds more than ${MAX_PARTS} parts`, {
        hint: 'Take the part that is needed with before, after or slice.',
      });
    },
  },
  {
    name: 'before',
    doc: 'The text before the first occurrence of a separator; the whole text when it has none.',
    example: ['before("A-7|blauw|XL", "|")', '"A-7"'],
    parameters: [text('text'), separator],
    method: true,
    result: TEXT,
    run: ([value, between]) => {
      const at = asText(between) === '' ? -1 : asText(value).indexOf(asText(between));
      return at < 0 ? asText(value) : asText(value).slice(0, at);
    },
  },
  {
    name: 'after',
    doc: 'The text after the first occurrence of a separator; null when the text has none.',
    example: ['after("A-7|blauw|XL", "|")', '"blauw|XL"'],
    more: [['after("A-7", "|")', 'null']],
    parameters: [text('text'), separator],
    method: true,
    result: TEXT,
    run: ([value, between]) => {
      const at = asText(between) === '' ? -1 : asText(value).indexOf(asText(between));
      return at < 0 ? null : asText(value).slice(at + asText(between).length);
    },
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

function texts(list: Value | undefined): readonly string[] {
  return Array.isArray(list) ? list.filter((part): part is string => typeof part === 'string' && part !== '') : [];
}

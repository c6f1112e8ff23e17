import { TEXT } from '../expressions/types.ts';
import { inWords } from './conversions.ts';
import { asText, type MappingFunction, text } from './function.ts';

/** Functions on the numbers that records of one system get in the other one. */
export const keyFunctions: readonly MappingFunction[] = [
  {
    name: 'externalKey',
    doc: 'A number or text behind the prefix of this administration (setting externalKeys.prefix).',
    example: ['externalKey(20001)', '"EO-20001"'],
    more: [['externalKey("O" + string(7))', '"EO-O7"']],
    parameters: [{ name: 'of', accepts: ['text', 'integer'] }],
    result: TEXT,
    run: ([value = null], { externalKeys }) => `${externalKeys.prefix}${inWords(value) ?? ''}`,
  },
  {
    name: 'fromExternalKey',
    doc: 'The text after the prefix of this administration; null for a text that does not begin with it, and without a prefix.',
    example: ['fromExternalKey("EO-20001")', '"20001"'],
    more: [['fromExternalKey("10042")', 'null']],
    parameters: [text('text')],
    result: TEXT,
    run: ([value], { externalKeys: { prefix } }) => {
      const written = asText(value);
      return prefix !== '' && written.startsWith(prefix) ? written.slice(prefix.length) : null;
    },
  },
];

import { createHash } from 'node:crypto';
import { TEXT } from '../expressions/types.ts';
import { asText, asWhole, between, type MappingFunction, text, whole } from './function.ts';

/** Functions that make a fixed name from a text: the same text always gives the same name, another text another one. */
export const hashFunctions: readonly MappingFunction[] = [
  {
    name: 'sha256',
    doc: 'The SHA-256 of a text (UTF-8), as 64 hexadecimal digits.',
    example: ['sha256("A-7")', '"3cccbcd7a3c8b57712028d47933f81f26729851fcbc2db775f952e033eb79c3e"'],
    parameters: [text('text')],
    result: TEXT,
    run: ([value]) => digest(asText(value)),
  },
  {
    name: 'shortHash',
    doc: 'The first hexadecimal digits of the SHA-256 of a text: 12, or as many as given. For keys that must be short.',
    example: ['shortHash("info@example.com")', 'slice(sha256("info@example.com"), 0, 12)'],
    more: [['size(shortHash("A-7", 8))', '8']],
    parameters: [text('text'), { ...whole('length'), optional: true, check: between(8, 64, 'digits') }],
    result: TEXT,
    run: ([value, length]) => digest(asText(value)).slice(0, length === undefined ? 12 : asWhole(length)),
  },
];

function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

import { isIban } from '../../../iban.ts';
import { BOOLEAN, TEXT } from '../../expressions/types.ts';
import { asText, type MappingFunction, text } from '../function.ts';

/** Functions on international bank account numbers. The accounts of the examples are invented. */
export const ibanFunctions: readonly MappingFunction[] = [
  {
    name: 'iban',
    doc: 'A bank account number in capitals without blanks; null when it is no valid IBAN (length and check digits).',
    example: ['iban("nl02 abna 0123 4567 89")', '"NL02ABNA0123456789"'],
    more: [['iban("NL03 ABNA 0123 4567 89")', 'null']],
    parameters: [text('text')],
    result: TEXT,
    run: ([value]) => {
      const bare = normalised(asText(value));
      return isIban(bare) ? bare : null;
    },
  },
  {
    name: 'isIban',
    doc: 'True when a text is a valid IBAN, with or without blanks.',
    example: ['isIban("BE71 0961 2345 6769")', 'true'],
    more: [['isIban("BE72 0961 2345 6769")', 'false']],
    parameters: [text('text')],
    result: BOOLEAN,
    run: ([value]) => isIban(normalised(asText(value))),
  },
];

function normalised(text: string): string {
  return text
    .replace(/^\s*IBAN:?/i, '')
    .replaceAll(/[\s.-]/g, '')
    .toUpperCase();
}

import { expect, test } from 'vitest';
import { judgeProposals } from '../../src/doctor/proposals.ts';
import { tableText } from '../../src/init/table-text.ts';

const row = { remark: '', isGuess: false, candidates: [] };

test('rows that init guessed or left open are told, once for each table and kind, at the first of them', () => {
  const text = tableText({
    name: 'vat-codes',
    about: 'VAT codes',
    isBlind: false,
    rows: [
      { ...row, keys: ['1'], value: 'VL' },
      { ...row, keys: ['2'], value: 'VH', isGuess: true, remark: 'by its name' },
      { ...row, keys: ['NL', '3'], value: 'V0', isGuess: true, remark: 'by its name' },
      { ...row, keys: ['4'], value: null },
    ],
  });
  const lines = text.split('\n');
  const at = (part: string) => ({
    file: 'mappings/tables/vat-codes.yml',
    line: lines.findIndex((line) => line.includes(part)) + 1,
    column: 1,
  });
  expect(judgeProposals([{ file: 'mappings/tables/vat-codes.yml', text }])).toMatchObject([
    { level: 'warning', says: '2 rows are guessed and not confirmed: what they say is booked.', at: at('VH # guess') },
    { level: 'warning', says: '1 row is without a value: the records that need them wait.', at: at('"4": ?') },
  ]);
});

test('a table that somebody has looked through says nothing, whatever its comments tell', () => {
  const text =
    '# Check each row with "guess:", then delete these words.\n# How many? 14: ?\n"14": 2 # guessed by nobody\n';
  expect(judgeProposals([{ file: 'mappings/tables/terms.yml', text }])).toEqual([]);
});

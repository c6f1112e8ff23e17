import { expect, test } from 'vitest';
import { judgeProposals } from '../../src/doctor/proposals.ts';
import { tableText } from '../../src/init/table-text.ts';

const row = { remark: '', isGuess: false, candidates: [] };

test('rows that init guessed or left open are told once for each table and kind', () => {
  const text = tableText({
    name: 'vat-codes',
    about: 'VAT codes',
    isBlind: false,
    rows: [
      { ...row, keys: ['1'], value: 'VL' },
      { ...row, keys: ['2'], value: 'VH', isGuess: true, remark: 'by its code' },
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
    { level: 'warning', says: '2 guesses are not confirmed: what they say is used.', at: at('VH # guess') },
    { level: 'warning', says: '1 row has no value: the records that need it wait.', at: at('"4": ?') },
  ]);
});

test('a table that somebody has looked through says nothing, whatever its comments tell', () => {
  const text =
    '# Check each row with "guess:", then delete these words.\n# How many? 14: ?\n"14": 2 # guessed by nobody\n';
  expect(judgeProposals([{ file: 'mappings/tables/terms.yml', text }])).toEqual([]);
});

test('guesses are counted as init counts them: one may stand behind the rows of many countries', () => {
  const text = 'NL: "1" # guess: EU; check\nBE: "1" # guess: EU; check\nDE: "2" # guess: DE; check\n';
  expect(judgeProposals([{ file: 'accounts.yml', text }])).toMatchObject([
    { says: '2 guesses in 3 rows are not confirmed: what they say is used.' },
  ]);
  expect(judgeProposals([{ file: 'accounts.yml', text: text.replace(/DE.*\n/, '') }])).toMatchObject([
    { says: '1 guess in 2 rows is not confirmed: what it says is used.' },
  ]);
});

test('a row that was left open is told until its key has a row, wherever that stands', () => {
  const text = '# "15": ? # 15 days\n"14": "2"\nNL:\n  # "2": ?\n  "1": VL\n# BE:\n  # "2": ?\n';
  const said = (more: string) => judgeProposals([{ file: 'terms.yml', text: text + more }]).map(({ says }) => says);
  expect(said('')).toEqual(['3 rows have no value: the records that need them wait.']);
  expect(said('"15": "2"\nBE: { "2": VB }\n')).toEqual(['1 row has no value: the records that need it wait.']);
});

test('a row that takes out a shipped one until its own value is written is open as well', () => {
  const text = 'NL:\n  "7": { remove: true } # ? ICP\n  # "8": ?\n  "8": { remove: true }\n  "9": { remove: true }\n';
  const said = (file: string) => judgeProposals([{ file: 'terms.yml', text: file }]).map(({ says }) => says);
  expect(said(text)).toEqual(['2 rows have no value: the records that need them wait.']);
  expect(said(text.replace('"7": { remove: true }', '"7": VICP').replace(/ {2}# "8".*\n/, ''))).toEqual([]);
});

import { expect, test } from 'vitest';
import { fitted } from '../../src/report/page/fit.ts';
import { markdown } from '../../src/report/page/markdown.ts';
import { styleFor, unstyled } from '../../src/report/page/terminal.ts';
import {
  isValid,
  type Validation,
  validateAnnotations,
  validateHeadline,
  validateLines,
  validationPage,
} from '../../src/report/validate-report.ts';

const full = { reached: 4, all: 4 };
const at = { file: 'mappings/orders.test.yml', line: 7, column: 3 };
const failed = {
  error: { code: 'TEST_FAILED', message: 'Case "an order" differs.', hint: 'Correct it.', at },
  difference: ' [\n-  amount: 10\n+  amount: 11\n ]',
  reasons: ['1001 was refused, UNMAPPED_KEY: Table vat-codes has no row for the value of "line.VATCode".'],
};
const customers = { flow: 'customers', cases: 2, failed: [], rules: full, rows: full, unreached: [] };
const tables = [
  {
    table: 'vat-codes',
    file: 'mappings/tables/vat-codes.yml',
    rows: { reached: 1, all: 3 },
    unreached: [
      { says: 'vat-codes.GB', at: { file: 'mappings/tables/vat-codes.yml', line: 9, column: 1 } },
      { says: 'vat-codes.NL.2', at: { file: 'mappings/tables/vat-codes.yml', line: 4, column: 3 } },
    ],
  },
];
const right: Validation = { flows: [customers], tables, errors: [], warnings: [] };
const orders = { ...customers, flow: 'orders', cases: 1, failed: [failed], rules: { reached: 199, all: 200 } };
const part = { code: 'NEVER_EXERCISED', message: 'No test takes the default of field x.', hint: 'Add one.', at };
const wrong: Validation = { flows: [customers, orders], tables, errors: [part], warnings: [] };

test('a passing run is shown in a sentence, a line per flow, and what was never exercised', () => {
  expect(isValid(right)).toBe(true);
  expect(validateHeadline(right)).toBe('The mappings are right: 1 flow checked, 2 cases passed.');
  expect(validateLines(right, unstyled)).toEqual([
    'never exercised: mappings/tables/vat-codes.yml: GB, NL.2',
    'customers  2 cases, rules 100 % (4 of 4), table rows 100 % (4 of 4)',
  ]);
  expect(validateAnnotations(right)).toEqual({ shown: [], more: 0 });
});

test('rows that stand in another file than that of their table are shown with its name', () => {
  const inSettings = { says: 'journals.sales', at: { file: 'mappings/settings.yml', line: 1, column: 1 } };
  const journals = { table: 'journals', file: 'shipped/tables/journals.yml', rows: { reached: 0, all: 1 } };
  expect(validateLines({ ...right, tables: [{ ...journals, unreached: [inSettings] }] }, unstyled)[0]).toBe(
    'never exercised: mappings/settings.yml (table journals): sales',
  );
});

test('a promise that is not kept is no part without a test', () => {
  const promise = { ...part, code: 'PROMISE_BROKEN' };
  expect(validateHeadline({ ...right, errors: [part, promise, { ...part, code: 'UNKNOWN_PROMISE' }] })).toBe(
    'The mappings are not ready: 1 flow checked, 2 cases passed, 1 part not tested enough, 2 problems with promises of shipped flows.',
  );
});

test('a failed case is in the log with place, difference and reasons, in colour on a terminal', () => {
  expect(isValid(wrong)).toBe(false);
  expect(validateHeadline(wrong)).toBe(
    'The mappings are not ready: 2 flows checked, 1 of 3 cases failed, 1 part not tested enough.',
  );
  const lines = validateLines(wrong, unstyled);
  expect(lines.slice(0, 6)).toEqual([
    expect.stringMatching(/^TEST_FAILED mappings\/orders\.test\.yml:7:3 Case "an order" differs\. What to do: /),
    '   [',
    '  -  amount: 10',
    '  +  amount: 11',
    '   ]',
    `  ${failed.reasons[0]}`,
  ]);
  expect(lines).toContainEqual(expect.stringMatching(/^NEVER_EXERCISED mappings\/orders\.test\.yml:7:3 No test takes/));
  expect(lines.at(-1)).toBe('orders     1 of 1 case failed, rules 99 % (199 of 200), table rows 100 % (4 of 4)');
  expect(lines.join()).not.toContain('\u001b');
  expect(validateLines(wrong, styleFor(true, {}))).toContain('  \u001b[31m-  amount: 10\u001b[39m');
});

test('a failed case is marked at its line with all that differs, and so is what falls short', () => {
  const { shown, more } = validateAnnotations(wrong);
  expect(more).toBe(0);
  expect(shown.map(({ title, at: place }) => [title, place])).toEqual([
    ['TEST_FAILED', at],
    ['NEVER_EXERCISED', at],
  ]);
  expect(shown[0]?.message).toMatch(/differs\.[^\n]*\n \[\n- {2}amount: 10\n\+ {2}amount: 11\n \]\n1001 was refused/);
});

test('the summary has a table of flows, the differences, what falls short, and a table of tables', () => {
  const summary = markdown(validationPage(wrong));
  expect(summary).toContain('| Flow | Cases | Failed | Rules | Table rows |');
  expect(summary).toContain('| orders | 1 | 1 | 99 % (199 of 200) | 100 % (4 of 4) |');
  expect(summary).toContain('```diff\n [\n-  amount: 10\n+  amount: 11\n ]\n```');
  expect(summary).toContain('- 1001 was refused, UNMAPPED_KEY');
  expect(summary).toContain('### Not tested enough');
  expect(summary).toContain('| vat-codes | 33 % (1 of 3) |');
  expect(summary).not.toContain('### Never exercised');
  expect(markdown(validationPage(right))).toContain(
    '\n\n### Never exercised\n\n- mappings/tables/vat-codes.yml: GB, NL.2\n',
  );
});

test('many failed cases, and many rows that no test uses, stay short in the log', () => {
  const many = { ...orders, failed: Array.from({ length: 30 }, () => failed) };
  const lines = validateLines({ ...wrong, flows: [many] }, unstyled);
  expect(lines.filter((line) => line.startsWith('TEST_FAILED'))).toHaveLength(30);
  expect(lines.filter((line) => line.includes('+  amount: 11'))).toHaveLength(5);
  expect(lines).toContainEqual(
    expect.stringMatching(/^The differences of the first 5 cases are shown; for 25 more see/),
  );
  const unreached = Array.from({ length: 26 }, (_, row) => ({
    says: `vat-codes.R${row}`,
    at: { ...at, file: 'shipped/tables/vat-codes.yml' },
  }));
  const told = validateLines({ ...right, tables: tables.map((table) => ({ ...table, unreached })) }, unstyled);
  // A table that ships has no file in the folder.
  expect(told[0]).toBe('never exercised: shipped/tables/vat-codes.yml: R0, R1, R2, R3, R4, R5, R6, R7 and 18 more');
  const none = { reached: 0, all: 0 };
  expect(validateLines({ ...right, flows: [{ ...customers, rows: none }] }, unstyled).at(-1)).toMatch(
    /, table rows none$/,
  );
});

test('a folder that has nothing of its own to test shows neither flows nor rows', () => {
  const untested = { ...customers, cases: 0, rules: { reached: 0, all: 0 }, rows: { reached: 0, all: 3 } };
  expect(validateLines({ ...right, flows: [untested] }, unstyled)).toEqual([]);
  expect(markdown(validationPage({ ...right, flows: [untested] }))).not.toContain('Never exercised');
});

test('the summary stays within its bytes and says how much was left out', () => {
  const many = { ...orders, failed: Array.from({ length: 200 }, () => failed) };
  const summary = markdown(fitted(validationPage({ ...wrong, flows: [many] }), 20_000, 'the log'));
  expect(Buffer.byteLength(summary)).toBeLessThan(20_000);
  expect(summary).toMatch(/… and [\d,]+ more failed cases; the log has them all/);
});

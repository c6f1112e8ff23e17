import { expect, test } from 'vitest';
import { givesLiteral } from '../../../src/config/packs/contract/made-up.ts';

test.each([
  '"VH"',
  "'VH'",
  '8000',
  '-8000.5',
  '("VH")',
  'coalesce(table("vat-codes", line.VATCode), "VH")',
  'line.Quantity > 0 ? 8000 : 8000',
  'line.Quantity > 0 ? table("a", line.B) : "8000"',
  'line.A ? line.B : line.C ? line.D : (line.E ? 1 : line.F)',
  '(line.A == "x:y?" ? "8000" : line.B)',
  'string(coalesce(line.A, coalesce(line.B, 8000)))',
  '"80" + "00"',
  'upper("vh")',
  '["8000", "9000"][0]',
  'coalesce(table("a", line.B), $values.accounts.revenue)',
  'line.Quantity > 0 ? table("a", "b") : null',
  'coalesce(table("vat-codes", coalesce(line.VATCode, "1")), null)',
  'tableOn("vat-codes", today(), "1")',
  'table("vat-codes", "1")',
])('an expression may give what it says itself: %s', (expression) => {
  expect(givesLiteral(expression)).toBe(true);
});

test.each([
  'line.GLAccount',
  'table("vat-codes", place, line.VATCode)',
  'tableOn("vat-codes", today(), line.VATCode)',
  'coalesce(table("vat-codes", line.VATCode), line.Other)',
  'line.A == "8000" ? line.B : line.C',
  'line.GLAccount + "0"',
  'join([line.A, "x"], " ")',
  'line.Codes.filter(c, c != "VH")[0]',
  '(line.A) + (line.B)',
])('an expression gives what a table or a record holds: %s', (expression) => {
  expect(givesLiteral(expression)).toBe(false);
});

import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { MoneyTotals } from '../../src/plan/money.ts';
import { asperionCatalog } from '../../src/systems/asperion/catalog.ts';
import { exactOnlineCatalog } from '../../src/systems/exact-online/catalog.ts';
import { type MoneyFields, moneyFieldNames, moneyFieldsOf } from '../../src/systems/money-fields.ts';
import type { RecordValues, Value } from '../../src/values.ts';

const fieldsOf = (system: 'exact-online' | 'asperion', resource: string): MoneyFields => {
  const fields = moneyFieldsOf(system, resource);
  if (fields === null) throw new Error(`no money in ${resource}`);
  return fields;
};
const totalsOf = (fields: MoneyFields, lines: readonly RecordValues[], names: Record<string, string> = {}) => {
  const totals = new MoneyTotals();
  const name = (value: Value): string => names[String(value)] ?? String(value);
  totals.addDocument(fields, { [fields.lines]: lines }, name);
  return totals.rows();
};

describe('the money of a document', () => {
  test('is summed by VAT code and ledger account without losing a cent', () => {
    const line = (amount: string, vatCode: string) => ({ amount: new Big(amount), vatCode, ledgerAccountId: 8000 });
    const lines = [line('0.10', 'VH'), line('0.20', 'VH'), line('-0.30', 'VL'), line('9007199254740993.01', 'VL')];
    expect(totalsOf(fieldsOf('asperion', 'salesinvoiceswithlines'), lines)).toEqual([
      { vatCode: 'VH', account: '8000', lines: 2, amount: '0.30', unknown: 0 },
      { vatCode: 'VL', account: '8000', lines: 2, amount: '9007199254740992.71', unknown: 0 },
    ]);
  });

  test('follows from quantity, price and discount where the system computes it', () => {
    const asperion = { quantity: new Big(3), price: new Big('9.99'), discountPercentage: new Big(10), vatCode: 'VH' };
    expect(totalsOf(fieldsOf('asperion', 'salesorderswithlines'), [asperion])).toMatchObject([{ amount: '26.97' }]);
    const exact = { Quantity: new Big(3), UnitPrice: new Big('9.99'), Discount: new Big('0.1'), VATCode: '2' };
    const orders = fieldsOf('exact-online', 'salesorder/SalesOrders');
    expect(totalsOf(orders, [exact])).toMatchObject([{ vatCode: '2', account: null, amount: '26.97' }]);
    expect(totalsOf(orders, [{ ...exact, NetPrice: new Big('9.50') }])).toMatchObject([{ amount: '28.50' }]);
    expect(totalsOf(orders, [{ ...exact, AmountFC: new Big('30') }])).toMatchObject([{ amount: '30.00' }]);
  });

  test('is not known where the article gives the price: such lines are counted, not summed', () => {
    const lines = [{ quantity: new Big(3), vatCode: 'VH' }];
    expect(totalsOf(fieldsOf('asperion', 'draftsalesinvoiceswithlines'), lines)).toEqual([
      { vatCode: 'VH', account: null, lines: 1, amount: '0.00', unknown: 1 },
    ]);
  });

  test('keeps a third decimal', () => {
    const lines = [{ amount: new Big('0.125'), vatCode: 'VH', ledgerAccountId: 8000 }];
    expect(totalsOf(fieldsOf('asperion', 'salesinvoiceswithlines'), lines)).toMatchObject([{ amount: '0.125' }]);
  });

  test('has the sign of revenue in an entry too; what the customer owes is debit positive', () => {
    const line = (amount: string, vatCode: string | null, account: number) => {
      return { amount: new Big(amount), vatCode, ledgerAccountId: account };
    };
    const lines = [line('121.00', null, 1300), line('-100.00', 'VH', 8000), line('-21.00', null, 1500)];
    expect(totalsOf(fieldsOf('asperion', 'journalentrieswithlines'), lines)).toMatchObject([
      { vatCode: null, account: '1300', amount: '121.00' },
      { vatCode: null, account: '1500', amount: '-21.00' },
      { vatCode: 'VH', account: '8000', amount: '100.00' },
    ]);
  });

  test('names accounts by their codes where ids are sent', () => {
    const lines = [{ AmountFC: new Big(5), VATCode: '2', GLAccount: 'id-of-8000' }];
    expect(
      totalsOf(fieldsOf('exact-online', 'salesentry/SalesEntries'), lines, { 'id-of-8000': '8000' }),
    ).toMatchObject([{ account: '8000', amount: '5.00' }]);
  });
});

test('every field that money is read from can be written, and documents with VAT are known', () => {
  for (const catalog of [exactOnlineCatalog, asperionCatalog]) {
    for (const spec of catalog.resources.values()) {
      const money = moneyFieldsOf(catalog.system, spec.name);
      const [linesField, lines] = Object.entries(spec.lines ?? {})[0] ?? [];
      const line = lines === undefined ? undefined : catalog.resources.get(lines)?.fields;
      const hasVat = Object.entries(line ?? {}).some(([name, field]) => /^vatcode$/i.test(name) && field.create);
      if (money === null) {
        expect([spec.name, spec.creatable && hasVat]).toEqual([spec.name, false]);
        continue;
      }
      expect(money.lines).toBe(linesField);
      for (const field of moneyFieldNames(money))
        expect([spec.name, field, line?.[field]?.create]).toEqual([spec.name, field, true]);
    }
  }
});

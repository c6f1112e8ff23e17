import path from 'node:path';
import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/config.ts';
import type { TableRow } from '../../../src/config/tables.ts';
import { compileFlow } from '../../../src/mapping/flow/compile-flow.ts';
import { passes } from '../../../src/mapping/flow/program.ts';
import { LocalDateTime, type RecordValues } from '../../../src/values.ts';
import { catalogs, scopeOf, stepOf } from '../flows.ts';

const config = loadConfig('mappings', path.resolve(import.meta.dirname, '../../..'));
const program = (name: string) => {
  const source = config.flows.find((flow) => flow.name === name);
  if (source === undefined) throw new Error(`no flow ${name}`);
  return compileFlow(source, { catalogs, ...config });
};

const CUSTOMER = {
  Code: '20001',
  Name: 'Bakkerij De Kroon B.V.',
  AddressLine1: 'Damstraat 1',
  Postcode: '1012 JL',
  City: 'Amsterdam',
  Country: 'NL',
  Email: 'Info@Kroon.Example',
  VATNumber: 'NL001234567B01',
  ChamberOfCommerce: '12345678',
  PaymentConditionSales: '14',
  Status: 'C',
};

describe('shipped flows', () => {
  test('all compile against both catalogs', () => {
    const programs = config.flows.map((source) => compileFlow(source, { catalogs, ...config }));
    expect(programs.filter(({ enabled }) => enabled).map(({ name }) => name)).toEqual([
      'customers.exact-online-to-asperion',
      'orders.exact-online-to-asperion',
      'products.asperion-to-exact-online',
    ]);
  });

  test('all compile where the rate of a VAT code has dates', () => {
    const supplies = config.tables.get('vat-supplies');
    if (supplies === undefined) throw new Error('The table of VAT codes is not there.');
    const rate = [
      { value: '22', from: null, until: '2025-06-30' },
      { value: '24', from: '2025-07-01', until: null },
    ];
    const row = new Map<string, TableRow>([
      ['kind', 'oss'],
      ['rate', rate],
      ['country', 'EE'],
    ]);
    const rows = new Map<string, TableRow>([...supplies.rows, ['OSS-EE', row]]);
    const tables = new Map([...config.tables, ['vat-supplies', { ...supplies, rows }]]);
    for (const source of config.flows)
      expect(() => compileFlow(source, { catalogs, ...config, tables }), source.name).not.toThrow();
  });

  test('search records of Asperion by fields that its lists can be filtered by', () => {
    const sought = config.flows
      .filter(({ name }) => name.endsWith('-to-asperion'))
      .flatMap((source) => compileFlow(source, { catalogs, ...config }).steps)
      .flatMap(({ spec, match }) => match.map(([field = '']) => [spec.name, field, spec.fields[field]?.searchable]));
    expect(sought.filter(([, , searchable]) => searchable !== true)).toEqual([]);
  });

  test('a line without a VAT code is told apart from a customer without a country', () => {
    const flow = program('invoices.exact-online-to-asperion');
    const told = (line: RecordValues, customer: RecordValues) => {
      const invoice = { InvoiceDate: new LocalDateTime('2026-03-01T00:00:00'), SalesInvoiceLines: [line] };
      const scope = scopeOf(invoice, { related: { customer, codes: [] } });
      return flow.checks.find(({ id }) => id === 'vat-supply')?.texts(scope);
    };
    expect(told({ AmountDC: new Big('12.5'), VATCode: null }, CUSTOMER)).toEqual([
      'A line of 12.50 has no VAT code, and no row NL / (none) of tables/vat-codes.yml says what that means.',
    ]);
    expect(told({ AmountDC: new Big('12.5'), VATCode: '2' }, { ...CUSTOMER, Country: null })).toEqual([
      'VAT code 2: the customer has no country, which decides what it means.',
    ]);
    expect(told({ AmountDC: new Big('12.5'), VATCode: '2' }, CUSTOMER)).toEqual([]);
  });

  test('small lines on a wrong VAT code are told by their total, the rounding of each is not', () => {
    const flow = program('invoices.exact-online-to-asperion');
    const told = (count: number, AmountDC: string, VATAmountDC: string, others: readonly RecordValues[] = []) => {
      const line = { AmountDC: new Big(AmountDC), VATAmountDC: new Big(VATAmountDC), VATCode: '2' };
      const SalesInvoiceLines = [...Array.from({ length: count }, () => line), ...others];
      const invoice = { InvoiceDate: new LocalDateTime('2026-03-01T00:00:00'), SalesInvoiceLines };
      const scope = scopeOf(invoice, { related: { customer: CUSTOMER, codes: [] } });
      return flow.checks.find(({ id }) => id === 'vat-rate')?.texts(scope).length;
    };
    expect(told(30, '0.40', '0.04')).toBe(30); // 9 %, on a code of 21 %
    expect(told(1, '0.40', '0.04')).toBe(0);
    expect(told(300, '0.50', '0.11')).toBe(0); // 0.105, rounded on each line
    const half = { AmountDC: new Big('0.50'), VATAmountDC: new Big('0.10'), VATCode: '2' };
    expect(told(30, '0.40', '0.04', [half, half])).toBe(30); // only lines that are off
  });

  test('VAT that is off is told per line, and of small lines by the total of their code', () => {
    const flow = program('invoices.exact-online-to-asperion');
    const told = (...lines: readonly (readonly [amount: string, vat: string, code: string])[]) => {
      const SalesInvoiceLines = lines.map(([amount, vat, VATCode]) => {
        return { AmountDC: new Big(amount), VATAmountDC: new Big(vat), VATCode };
      });
      const invoice = { InvoiceDate: new LocalDateTime('2026-03-01T00:00:00'), SalesInvoiceLines };
      const scope = scopeOf(invoice, { related: { customer: CUSTOMER, codes: [{ Code: '1', Type: 'I' }] } });
      return flow.checks.find(({ id }) => id === 'vat-rate')?.texts(scope).length;
    };
    const off = ['0.40', '0.04', '2'] as const;
    // Thirty cents too much and thirty too little are two mistakes, not none.
    expect(told(['100.00', '21.30', '2'], ['100.00', '20.70', '2'])).toBe(2);
    // Half a cent of each of nine lines is their rounding, beside one that is off by four cents.
    expect(told(off, ...Array.from({ length: 9 }, () => ['0.50', '0.10', '2'] as const))).toBe(0);
    expect(told(off, ['1000.00', '0.00', '0'])).toBe(0);
    // 9.00 of 109.00 is 9 % of what is left without it.
    expect(told(['0.44', '0.02', '1'], ['109.00', '9.00', '1'])).toBe(0);
  });

  test('revenue that begins or ends in the month beside that of the invoice is told', () => {
    const flow = program('invoices.exact-online-to-asperion');
    const day = (iso: string) => new LocalDateTime(`${iso}T00:00:00`);
    const told = (from: string, to: string) => {
      const line = {
        ...{ AmountDC: new Big('100'), VATAmountDC: new Big('21'), VATCode: '2' },
        ...{ StartTime: day(from), EndTime: day(to) },
      };
      const invoice = { InvoiceDate: day('2026-03-01'), SalesInvoiceLines: [line] };
      const scope = scopeOf(invoice, { related: { customer: CUSTOMER, codes: [] } });
      return flow.checks.find(({ id }) => id === 'other-periods')?.texts(scope).length;
    };
    expect(told('2026-03-01', '2026-03-31')).toBe(0);
    expect(told('2026-03-15', '2026-04-14')).toBe(1);
    expect(told('2026-02-28', '2026-03-31')).toBe(1);
  });

  test('the same holds for invoices of Asperion, also where a line of the code shows no VAT', () => {
    const flow = program('invoices.asperion-to-exact-online');
    const told = (...given: readonly (readonly [amount: string, vat: string | null, code: string])[]) => {
      const lines = given.map(([amount, vat, vatCode]) => {
        return { amount: new Big(amount), vatAmount: vat === null ? null : new Big(vat), vatCode };
      });
      const scope = scopeOf({ date: new LocalDateTime('2026-03-01T00:00:00'), lines }, { related: { debtor: {} } });
      return flow.checks.find(({ id }) => id === 'vat-rate')?.texts(scope).length;
    };
    const off = ['0.40', '0.04', 'VH'] as const;
    const small = Array.from({ length: 30 }, () => off);
    const rounded = ['0.50', '0.10', 'VH'] as const;
    expect(told(['100.00', '21.30', 'VH'], ['100.00', '20.70', 'VH'])).toBe(2);
    expect(told(off, ...Array.from({ length: 9 }, () => rounded))).toBe(0);
    expect(told(off, ['1000.00', '0.00', 'V0'])).toBe(0);
    expect(told(...small)).toBe(30);
    expect(told(...small, ['0.02', null, 'VH'])).toBe(30);
  });

  test('a company becomes a debtor with its contact person', () => {
    const flow = program('customers.exact-online-to-asperion');
    const scope = scopeOf(CUSTOMER, { related: { contact: { FullName: 'Anna Smit' } } });
    expect(passes(flow, scope)).toBe(true);
    expect(stepOf(flow).evaluate(scope)).toMatchObject({
      characteristic5: 'EO-20001',
      name: 'Bakkerij De Kroon B.V.',
      attentionTo: 'Anna Smit',
      emailAddress: 'info@kroon.example',
      debtorKindId: 'company',
      paymentConditionId: 2,
      addressLine2: null,
    });
    expect(passes(flow, scopeOf({ Status: 'S' }))).toBe(false);
    expect(passes(flow, scopeOf({}))).toBe(false);
  });

  test('a private person has no contact person', () => {
    const scope = scopeOf({ Code: '20002', Name: 'P. Jansen' }, { related: { contact: { FullName: 'P. Jansen' } } });
    const values = stepOf(program('customers.exact-online-to-asperion')).evaluate(scope);
    expect(values).toMatchObject({ debtorKindId: 'private' });
    expect(values).not.toHaveProperty('attentionTo');
    expect(values).not.toHaveProperty('paymentConditionId');
  });

  test('an article becomes an item with a price of its own', () => {
    const flow = program('products.asperion-to-exact-online');
    const article = {
      articleNumber: 'A-1',
      description: 'x'.repeat(80),
      salesPrice: new Big('12.345'),
      unit: 'Doos',
      isStockArticle: true,
    };
    const scope = scopeOf(article, { steps: { item: { ID: 'f00d' } } });
    expect(stepOf(flow).evaluate(scope)).toMatchObject({
      Code: 'A-1',
      Description: 'x'.repeat(60),
      Unit: 'doos',
      IsSalesItem: true,
    });
    expect(stepOf(flow).keep).toEqual(['ID', 'SalesVatCode', 'Unit']);
    const price = stepOf(flow, 1);
    expect(price.when?.(scopeOf({}))).toBe(false);
    expect(price.evaluate(scope)).toEqual({
      Item: 'f00d',
      Account: null,
      Employee: null,
      Project: null,
      Quantity: new Big('1'),
      EndDate: null,
      Currency: 'EUR',
      NumberOfItemsPerUnit: new Big('1'),
      Price: new Big('12.345'),
    });
  });
});

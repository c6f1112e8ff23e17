import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import type { FieldSpec } from '../../../src/systems/catalog.ts';
import { exactOnlineCatalog } from '../../../src/systems/exact-online/catalog.ts';
import { literal } from '../../../src/systems/exact-online/query/literals.ts';
import { readRow, readWhole } from '../../../src/systems/exact-online/rows.ts';
import { LocalDateTime } from '../../../src/values.ts';

const specOf = (resource: string) => {
  const spec = exactOnlineCatalog.resources.get(resource);
  if (spec === undefined) throw new Error(`no ${resource}`);
  return spec;
};

/** The value of one field of a row. */
const read = (resource: string, name: string, wire: unknown) => readRow({ [name]: wire }, specOf(resource))[name];

describe('a code of fixed width', () => {
  it.each([
    ['crm/Accounts', 'Code', '             20001', '20001'],
    ['crm/Accounts', 'Country', 'NL ', 'NL'],
    ['crm/Accounts', 'SalesVATCode', '2  ', '2'],
    ['salesorder/SalesOrderLines', 'VATCode', '2  ', '2'],
    ['vat/VATCodes', 'Code', 'BEH', 'BEH'],
    ['logistics/Items', 'Unit', 'stuk    ', 'stuk'],
    ['logistics/Units', 'Code', 'stuk    ', 'stuk'],
  ])('%s.%s loses its padding when it is read and gets it back in a filter', (resource, name, wire, value) => {
    expect(read(resource, name, wire)).toBe(value);
    expect(literal(value, specOf(resource).fields[name] as FieldSpec)).toBe(`'${wire}'`);
  });

  it('is null if it has only blanks', () => {
    expect(read('salesorder/SalesOrderLines', 'VATCode', '   ')).toBeNull();
    expect(read('crm/Accounts', 'Name', '')).toBeNull();
  });

  it('keeps the blanks of every other text', () => {
    expect(read('logistics/Items', 'Code', ' A-7 ')).toBe(' A-7 ');
  });
});

describe('a number', () => {
  it('is an exact decimal for Edm.Double, and a whole number for whole-number types', () => {
    const amount = read('salesorder/SalesOrders', 'AmountFC', new Big('0.1'));
    expect(amount).toBeInstanceOf(Big);
    expect(String(amount)).toBe('0.1');
    expect(read('salesorder/SalesOrders', 'AmountFC', '19.95')).toEqual(new Big('19.95'));
    expect(read('salesorder/SalesOrders', 'Status', new Big('21'))).toBe(21);
  });

  it('has no tail that a double cannot hold', () => {
    const price = (wire: Big) => String(read('salesorder/SalesOrderLines', 'NetPrice', wire));
    expect(price(new Big('54.50000000000001'))).toBe('54.5');
    expect(price(new Big('0.30000000000000004'))).toBe('0.3');
    expect(price(new Big('12345678.0123456'))).toBe('12345678.0123456');
  });

  it('has up to six decimals if it is an amount, as sums of doubles are off in the last digit', () => {
    const orders = exactOnlineCatalog.resources.get('salesorder/SalesOrders');
    if (orders === undefined) throw new Error('no orders');
    const row = readRow(
      {
        AmountDC: new Big('1234.560000000012'),
        AmountFC: new Big('-0.0000000001'),
        Discount: new Big('0.33333333333'),
      },
      orders,
    );
    expect(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]))).toEqual({
      AmountDC: '1234.56',
      AmountFC: '0',
      Discount: '0.33333333333',
    });
  });
});

describe('what is not filled in', () => {
  it.each([
    ['InvoiceNumber', 0, null],
    ['OrderNumber', '0', null],
    ['AmountDC', new Big(0), new Big(0)],
    ['DueDate', '/Date(-62135596800000)/', null],
    ['DueDate', '0001-01-01T00:00:00', null],
    ['YourRef', '  ', null],
  ])('is no value of an invoice: %s %s', (field, wire, value) => {
    const invoices = exactOnlineCatalog.resources.get('salesinvoice/SalesInvoices');
    if (invoices === undefined) throw new Error('no invoices');
    expect(readRow({ [field]: wire }, invoices)).toEqual({ [field]: value });
  });
});

describe('a value that is none of its type', () => {
  it.each([
    ['AmountDC', '7,00'],
    ['Status', 'open'],
    ['OrderDate', 'gisteren'],
  ])('is refused, and not read as nothing: %s %s', (field, wire) => {
    const orders = exactOnlineCatalog.resources.get('salesorder/SalesOrders');
    if (orders === undefined) throw new Error('no orders');
    expect(() => readRow({ OrderNumber: 41, [field]: wire }, orders)).toThrow(
      `Exact Online answered a record of salesorder/SalesOrders (41) whose ${field} cannot be read.`,
    );
    expect(readWhole({ OrderNumber: 41, [field]: wire }, orders)).toEqual({ OrderNumber: 41 });
  });
});

describe('a date', () => {
  it('is in Dutch time', () => {
    const wire = `/Date(${Date.UTC(2026, 2, 29, 23, 30)})/`;
    expect(read('salesorder/SalesOrders', 'OrderDate', wire)).toEqual(new LocalDateTime('2026-03-29T23:30:00'));
  });
});

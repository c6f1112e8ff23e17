import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/http/json.ts';
import { asperionCatalog } from '../../../src/systems/asperion/catalog.ts';
import { askedOf, readRecord, type WireObject } from '../../../src/systems/asperion/rows.ts';

/** A record as it is read from JSON, for somebody who wants some fields of it, or all. */
function read(resource: string, json: string, fields?: readonly string[]) {
  const spec = asperionCatalog.resources.get(resource);
  if (spec === undefined) throw new Error(resource);
  const body = readJson({ status: 200, headers: {}, text: json } as unknown as Parameters<typeof readJson>[0]);
  return askedOf(readRecord(body as WireObject, spec, asperionCatalog), spec, fields ?? Object.keys(spec.fields));
}

describe('a number', () => {
  it.each(['12.5', '"12.5"', '1.25e1'])('is read from %s', (price) => {
    expect(read('articles', `{"salesPrice":${price}}`)).toEqual({ salesPrice: new Big('12.5') });
  });

  it('has no tail of a sum of doubles, and an amount has up to six decimals', () => {
    expect(read('salesinvoices', '{"amountInclVat":21.000000000000014,"vatAmount":1234.560000000012}')).toEqual({
      amountInclVat: new Big(21),
      vatAmount: new Big('1234.56'),
    });
    expect(read('articles', '{"salesPrice":0.30000000000000004}')).toEqual({ salesPrice: new Big('0.3') });
    expect(read('articles', '{"salesPrice":0.33333333333}')).toEqual({ salesPrice: new Big('0.33333333333') });
  });

  it.each(['"12,50"', '"1.250,00"', '"free"', '{}'])('is not read as nothing from %s', (price) => {
    const bad = {
      code: 'BAD_ANSWER',
      message: 'Asperion answered a record of articles (STOEL) whose salesPrice is no number.',
    };
    expect(() => read('articles', `{"articleNumber":"STOEL","salesPrice":${price}}`)).toThrow(
      expect.objectContaining(bad),
    );
  });
});

describe('a yes or no', () => {
  it.each([
    ['true', true],
    ['1', true],
    ['"True"', true],
    ['false', false],
    ['0', false],
    ['"FALSE"', false],
    ['null', null],
  ])('%s is read as %s', (wire, value) => {
    expect(read('articles', `{"isStockArticle":${wire}}`)).toEqual({ isStockArticle: value });
  });

  it('is not guessed from another word', () => {
    expect(() => read('articles', '{"id":7,"isStockArticle":"yes"}')).toThrow(
      'a record of articles (7) whose isStockArticle is neither true nor false',
    );
  });
});

describe('a date or a number that is none', () => {
  it.each([
    ['salesinvoices', '{"id":7,"date":"31-12-2026"}', 'a record of salesinvoices (7) whose date is no date'],
    [
      'debtors',
      '{"id":7,"paymentConditionId":"seven"}',
      'a record of debtors (7) whose paymentConditionId is no number',
    ],
  ])('of %s is not taken for nothing: %s', (resource, body, says) => {
    expect(() => read(resource, body)).toThrow(says);
  });
});

describe('what is not filled in', () => {
  it.each([
    ['salesinvoiceswithlines', '{"date":"0001-01-01T00:00:00"}', { date: null }],
    ['salesinvoiceswithlines', '{"paymentDueDate":"0001-01-01T00:00:00+01:00"}', { paymentDueDate: null }],
    ['salesinvoiceswithlines', '{"paymentConditionId":0,"bookyear":0}', { paymentConditionId: null, bookyear: 0 }],
    [
      'salesinvoiceswithlines.lines',
      '{"ledgerAccountId":"0","costUnitId":0}',
      { ledgerAccountId: null, costUnitId: null },
    ],
    ['salesinvoiceswithlines', '{"invoiceNumber":"0"}', { invoiceNumber: null }],
    ['salesinvoiceswithlines', '{"invoiceNumber":0}', { invoiceNumber: null }],
    ['salesinvoiceswithlines', '{"invoiceNumber":"  "}', { invoiceNumber: null }],
    ['debtors', '{"customerNumber":"0"}', { customerNumber: '0' }],
  ])('is no value of %s: %s', (resource, body, values) => {
    expect(read(resource, body)).toEqual(values);
  });
});

describe('the lines of a document', () => {
  const invoice = (meta: string) => `{"id":12,"lines":{"_data":[{"amount":1}]${meta}}}`;

  it.each(['', ',"_meta":{}', ',"_meta":{"totalCount":1}'])('are read with %j', (meta) => {
    expect(read('salesinvoiceswithlines', invoice(meta)).lines).toEqual([{ amount: new Big(1) }]);
  });

  it.each(['2', '"2"'])('are not read in part: of %s', (total) => {
    const cut = () => read('salesinvoiceswithlines', invoice(`,"_meta":{"totalCount":${total},"nextPage":"x?page=2"}`));
    expect(cut).toThrow('a record of salesinvoiceswithlines (12) with a part of its lines');
  });

  it('are refused for a value that is none, by those who want it', () => {
    const odd = (fields: readonly string[]) => () =>
      read('salesinvoiceswithlines', '{"id":12,"lines":{"_data":[{"amount":"1,00","description":"Stoel"}]}}', fields);
    const says = 'a record of salesinvoiceswithlines (12) whose lines.amount is no number';
    expect(odd(['lines.amount'])).toThrow(says);
    expect(odd(['lines'])).toThrow(says);
    expect(odd(['date', 'lines.description'])()).toEqual({ id: 12, lines: [{ description: 'Stoel' }] });
  });
});

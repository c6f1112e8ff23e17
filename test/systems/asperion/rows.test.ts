import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/http/json.ts';
import { asperionCatalog } from '../../../src/systems/asperion/catalog.ts';
import { readRecord, type WireObject } from '../../../src/systems/asperion/rows.ts';

/** A record as it is read from JSON. */
function read(resource: string, json: string) {
  const spec = asperionCatalog.resources.get(resource);
  if (spec === undefined) throw new Error(resource);
  const body = readJson({ status: 200, headers: {}, text: json } as unknown as Parameters<typeof readJson>[0]);
  return readRecord(body as WireObject, spec, asperionCatalog);
}

describe('a number', () => {
  it.each(['12.5', '"12.5"', '1.25e1'])('is read from %s', (price) => {
    expect(read('articles', `{"salesPrice":${price}}`)).toEqual({ salesPrice: new Big('12.5') });
  });

  it.each(['"12,50"', '"1.250,00"', '"free"', '{}'])('is not read as nothing from %s', (price) => {
    const bad = {
      code: 'BAD_ANSWER',
      message: 'Asperion answered a record of articles whose salesPrice is no number.',
    };
    expect(() => read('articles', `{"salesPrice":${price}}`)).toThrow(expect.objectContaining(bad));
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
    expect(() => read('articles', '{"isStockArticle":"yes"}')).toThrow('isStockArticle is neither true nor false');
  });
});

describe('the lines of a document', () => {
  const invoice = (meta: string) => `{"lines":{"_data":[{"amount":1}]${meta}}}`;

  it.each(['', ',"_meta":{}', ',"_meta":{"totalCount":1}'])('are read with %j', (meta) => {
    expect(read('salesinvoiceswithlines', invoice(meta)).lines).toEqual([{ amount: new Big(1) }]);
  });

  it('are not read in part', () => {
    const cut = () => read('salesinvoiceswithlines', invoice(',"_meta":{"totalCount":2,"nextPage":"x?page=2"}'));
    expect(cut).toThrow('a record of salesinvoiceswithlines with 1 of its 2 lines');
  });
});

import { describe, expect, it } from 'vitest';
import { never } from '../transport.ts';
import { callsSince, debtor, debtors, find, withAsperion } from './sandbox-client.ts';

describe('looking records up', () => {
  it('asks for equality, so that 10 does not find 100', () =>
    withAsperion(
      { rows: { debtors: [debtor(1, { characteristic5: 'EO-10' }), debtor(2, { characteristic5: 'EO-100' })] } },
      async (sandbox, newRun) => {
        const found = await find(newRun(), 'characteristic5', ['EO-10']);
        expect(found.map((record) => record.name)).toEqual(['Debtor 1']);
        expect(callsSince(sandbox, 0)).toEqual([expect.stringContaining('Characteristic5_comparison=Equals')]);
      },
    ));

  it.each([1, 4])('an odd value stops those who want its field, and no others: %i looked up', (count) =>
    withAsperion(
      { rows: { articles: [1, 2, 3].map((n) => ({ articleNumber: `A${n}`, salesPrice: n })) } },
      async (sandbox, newRun) => {
        const rewrite = (body: string): string => body.replaceAll('"salesPrice":2', '"salesPrice":"2,00"');
        sandbox.faults.add({ method: 'GET', path: /articles/i, act: 'replace', times: 20, rewrite });
        const client = newRun();
        const values = ['A2', 'A1', 'A3', 'A4'].slice(0, count);
        const look = (fields: readonly string[]) =>
          client.find({ resource: 'articles', field: 'articleNumber', values, fields, signal: never });
        expect(await look(['description'])).toHaveLength(Math.min(count, 3));
        await expect(look(['salesPrice'])).rejects.toThrow('a record of articles (A2) whose salesPrice is no number');
      },
    ),
  );

  it('filters by itself if the API ignores the comparison', () =>
    withAsperion(
      { rows: { debtors: [debtor(1, { characteristic5: 'EO-10' }), debtor(2, { characteristic5: 'EO-100' })] } },
      async (_sandbox, newRun) => {
        const found = await find(newRun({ comparisonSuffix: '' }), 'characteristic5', ['EO-10']);
        expect(found.map((record) => record.name)).toEqual(['Debtor 1']);
      },
    ));

  it('reads the list once if that is cheaper than single look-ups, and then answers from memory', () =>
    withAsperion({ rows: debtors(250) }, async (sandbox, newRun) => {
      const client = newRun();
      const wanted = Array.from({ length: 50 }, (_, index) => `EO-${index + 100}`);
      expect(await find(client, 'characteristic5', wanted)).toHaveLength(50);
      expect(callsSince(sandbox, 0)).toHaveLength(3);
      expect(await find(client, 'customerNumber', ['10007', 'unknown'])).toMatchObject([{ name: 'Debtor 7' }]);
      expect(callsSince(sandbox, 0)).toHaveLength(3);
    }));

  it('asks three times before it reads even a short list', () =>
    withAsperion({ rows: debtors(5) }, async (sandbox, newRun) => {
      const client = newRun();
      await find(client, 'characteristic5', ['EO-1', 'EO-2', 'EO-3']);
      const isFilter = (call: string) => call.includes('Characteristic5=');
      expect(callsSince(sandbox, 0).map(isFilter)).toEqual([true, true, true]);
      await find(client, 'characteristic5', ['EO-4']);
      expect(callsSince(sandbox, 0).map(isFilter)).toEqual([true, true, true, false]);
    }));

  it('reads a short list at once when it is asked for four records', () =>
    withAsperion({ rows: debtors(5) }, async (sandbox, newRun) => {
      expect(await find(newRun(), 'characteristic5', ['EO-1', 'EO-2', 'EO-3', 'EO-4'])).toHaveLength(4);
      expect(callsSince(sandbox, 0)).toHaveLength(1);
    }));

  it('asks one by one if the list is longer, until that has cost as much', () =>
    withAsperion({ rows: debtors(100) }, async (sandbox, newRun) => {
      const client = newRun({ pageSize: 10 });
      const five = (start: number) => Array.from({ length: 5 }, (_, index) => `EO-${start + index}`);
      expect(await find(client, 'characteristic5', five(1))).toHaveLength(5);
      expect(callsSince(sandbox, 0)).toHaveLength(1 + 5);
      expect(await find(client, 'characteristic5', five(11))).toHaveLength(5);
      expect(callsSince(sandbox, 0)).toHaveLength(1 + 5 + 10);
      expect(await find(client, 'characteristic5', five(21))).toHaveLength(5);
      expect(callsSince(sandbox, 0)).toHaveLength(1 + 5 + 10);
    }));

  it('finds a VAT number in any format, and an e-mail address in any case', () =>
    withAsperion(
      { rows: { debtors: [debtor(1, { vatNumber: 'NL001234567B01', emailAddress: 'Info@Bakker.example' })] } },
      async (_sandbox, newRun) => {
        expect(await find(newRun(), 'vatNumber', ['NL 0012.345.67.B01'])).toHaveLength(1);
        expect(await find(newRun(), 'emailAddress', ['info@bakker.example'])).toHaveLength(1);
      },
    ));

  it('knows what the run wrote, and asks again if fresh data is needed', () =>
    withAsperion({ rows: debtors(5) }, async (sandbox, newRun) => {
      const client = newRun();
      await find(client, 'characteristic5', ['EO-1', 'EO-2', 'EO-3', 'EO-4']);
      const created = await client.create({ resource: 'debtors', values: debtor(77), signal: never });
      await client.update({ resource: 'debtors', key: 1, values: { characteristic5: 'EO-1000' }, signal: never });
      const from = sandbox.requests.length;
      expect(await find(client, 'characteristic5', ['EO-77', 'EO-1000', 'EO-1'])).toMatchObject([
        { id: created.id },
        { name: 'Debtor 1' },
      ]);
      expect(callsSince(sandbox, from)).toEqual([]);
      sandbox.insert('debtors', debtor(88));
      expect(await find(client, 'characteristic5', ['EO-88'])).toEqual([]);
      expect(await find(client, 'characteristic5', ['EO-88'], { fresh: true })).toHaveLength(1);
      expect(await find(client, 'characteristic5', ['EO-88'])).toHaveLength(1);
    }));

  it('reads a record by its address if the list lacks it and the caller must know it is gone', () =>
    withAsperion({ rows: debtors(1) }, async (sandbox, newRun) => {
      const body = '{"_data":[],"_meta":{"totalCount":0,"pageCount":0,"nextPage":null}}';
      sandbox.faults.add({ act: 'replace', method: 'GET', path: /\/debtors$/, body, times: 9 });
      const find = (fresh: boolean) =>
        newRun().find({ resource: 'debtors', field: 'id', values: [1], fields: ['name'], fresh, signal: never });
      expect(await find(true)).toMatchObject([{ name: 'Debtor 1' }]);
      expect(await find(false)).toEqual([]);
    }));

  it('reads what it wrote if the answer had only the id', () =>
    withAsperion({ rows: debtors(5) }, async (sandbox, newRun) => {
      const client = newRun();
      await find(client, 'characteristic5', ['EO-1', 'EO-2', 'EO-3', 'EO-4']);
      sandbox.faults.add({ method: 'POST', path: /debtors/, act: 'replace', body: '{"id":6}' });
      const values = debtor(77, { customerNumber: null });
      expect(await client.create({ resource: 'debtors', values, signal: never })).toEqual({ id: 6 });
      expect(await find(client, 'characteristic5', ['EO-77'])).toMatchObject([{ customerNumber: expect.any(String) }]);
    }));

  it('also finds inactive articles, because their numbers are taken', () =>
    withAsperion(
      { rows: { articles: [{ articleNumber: 'OLD', description: 'Old', activeState: 'Inactive' }] } },
      async (_sandbox, newRun) => {
        const request = { resource: 'articles', field: 'articleNumber', values: ['OLD'], fields: [], signal: never };
        expect(await newRun().find(request)).toHaveLength(1);
      },
    ));

  it('lists a reference list and reads records by reference', () =>
    withAsperion({ rows: debtors(2) }, async (_sandbox, newRun) => {
      const vatCodes = await newRun().list({ resource: 'vatcodes', fields: ['id', 'percentage'], signal: never });
      expect(vatCodes.length).toBeGreaterThan(3);
      const read = {
        resource: 'debtors',
        by: 'reference',
        values: ['10002'],
        fields: ['name'],
        signal: never,
      } as const;
      expect(await newRun().read(read)).toMatchObject([{ reference: '10002', fields: { name: 'Debtor 2' } }]);
    }));
});

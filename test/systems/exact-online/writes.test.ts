import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import { AccessError, RecordError, UnclearWriteError } from '../../../src/errors/errors.ts';
import { LocalDateTime } from '../../../src/values.ts';
import { never } from '../transport.ts';
import { failure, withExact } from './fake-exact.ts';

const ID = 'a0a0a0a0-0000-0000-0000-000000000001';
const ITEM = 'b0b0b0b0-0000-0000-0000-000000000002';

const errorBody = (value: string): string => JSON.stringify({ error: { code: '', message: { lang: '', value } } });

describe('writing', () => {
  const item = {
    resource: 'logistics/Items',
    values: { Code: 'A1', Barcode: null, StandardSalesPrice: null },
    signal: never,
  };

  it('creates and asks all back, leaves out nulls, writes decimals and dates as Exact does', () =>
    withExact({}, async (exact, fake) => {
      fake.answer = () => ({ status: 201, body: JSON.stringify({ d: { ID: ID.toUpperCase(), Price: 12.1 } }) });
      const created = await exact.create({
        resource: 'logistics/SalesItemPrices',
        values: {
          Item: ITEM,
          Price: new Big('12.10'),
          Account: null,
          StartDate: new LocalDateTime('2026-01-01T00:00:00'),
        },
        signal: never,
      });
      expect(created).toEqual({ ID, Price: new Big('12.1') });
      const call = fake.calls[0];
      expect([call?.method, call?.path, call?.headers.prefer]).toEqual([
        'POST',
        'logistics/SalesItemPrices',
        'return=representation',
      ]);
      expect(call?.body).toBe(`{"Item":"${ITEM}","Price":12.1,"StartDate":"2026-01-01T00:00:00"}`);
    }));

  it('changes one record by its key, and null clears', () =>
    withExact({}, async (exact, fake) => {
      fake.answer = () => ({ status: 204 });
      await exact.update({ resource: 'logistics/Items', key: ITEM, values: { Barcode: null }, signal: never });
      expect(fake.calls[0]).toMatchObject({
        method: 'PUT',
        path: `logistics/Items(guid'${ITEM}')`,
        body: '{"Barcode":null}',
      });
    }));

  it('leaves the outcome of a business error open and keeps its sentences', () =>
    withExact({}, async (exact, fake) => {
      fake.answer = () => ({ status: 500, body: errorBody('Gegeven bestaat reeds.\r\nVerplicht: Serie') });
      const error = await failure(exact.create(item));
      expect(error).toBeInstanceOf(UnclearWriteError);
      expect(error).toMatchObject({ answer: 'Gegeven bestaat reeds.; Verplicht: Serie' });
      expect(fake.calls).toHaveLength(1);
    }));

  it('leaves the outcome open when the answer lacks the new key', () =>
    withExact({}, async (exact, fake) => {
      fake.answer = () => ({ status: 201, body: '{"d":{"ID":null}}' });
      expect(await failure(exact.create(item))).toMatchObject({ code: 'WRITE_UNCLEAR', answer: null });
    }));

  it.each([
    ['a page', '<!doctype html><title>Onderhoud</title>', null],
    ['an error', errorBody('Er is een fout opgetreden.'), 'Er is een fout opgetreden.'],
    ['half an answer', '{"d":{"ID"', null],
  ])('leaves the outcome open when a success holds %s', (_what, body, answer) =>
    withExact({}, async (exact, fake) => {
      fake.answer = () => ({ status: 200, headers: { 'content-type': 'text/html' }, body });
      const update = exact.update({ resource: 'logistics/Items', key: ITEM, values: { Code: 'B' }, signal: never });
      expect(await failure(update)).toMatchObject({ code: 'WRITE_UNCLEAR', answer });
      expect(await failure(exact.create(item))).toMatchObject({ code: 'WRITE_UNCLEAR', answer });
      expect(fake.calls).toHaveLength(2);
    }),
  );

  it('stops when the new record is of another division', () =>
    withExact({}, async (exact, fake) => {
      const uri = `${fake.url}/api/v1/999/logistics/Items(guid'${ID}')`;
      fake.answer = () => ({ status: 201, body: JSON.stringify({ d: { __metadata: { uri }, ID } }) });
      expect(await failure(exact.create(item))).toMatchObject({ code: 'WRONG_DIVISION' });
    }));

  it('distinguishes a refused record from one that is gone', () =>
    withExact({}, async (exact, fake) => {
      fake.answer = () => ({ status: 400, body: errorBody('Ongeldig: Code') });
      const refused = await failure(exact.create(item));
      expect(refused).toBeInstanceOf(RecordError);
      expect(refused).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('Ongeldig: Code') });
      fake.answer = () => ({ status: 404, body: '' });
      const gone = exact.update({ resource: 'logistics/Items', key: ITEM, values: { Code: 'B' }, signal: never });
      expect(await failure(gone)).toMatchObject({ code: 'NOT_FOUND' });
    }));

  it("does not take a gateway's page for a record that is gone, nor for a missing right", () =>
    withExact({}, async (exact, fake) => {
      const headers = { 'content-type': 'text/html' };
      fake.answer = () => ({ status: 404, headers, body: '<html>No route</html>' });
      const change = exact.update({ resource: 'logistics/Items', key: ITEM, values: { Code: 'B' }, signal: never });
      expect(await failure(change)).toMatchObject({ code: 'WRITE_UNCLEAR' });
      const read = () =>
        exact.find({ resource: 'crm/Accounts', field: 'ID', values: [ID], fields: ['Name'], signal: never });
      expect(await failure(read())).toMatchObject({
        code: 'READ_REFUSED',
        message: 'A firewall or proxy refused to read bulk/CRM/Accounts of Exact Online: HTTP 404 with a web page',
      });
      fake.answer = () => ({ status: 403, headers, body: '<HTML>Access Denied</HTML>' });
      expect(await failure(read())).toMatchObject({ code: 'FORBIDDEN', message: expect.stringMatching(/firewall/) });
    }));

  it('stops for a refusal that concerns the account, not the record', () =>
    withExact({}, async (exact, fake) => {
      fake.answer = () => ({ status: 403, headers: { Reason: 'LicenseExpired' }, body: errorBody('Forbidden') });
      const error = await failure(exact.create(item));
      expect(error).toBeInstanceOf(AccessError);
      expect(error.code).toBe('FORBIDDEN');
      const read = exact.find({ resource: 'crm/Accounts', field: 'ID', values: [ID], fields: ['Name'], signal: never });
      // One cause for all that is asked.
      for (const { message } of [error, await failure(read)]) {
        expect(message).toBe('Exact Online refuses the user or the administration: Forbidden (LicenseExpired)');
      }
      fake.answer = () => ({ status: 403, headers: { Reason: 'SomethingElse' }, body: errorBody('Forbidden') });
      expect((await failure(exact.create(item))).message).toBe(
        'Exact Online refused to write logistics/Items: Forbidden (SomethingElse)',
      );
    }));
});

import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import { AccessError, TransientError } from '../../../src/errors/errors.ts';
import type { System } from '../../../src/systems/system.ts';
import type { TokenChain } from '../../../src/systems/tokens/token-chain.ts';
import { LocalDateTime } from '../../../src/values.ts';
import { never } from '../transport.ts';
import { failure, withExact } from './fake-exact.ts';

const ID = 'a0a0a0a0-0000-0000-0000-000000000001';
const ITEM = 'b0b0b0b0-0000-0000-0000-000000000002';

describe('looking records up', () => {
  it('asks for many account codes in one bulk call, padded, and unpads the answer', () =>
    withExact(
      { 'bulk/CRM/Accounts': [{ ID, Code: '20001'.padStart(18), Language: 'NL'.padEnd(10), Email: '' }] },
      async (exact, fake) => {
        const found = await exact.find({
          resource: 'crm/Accounts',
          field: 'Code',
          values: ['20001', '20002'],
          fields: ['Language', 'Email'],
          signal: never,
        });
        expect(found).toEqual([{ ID, Code: '20001', Language: 'NL', Email: null }]);
        expect(fake.calls).toHaveLength(1);
        expect(fake.calls[0]?.filter).toBe(`Code eq '${'20001'.padStart(18)}' or Code eq '${'20002'.padStart(18)}'`);
        expect(fake.calls[0]?.headers.accept).toBe('application/json');
      },
    ));

  it('splits a look-up so that no address is longer than 6,000 characters, and misses none', () => {
    const ids = Array.from({ length: 300 }, (_, index) => `c0c0c0c0-0000-0000-0000-${String(index).padStart(12, '0')}`);
    const rows = ids.map((id) => ({ ID: id, Code: '1' }));
    return withExact({ 'bulk/CRM/Accounts': rows }, async (exact, fake) => {
      const request = { resource: 'crm/Accounts', field: 'ID', values: ids, fields: ['Name'], signal: never };
      expect(await exact.find(request)).toHaveLength(300);
      expect(Math.max(...fake.calls.map((call) => call.length))).toBeLessThanOrEqual(6000);
      expect(fake.calls.length).toBeLessThan(6);
    });
  });

  it('uses the plain resource for a field that bulk does not have', () =>
    withExact(
      { 'crm/Accounts': [{ ID, Code: '1', ClientGroup: 'c0c0c0c0-0000-0000-0000-00000000000A' }] },
      async (exact, fake) => {
        const found = await exact.find({
          resource: 'crm/Accounts',
          field: 'ID',
          values: [ID.toUpperCase()],
          fields: ['ClientGroup'],
          signal: never,
        });
        expect(found[0]?.ClientGroup).toBe('c0c0c0c0-0000-0000-0000-00000000000a');
        expect(fake.calls.map((call) => call.path)).toEqual(['crm/Accounts']);
      },
    ));

  it.each([
    ['a text', { results: '7' }],
    ['a list of texts', { results: ['7'] }],
    ['a bare list of numbers', [7]],
    ['a row without its key', { results: [{ Code: '1', Name: 'Bakkerij' }] }],
    ['a row without a field that was asked for', { results: [{ ID, Code: '1' }] }],
    ['an object of another kind', { Message: 'Even geduld.' }],
  ])('does not take %s for a list that lacks what was asked for', (_, d) =>
    withExact({}, async (exact, fake) => {
      fake.answer = () => ({ status: 200, body: JSON.stringify({ d }) });
      const request = { resource: 'crm/Accounts', field: 'ID', values: [ID], fields: ['Name'], signal: never };
      await expect(exact.find(request)).rejects.toMatchObject({ code: 'BAD_ANSWER' });
    }),
  );

  it('doubles quotes in texts, and asks for null as null', () =>
    withExact({ 'bulk/Logistics/Items': [{ ID: ITEM, Code: "D'OR" }] }, async (exact, fake) => {
      const request = { resource: 'logistics/Items', field: 'Code', values: ["D'OR"], fields: [], signal: never };
      expect(await exact.find(request)).toHaveLength(1);
      expect(fake.calls[0]?.filter).toBe("Code eq 'D''OR'");
    }));

  it('finds a VAT number however it was typed', () =>
    withExact(
      { 'sync/CRM/Accounts': [{ Timestamp: 5, ID, Code: '1', VATNumber: 'NL 0012.345.67.B01' }] },
      async (exact) => {
        const request = {
          resource: 'crm/Accounts',
          field: 'VATNumber',
          values: ['nl001234567b01'],
          fields: [],
          signal: never,
        };
        expect(await exact.find(request)).toHaveLength(1);
      },
    ));

  it('reads exact decimals, dates on the Dutch clock, and follows pages', () => {
    const price = { ID, Item: ITEM, ItemCode: 'A1', Price: 0.1, StartDate: '/Date(1455753600000)/', Quantity: 1 };
    return withExact({ 'bulk/Logistics/SalesItemPrices': [price, { ...price, ID: ITEM }] }, async (exact, fake) => {
      fake.pageSize = 1;
      const found = await exact.find({
        resource: 'logistics/SalesItemPrices',
        field: 'Item',
        values: [ITEM],
        fields: ['Price', 'StartDate', 'EndDate'],
        signal: never,
      });
      expect(found).toHaveLength(2);
      expect(found[0]).toMatchObject({
        Price: new Big('0.1'),
        StartDate: new LocalDateTime('2016-02-18T00:00:00'),
        EndDate: null,
      });
    });
  });

  it('reads an order with its lines by number, and ignores texts that are not numbers', () =>
    withExact(
      {
        'bulk/SalesOrder/SalesOrders': [{ OrderID: ID, OrderNumber: 12, Status: 21 }],
        'bulk/SalesOrder/SalesOrderLines': [
          { ID: ITEM, OrderID: ID, LineNumber: 2, AmountFC: 2 },
          { ID, OrderID: ID, LineNumber: 1, AmountFC: 1 },
        ],
      },
      async (exact) => {
        const records = await exact.read({
          resource: 'salesorder/SalesOrders',
          by: 'reference',
          values: ['12', 'no-number'],
          fields: ['Status', 'SalesOrderLines.AmountFC'],
          signal: never,
        });
        expect(records).toHaveLength(1);
        expect(records[0]).toMatchObject({ key: ID, reference: '12', fields: { Status: 21 } });
        expect(records[0]?.fields.SalesOrderLines).toMatchObject([{ LineNumber: 1 }, { LineNumber: 2 }]);
      },
    ));

  it('says when a record that is read by its key last changed', () =>
    withExact(
      { 'bulk/CRM/Accounts': [{ ID, Name: 'Bakkerij 1', Modified: '/Date(1764075600000)/' }] },
      async (exact) => {
        const request = { resource: 'crm/Accounts', by: 'key', values: [ID], fields: ['Name'], signal: never } as const;
        expect((await exact.read(request))[0]?.changedAt).toBe('2025-11-25T13:00:00');
      },
    ));

  it('lists a resource through its sync twin, because a plain list may be refused', () =>
    withExact({ 'sync/Financial/GLAccounts': [{ ID, Code: '8000', Timestamp: 9 }] }, async (exact, fake) => {
      const accounts = await exact.list({ resource: 'financial/GLAccounts', fields: ['Description'], signal: never });
      expect(accounts).toMatchObject([{ ID, Code: '8000' }]);
      expect(fake.calls[0]?.filter).toBe('Timestamp gt 1L');
    }));
});

describe('answers that must not be trusted', () => {
  const find = (exact: System) =>
    exact.find({ resource: 'crm/Accounts', field: 'ID', values: [ID], fields: ['Name'], signal: never });

  it('stops when one of the rows belongs to another division', () =>
    withExact({}, async (exact, fake) => {
      const row = (division: string) => ({
        __metadata: { uri: `${fake.url}/api/v1/${division}/bulk/CRM/Accounts(guid'${ID}')` },
        ID,
      });
      fake.answer = () => ({ status: 200, body: JSON.stringify({ d: { results: [row('123'), row('999')] } }) });
      expect(await failure(find(exact))).toMatchObject({ code: 'WRONG_DIVISION' });
    }));

  it('never follows a next page to another host', () =>
    withExact({}, async (exact, fake) => {
      const d = { results: [], __next: 'http://127.0.0.1:9/api/v1/123/bulk/CRM/Accounts' };
      fake.answer = () => ({ status: 200, body: JSON.stringify({ d }) });
      expect(await failure(find(exact))).toMatchObject({ code: 'FOREIGN_ADDRESS' });
      expect(fake.calls).toHaveLength(1);
    }));

  it.each([{ uri: 'x' }, 2, ['x'], 'http://'])('never takes a page with an odd next one for the last: %j', (next) =>
    withExact({}, async (exact, fake) => {
      const d = { results: [{ ID, Code: '1', Name: 'Bakkerij' }], __next: next };
      fake.answer = () => ({ status: 200, body: JSON.stringify({ d }) });
      expect(await failure(find(exact))).toMatchObject({ code: 'BAD_ANSWER' });
    }),
  );

  it('reads a bare list, which small answers may use, and refuses JSON without records', () =>
    withExact({}, async (exact, fake) => {
      fake.answer = () => ({ status: 200, body: JSON.stringify({ d: [{ ID, Code: '1', Name: 'Bakkerij' }] }) });
      expect(await find(exact)).toEqual([{ ID, Code: '1', Name: 'Bakkerij' }]);
      fake.answer = () => ({ status: 200, body: '{}' });
      expect(await failure(find(exact))).toBeInstanceOf(TransientError);
    }));

  it('keeps the sentence of a read that keeps failing, without what was asked', () =>
    withExact({}, async (exact, fake) => {
      const value = 'Ongeldig: Divisie Bakkerij Jansen';
      const body = JSON.stringify({ error: { code: '', message: { lang: '', value } } });
      fake.answer = () => ({ status: 500, body });
      const request = { resource: 'crm/Accounts', field: 'Name', values: ['Bakkerij Jansen'], fields: ['ID'] };
      expect(await failure(exact.find({ ...request, signal: never }))).toMatchObject({
        code: 'GAVE_UP',
        message: expect.stringMatching(/\(4 tries\), last with: status 500 \(Ongeldig: Divisie \*\*\*\)$/),
      });
    }));

  it('renews a refused token once and asks again', async () => {
    const renewed: (string | undefined)[] = [];
    const tokens: TokenChain = {
      accessToken: async () => 'old',
      renew: async (refused) => {
        renewed.push(refused);
        return 'new';
      },
    };
    const tables = { 'bulk/CRM/Accounts': [{ ID, Code: '1', Name: 'Bakkerij' }] };
    await withExact(
      tables,
      async (exact, fake) => {
        fake.answer = ({ headers }) => (headers.authorization === 'Bearer new' ? undefined : { status: 401 });
        expect(await find(exact)).toHaveLength(1);
        expect(renewed).toEqual(['old']);
        fake.answer = () => ({ status: 401 });
        expect(await failure(find(exact))).toMatchObject({
          code: 'FORBIDDEN',
          message: 'Exact Online refused to read bulk/CRM/Accounts: HTTP 401',
        });
      },
      tokens,
    );
  });

  it.each([
    new TransientError('TOKEN_TOO_EARLY', 'Not before 12:00.'),
    new AccessError('NO_REFRESH_HERE', 'This run may not renew it.'),
  ])('takes a young token’s refusal for one of the resource, unless it has expired: $code', async (notNow) => {
    const tokens: TokenChain = { accessToken: async () => 'young', renew: () => Promise.reject(notNow) };
    await withExact(
      {},
      async (exact, fake) => {
        const answer = (challenge: string) => () => ({ status: 401, headers: { 'www-authenticate': challenge } });
        fake.answer = answer('Bearer error="unauthorized"');
        const error = await failure(find(exact));
        expect(error).toMatchObject({ name: 'AccessError', code: 'FORBIDDEN' });
        expect(error.message).toMatch(/refused to read bulk\/CRM\/Accounts: HTTP 401 \(Bearer error="unauthorized"\)$/);
        fake.answer = answer('Bearer error_description="access+token+expired"');
        expect(await failure(find(exact))).toBe(notNow);
      },
      tokens,
    );
  });
});

import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import { RecordError, type SyncError, UnclearWriteError } from '../../../src/errors/errors.ts';
import { LocalDateTime } from '../../../src/values.ts';
import { never } from '../transport.ts';
import { callsSince, debtor, debtors, find, withAsperion } from './sandbox-client.ts';

const failure = (promise: Promise<unknown>): Promise<SyncError> =>
  promise.then(
    () => Promise.reject(new Error('nothing was thrown')),
    (error: SyncError) => error,
  );

const noRows = (text: string): string => {
  const answer = JSON.parse(text);
  return JSON.stringify({ _meta: { ...answer._meta, totalCount: 0 }, _data: [] });
};

describe('a refused read', () => {
  it('says that names in settings.yml may be spelled differently', () =>
    withAsperion({ rows: debtors(1) }, async (sandbox, newRun) => {
      sandbox.faults.add({ act: 'status', status: 400, method: 'GET', path: /debtors$/, times: 9 });
      expect(await failure(find(newRun(), 'name', ['Debtor 1']))).toMatchObject({
        code: 'READ_REFUSED',
        hint: expect.stringContaining('asperion.comparisonSuffix'),
      });
    }));

  it.each([
    [404, 'READ_REFUSED', 'hint', 'If the address is right, an empty list may be answered so'],
    [204, 'BAD_ANSWER', 'message', 'Asperion answered no list of debtors (status 204)'],
  ])('by status %i may be an empty list, and is not taken for one', (status, code, part, says) =>
    withAsperion({ rows: debtors(1) }, async (sandbox, newRun) => {
      sandbox.faults.add({ act: 'status', status, body: '', method: 'GET', path: /debtors$/, times: 9 });
      expect(await failure(find(newRun(), 'name', ['Debtor 1']))).toMatchObject({
        code,
        [part]: expect.stringContaining(says),
      });
    }),
  );
});

describe('writing', () => {
  const invoice = {
    invoiceNumber: 'EO-1',
    debtorCustomerNumber: '10001',
    date: new LocalDateTime('2026-01-31T00:00:00'),
    journalId: '70',
    description: null,
    lines: [{ amount: new Big('10.10'), vatCode: '', ledgerAccountId: 8000, description: null }],
  };

  it('creates a document with exact lines, and reads the same back', () =>
    withAsperion({ rows: debtors(1) }, async (sandbox, newRun) => {
      const client = newRun();
      const vatCode = (await client.list({ resource: 'vatcodes', fields: [], signal: never })).find(
        (code) => code.salesCode === true,
      );
      const values = { ...invoice, lines: [{ ...invoice.lines[0], vatCode: vatCode?.id ?? null }] };
      const created = await client.create({ resource: 'salesinvoiceswithlines', values, signal: never });
      expect(typeof created.id).toBe('number');
      const body = sandbox.requests.findLast(({ method, path }) => method === 'POST' && path.startsWith('/v1/'))?.body;
      expect(body).toContain('"lines":{"_data":[{"amount":10.1,');
      expect(body).not.toContain('null');
      const found = await client.find({
        resource: 'salesinvoiceswithlines',
        field: 'invoiceNumber',
        values: ['EO-1'],
        fields: ['lines.amount'],
        signal: never,
      });
      expect(found[0]).toMatchObject({ date: invoice.date, lines: [{ amount: new Big('10.1') }] });
    }));

  it('changes only the given fields, and null clears', () =>
    withAsperion(
      { rows: { debtors: [debtor(1, { comments: 'Pays late', city: 'Gouda' })] } },
      async (sandbox, newRun) => {
        await newRun().update({ resource: 'debtors', key: 1, values: { comments: null }, signal: never });
        expect(sandbox.rows('debtors')[0]).toMatchObject({ comments: null, city: 'Gouda', name: 'Debtor 1' });
      },
    ));

  describe('where a change empties what it does not send', () => {
    const whole = { comments: 'Pays late', city: 'Gouda', iban: 'NL91ABNA0417164300', directDebit: true };
    const options = {
      rows: { debtors: [debtor(1, whole), debtor(2, { city: 'Breda' })] },
      switches: { updates: 'full' },
    } as const;
    const change = { resource: 'debtors', key: 1, values: { comments: 'Pays' }, signal: never } as const;

    it.each([
      ['shows it', undefined],
      ['is empty', { act: 'replace', status: 200, body: '' }],
      ['is lost', { act: 'drop-after' }],
      ["is a gateway's", { act: 'replace', status: 502, body: '<html>Bad gateway</html>' }],
    ] as const)('sends that once more and stops, if the answer %s', (_what, fault) =>
      withAsperion(options, async (sandbox, newRun) => {
        if (fault !== undefined) sandbox.faults.add({ method: 'PUT', path: /debtors/, ...fault });
        const client = newRun();
        for (const _again of [1, 2]) {
          expect(await failure(client.update(change))).toMatchObject({
            name: 'ConfigError',
            code: 'ASSUMPTION_CONTRADICTED',
            message: expect.stringMatching(/^Asperion emptied city, .*iban.* of 10001 in debtors, although/),
          });
          expect(sandbox.rows('debtors')[0]).toMatchObject({ ...whole, comments: 'Pays' });
        }
      }),
    );

    it('is not concluded from an answer that shows only what was sent', () =>
      withAsperion({ rows: options.rows }, async (sandbox, newRun) => {
        const cut = (text: string) => JSON.stringify({ ...JSON.parse(text), city: null, iban: null });
        sandbox.faults.add({ method: 'PUT', path: /debtors/, act: 'replace', rewrite: cut });
        await newRun().update(change);
        expect(sandbox.rows('debtors')[0]).toMatchObject({ ...whole, comments: 'Pays' });
      }));

    it('is looked for until one change shows that it does not', () =>
      withAsperion({ rows: options.rows }, async (sandbox, newRun) => {
        const client = newRun();
        sandbox.faults.add({ method: 'PUT', path: /debtors/, act: 'drop-before' });
        await failure(client.update(change));
        await client.update(change);
        const from = sandbox.requests.length;
        await client.update({ ...change, key: 2 });
        expect(callsSince(sandbox, from)).toEqual(['PUT debtors/2']);
      }));
  });

  it('distinguishes a duplicate, a refusal and a gone record, with the system’s words', () =>
    withAsperion({ rows: debtors(1) }, async (_sandbox, newRun) => {
      const client = newRun();
      const duplicate = await failure(client.create({ resource: 'debtors', values: debtor(1), signal: never }));
      expect(duplicate).toMatchObject({ code: 'DUPLICATE' });
      const refused = await failure(client.create({ resource: 'debtors', values: { name: 'X' }, signal: never }));
      expect(refused).toBeInstanceOf(RecordError);
      expect(refused).toMatchObject({ code: 'REFUSED', message: expect.stringMatching(/DebtorKindId/i) });
      const gone = client.update({ resource: 'debtors', key: 999, values: { name: 'Y' }, signal: never });
      expect(await failure(gone)).toMatchObject({ code: 'NOT_FOUND' });
    }));

  it("does not take a gateway's 404 for a record that is gone", () =>
    withAsperion({ rows: debtors(1) }, async (sandbox, newRun) => {
      const at = { act: 'status', status: 404, path: /debtors\/1$/ } as const;
      for (const body of ['<html>No route</html>', '{"statusCode":404,"message":"Resource not found"}']) {
        sandbox.faults.add({ ...at, method: 'PUT', body });
        const update = newRun().update({ resource: 'debtors', key: 1, values: { name: 'Y' }, signal: never });
        expect(await failure(update)).toBeInstanceOf(UnclearWriteError);
        sandbox.faults.add({ act: 'replace', method: 'GET', path: /debtors$/, rewrite: noRows });
        sandbox.faults.add({ ...at, method: 'GET', body });
        expect(await failure(find(newRun(), 'id', ['1'], { fresh: true }))).toMatchObject({
          code: 'BAD_ANSWER',
          message: 'Asperion did not answer for one record of debtors.',
        });
      }
      expect(sandbox.rows('debtors')[0]).toMatchObject({ name: 'Debtor 1' });
    }));

  it('does not take a record of another resource with the same id for the one that was asked for', () =>
    withAsperion({ rows: debtors(1) }, async (sandbox, newRun) => {
      const body = JSON.stringify({ id: 1, articleNumber: 'A1', description: 'Koffie' });
      const headers = { 'content-type': 'application/json' };
      sandbox.faults.add({ act: 'replace', method: 'GET', path: /debtors$/, rewrite: noRows });
      sandbox.faults.add({ act: 'replace', status: 200, headers, method: 'GET', path: /debtors\/1$/, body });
      const request = { resource: 'debtors', field: 'id', values: [1], fields: ['name'], fresh: true, signal: never };
      expect(await failure(newRun().find(request))).toMatchObject({
        code: 'BAD_ANSWER',
        message: 'Asperion did not answer for one record of debtors.',
      });
    }));

  it('leaves the outcome open when the connection is lost after the write', () =>
    withAsperion({ rows: {} }, async (sandbox, newRun) => {
      const client = newRun();
      await find(client, 'characteristic5', ['EO-1', 'EO-2', 'EO-3', 'EO-4']);
      sandbox.faults.add({ method: 'POST', path: /debtors/, act: 'drop-after' });
      const error = await failure(client.create({ resource: 'debtors', values: debtor(1), signal: never }));
      expect(error).toBeInstanceOf(UnclearWriteError);
      expect(sandbox.rows('debtors')).toHaveLength(1);
      expect(await find(client, 'characteristic5', ['EO-1'], { fresh: true })).toHaveLength(1);
    }));

  it('keeps the words of a 500', () =>
    withAsperion({ rows: {} }, async (sandbox, newRun) => {
      const body = JSON.stringify({ title: 'Error', detail: 'The ledger is locked.' });
      sandbox.faults.add({ method: 'POST', path: /debtors/, act: 'status', status: 500, body });
      const error = await failure(newRun().create({ resource: 'debtors', values: debtor(1), signal: never }));
      expect(error).toMatchObject({ code: 'WRITE_UNCLEAR', answer: 'The ledger is locked.' });
    }));
});

describe('an answer that only looks like a success', () => {
  const changed = { resource: 'debtors', key: 1, values: { city: 'Delft' }, signal: never } as const;

  it.each([
    ['a page', '<!doctype html><title>Onderhoud</title>', null],
    ['an error', '{"title":"Something went wrong.","status":500}', 'Something went wrong.'],
    ['half an answer', '{"id":1,"name"', null],
  ])('leaves the outcome open when it holds %s', (_what, body, answer) =>
    withAsperion({ rows: debtors(1) }, async (sandbox, newRun) => {
      const headers = { 'content-type': 'text/html' };
      for (const method of ['PUT', 'POST'])
        sandbox.faults.add({ method, path: /debtors/, act: 'status', status: 200, headers, body });
      expect(await failure(newRun().update(changed))).toMatchObject({ code: 'WRITE_UNCLEAR', answer });
      const values = debtor(2);
      const created = newRun().create({ resource: 'debtors', values, signal: never });
      expect(await failure(created)).toMatchObject({ code: 'WRITE_UNCLEAR', answer });
    }),
  );

  it('is a success if it is empty, as the answer to a change may be', () =>
    withAsperion({ rows: debtors(1) }, async (sandbox, newRun) => {
      sandbox.faults.add({ method: 'PUT', path: /debtors/, act: 'replace', status: 200, body: '' });
      await newRun().update(changed);
      expect(sandbox.rows('debtors')).toMatchObject([{ city: 'Delft' }]);
    }));
});

describe('tenants', () => {
  const administrations = [
    { id: 4711, name: 'Eerste BV', inTrade: true },
    { id: 4712, name: 'Tweede BV', inTrade: true, rows: debtors(3) },
  ];

  it('reads the wanted administration', () =>
    withAsperion({ rows: {}, administrations }, async (_sandbox, newRun) => {
      expect(await newRun({}, '4712').list({ resource: 'debtors', fields: [], signal: never })).toHaveLength(3);
    }));

  it('stops if the answer is about another administration, because the header was ignored', () =>
    withAsperion({ rows: {}, administrations, switches: { tenantHeader: 'X-TenantId' } }, async (_sandbox, newRun) => {
      const error = await failure(newRun({}, '4712').list({ resource: 'debtors', fields: [], signal: never }));
      expect(error).toMatchObject({ name: 'AccessError', code: 'WRONG_TENANT' });
      const spelled = newRun({ tenantHeader: 'X-TenantId' }, '4712');
      expect(await spelled.list({ resource: 'debtors', fields: [], signal: never })).toHaveLength(3);
    }));

  it('does not take what another administration made of a write for its own record', () =>
    withAsperion({ rows: {}, administrations }, async (sandbox, newRun) => {
      const headers = { 'content-type': 'application/json' };
      const body = '{"id":5,"customerNumber":"10005","_meta":{"administrationId":4711}}';
      sandbox.faults.add({ act: 'replace', method: 'POST', path: /debtors/, status: 201, headers, body });
      const values = { name: 'Bakkerij', address: 'Weg 9', debtorKindId: 'company' };
      const error = await failure(newRun({}, '4712').create({ resource: 'debtors', values, signal: never }));
      expect(error).toMatchObject({ name: 'AccessError', code: 'WRONG_TENANT' });
    }));
});

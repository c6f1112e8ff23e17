import { expect, test } from 'vitest';
import { debtor, start } from './caller.ts';

const rows = { debtors: [debtor] };
const path = '/v1/journalentrieswithlines';
const line = { description: 'Huur', vatCode: '', costCenterId: 0, bookingDate: '2026-07-01T00:00:00' };
const entry = {
  journalId: '90',
  date: '2026-07-01T00:00:00',
  sourceDocumentNumber: 'EO-7',
  lines: {
    _data: [
      { ...line, amount: 121, ledgerAccountId: 1300, debtorId: 1 },
      { ...line, amount: -100, ledgerAccountId: 8000, vatCode: 'VH', vatAmount: -21 },
      { ...line, amount: -21, ledgerAccountId: 1500 },
    ],
  },
};
const keys = (body: { errors: object }) => Object.keys(body.errors);

test('a balanced entry is stored as to be booked, bare and without _meta (AS-journal-entries)', async () => {
  await using started = await start({ rows });
  const { status, body } = await started.call('POST', path, entry);
  expect(status).toBe(201);
  expect(body).toMatchObject({ id: 1, state: 1, bookyear: 2026, bookperiod: 7, sourceDocumentNumber: 'EO-7' });
  expect(body).not.toHaveProperty('_meta');
  expect((await started.call('GET', `${path}/1`)).body).toEqual(body);
});

test('an entry out of balance is 400, except in a bank journal (AS-journal-entries)', async () => {
  await using started = await start({ rows });
  const lines = {
    _data: [
      { ...line, amount: 0.3, ledgerAccountId: 1300 },
      { ...line, amount: -0.29, ledgerAccountId: 8000 },
    ],
  };
  const { status, body } = await started.call('POST', path, { ...entry, lines });
  expect(status).toBe(400);
  expect(body.errors.Lines[0]).toContain('0.01');
  expect((await started.call('POST', path, { ...entry, lines, journalId: '20' })).status).toBe(201);
});

test('a list without BookYear is 400, and with it is filtered (AS-book-year)', async () => {
  await using started = await start({ rows });
  await started.call('POST', path, entry);
  const missing = await started.call('GET', `${path}?SourceDocumentNumber=EO-7`);
  expect(missing.status).toBe(400);
  expect(keys(missing.body)).toEqual(['Bookyear']);
  expect((await started.call('GET', `${path}?BookYear=2026&SourceDocumentNumber=EO-7`)).body._meta.totalCount).toBe(1);
  expect((await started.call('GET', `${path}?BookYear=2025`)).body._meta.totalCount).toBe(0);
});

test('a closed period or year is 400 (AS-closed-periods)', async () => {
  const closedPeriods = [{ bookyear: 2025 }, { bookyear: 2026, bookperiod: 6 }];
  await using started = await start({ rows, switches: { closedPeriods } });
  expect((await started.call('POST', path, entry)).status).toBe(201);
  for (const date of ['2026-06-30T00:00:00', '2025-12-31T00:00:00']) {
    const { status, body } = await started.call('POST', path, { ...entry, date });
    expect(status).toBe(400);
    expect(keys(body)).toEqual(['Bookperiod']);
  }
  expect((await started.call('POST', path, { ...entry, bookyear: 2026, bookperiod: 6 })).status).toBe(400);
});

test('an entry to be booked can be changed, a booked one cannot', async () => {
  await using started = await start({ rows });
  await started.call('POST', path, entry);
  expect((await started.call('PUT', `${path}/1`, { description: 'Huur juli' })).body.description).toBe('Huur juli');
  started.sandbox.update('journalentrieswithlines', 1, { state: 2 });
  expect(keys((await started.call('PUT', `${path}/1`, { description: 'x' })).body)).toEqual(['State']);
});

test.each([
  ['ledgerAccountId', 9999],
  ['vatCode', 'V6'],
  ['debtorId', 12],
  ['salesInvoiceId', 3],
])('a line with an unknown %s is 400 with that key', async (field, value) => {
  await using started = await start({ rows });
  const [first, ...rest] = entry.lines._data;
  const lines = { _data: [{ ...first, [field]: value }, ...rest] };
  const { status, body } = await started.call('POST', path, { ...entry, lines });
  expect(status).toBe(400);
  expect(keys(body).map((key) => key.toLowerCase())).toEqual([field.toLowerCase()]);
});

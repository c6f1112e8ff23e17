import { expect, test } from 'vitest';
import { asperionCatalog } from '../../../src/systems/asperion/catalog.ts';
import { debtor, noon, start } from './caller.ts';

const rows = {
  debtors: [
    {
      ...debtor,
      customerNumber: '10',
      name: 'Jansen',
      emailAddress: 'a@b.example',
      blocked: true,
      dateAdded: '2026-01-01T23:30:00',
    },
    {
      ...debtor,
      customerNumber: '100',
      name: 'De Jansen Groep',
      emailAddress: 'aa@b.example',
      dateAdded: '2026-01-02T00:00:00',
    },
    { ...debtor, customerNumber: '210', name: 'Pieters', paymentConditionId: 2, dateAdded: '2026-01-03T08:00:00' },
  ],
  journals: [
    { id: '7', description: 'Oud', type: 'Sales' },
    { id: '70', description: 'Verkoop', type: 'Sales' },
  ],
};

async function found(query: string, switches = {}): Promise<unknown> {
  await using started = await start({ rows, switches, clock: () => noon });
  const { status, body } = await started.call('GET', `/v1/debtors?${query}`);
  return status === 200 ? body._data.map((one: { customerNumber: string }) => one.customerNumber) : status;
}

test('text means Contains, so that number 10 also finds 100 and 210 (AS-filters)', async () => {
  expect(await found('CustomerNumber=10')).toEqual(['10', '100', '210']);
  expect(await found('EmailAddress=a@b.example')).toEqual(['10', '100']);
});

test.each([
  ['Equals', ['10']],
  ['NotEquals', ['100', '210']],
  ['StartsWith', ['10', '100']],
  ['EndsWith', ['10', '210']],
  ['Contains', ['10', '100', '210']],
])('CustomerNumber_comparison=%s (AS-filters)', async (comparison, expected) => {
  expect(await found(`CustomerNumber=10&CustomerNumber_comparison=${comparison}`)).toEqual(expected);
});

test('an unknown comparison is 400 (AS-filters)', async () => {
  expect(await found('CustomerNumber=10&CustomerNumber_comparison=Exact')).toBe(400);
});

test('case matters neither in names nor in values, and filters join with and (AS-filters)', async () => {
  expect(await found('customernumber=10&NAME=jansen')).toEqual(['10', '100']);
});

test('ids and numbers are exact, a word for a number is 400 (AS-filters)', async () => {
  expect(await found('PaymentConditionId=2')).toEqual(['210']);
  expect(await found('Id=1')).toEqual(['10']);
  expect(await found('Id=one')).toBe(400);
  await using started = await start({ rows });
  const journals = await started.call('GET', '/v1/journals?Id=7');
  expect(journals.body._data.map((one: { id: string }) => one.id)).toEqual(['7']);
});

test('flags take true and false (AS-filters)', async () => {
  expect(await found('Blocked=true')).toEqual(['10']);
  expect(await found('Blocked=false')).toEqual(['100', '210']);
});

test('_from and _to include their ends, a day as a whole (AS-filters)', async () => {
  expect(await found('DateAdded_from=2026-01-01&DateAdded_to=2026-01-01')).toEqual(['10']);
  expect(await found('DateAdded_from=2026-01-02')).toEqual(['100', '210']);
  expect(await found('DateAdded_to=2026-01-02')).toEqual(['10', '100']);
  expect(await found('DateAdded_to=2026-01-02T00:00:00')).toEqual(['10', '100']);
  expect(await found('DateAdded_from=2026-02-30')).toBe(400);
});

test('a filter without a value is none', async () => {
  expect(await found('CustomerNumber=&CustomerNumber_comparison=Equals')).toEqual(['10', '100', '210']);
});

test('an unknown filter, like DateLastChange_from, filters nothing; by switch it is 400', async () => {
  expect(await found('DateLastChange_from=2027-01-01')).toEqual(['10', '100', '210']);
  expect(await found('CustomerNr=10')).toEqual(['10', '100', '210']);
  expect(await found('CustomerNr=10', { unknownFilters: 'reject' })).toBe(400);
});

test('every field that the catalog calls searchable is a filter of debtors (AS-filters)', async () => {
  const fields = Object.entries(asperionCatalog.resources.get('debtors')?.fields ?? {});
  const names = fields.flatMap(([name, { searchable }]) => (searchable === true ? [name] : []));
  expect(names.length).toBeGreaterThan(20);
  const stored = Object.fromEntries(
    names.map((name) => {
      const type = fields.find(([field]) => field === name)?.[1].type;
      if (type === 'boolean') return [name, true];
      if (type === 'date') return [name, '2026-02-03T04:05:06'];
      return [name, type === 'integer' ? 7 : `own-${name}`];
    }),
  );
  await using started = await start({
    rows: {
      debtors: [
        { ...debtor, id: 1, customerNumber: '1' },
        { ...stored, id: 7 },
      ],
    },
  });
  for (const name of names) {
    const { body } = await started.call('GET', `/v1/debtors?${name}=${stored[name]}`);
    expect([name, body._data.map(({ id }: { id: number }) => id)]).toEqual([name, [7]]);
  }
});

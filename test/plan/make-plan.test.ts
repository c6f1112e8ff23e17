import { describe, expect, test } from 'vitest';
import type { PlanContext } from '../../src/plan/make-plan.ts';
import { markdown } from '../../src/report/page/markdown.ts';
import { planPage } from '../../src/report/plan/plan-summary.ts';
import { readerOf } from '../../src/report/reader.ts';
import { LinkTable } from '../../src/state/links/link-table.ts';
import { emptyProgress, type Progress } from '../../src/state/progress.ts';
import { asperionCatalog } from '../../src/systems/asperion/catalog.ts';
import { exactOnlineCatalog } from '../../src/systems/exact-online/catalog.ts';
import { createMemorySystem } from '../../src/systems/memory-system.ts';
import type { RecordValues } from '../../src/values.ts';
import { compile } from '../support/engine.ts';
import { account, customers, debtor, only, planned, unwritable } from './planned.ts';

/** The progress of a sync that linked these records, with fingerprints of another city. */
function linked(...numbers: readonly number[]): Progress {
  const fingerprints = (number: number) => ({
    characteristic5: `characteristic5="EO-${number}"`,
    name: 'name=of old',
    address: 'address=of old',
    debtorKindId: 'debtorKindId=of old',
    city: 'city=of old',
  });
  const links = numbers.map((number) => [
    `id-${number}`,
    { target: number, reference: `D${number}`, keep: {}, fingerprints: fingerprints(number) },
  ]);
  const table = LinkTable.of(Object.fromEntries(links));
  return { ...emptyProgress(), links: { 'exact-online.crm/Accounts>asperion.debtors': table } };
}

describe('a plan', () => {
  test("reads the target's records that fingerprints decided on, and reports those that are gone", async () => {
    const plan = await planned(
      { 'customers.yml': customers() },
      {
        exactOnline: { 'crm/Accounts': [account(1), account(2)] },
        asperion: { debtors: [debtor(1, { city: 'Delft' })] },
      },
      { progress: linked(1, 2), revealed: ['name', 'address'] },
    );
    const [first, second] = only(plan).records;
    // What the target holds already is sent all the same, but it is no change.
    expect(first).toMatchObject({
      reference: '1',
      target: 'D1',
      fields: [{ field: 'city', before: 'Delft', after: 'Gouda' }],
    });
    expect(second?.fields).toContainEqual({ field: 'city', after: 'Gouda' });
    expect(only(plan).warnings).toEqual([
      '1 of the debtors to update are no longer there; a sync finds them again by their match keys, or creates them.',
    ]);
    expect(only(plan).isFirst).toBe(false);
  });

  test('shows existing documents that differ, field by field', async () => {
    const order = { OrderID: 'o-1', OrderNumber: 7, OrderDate: null, Description: 'new' };
    const flow = `from: exact-online.salesorder/SalesOrders
to: asperion
steps:
  - id: invoice
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: verify
    fields:
      invoiceNumber: string(OrderNumber)
      debtorCustomerNumber: { value: "1" }
      date: { value: 2026-03-02 }
      journalId: { value: "70" }
      description: Description
    lines: { each: SalesOrderLines, fields: { amount: line.AmountFC, vatCode: { value: VH }, ledgerAccountId: { value: 8000 } } }
`;
    const invoice = { id: 9, invoiceNumber: '7', debtorCustomerNumber: '1', journalId: '70', description: 'old' };
    const plan = await planned(
      { 'orders.yml': flow },
      { exactOnline: { 'salesorder/SalesOrders': [order] }, asperion: { salesinvoiceswithlines: [invoice] } },
    );
    expect(only(plan).steps).toMatchObject([{ differ: 0, refuse: 1, create: 0 }]);
    expect(only(plan).records).toMatchObject([{ action: 'differ', target: '7', refusal: { code: 'DIFFERS' } }]);
    expect(only(plan).records[0]?.fields).toContainEqual({ field: 'description', before: 'old', after: 'new' });
  });

  test('of a flow that verifies shows what differs and what is missing, and would write nothing', async () => {
    const plan = await planned(
      { 'customers.yml': customers('', 'city: City', 'purpose: verify') },
      {
        exactOnline: { 'crm/Accounts': [account(1), account(2), account(3)] },
        asperion: { debtors: [debtor(1), debtor(2, { city: 'Delft' })] },
      },
      { revealed: ['address'] },
    );
    expect(only(plan).steps).toMatchObject([{ create: 0, update: 0, differ: 0, apart: 2 }]);
    expect(only(plan).records).toMatchObject([
      { reference: '2', action: 'differ', fields: [{ field: 'city', before: 'Delft', after: 'Gouda' }], refusal: null },
      { reference: '3', action: 'differ', refusal: { code: 'MISSING' } },
    ]);
  });

  test('hides a name also where the mapping puts it into a text, unless it is revealed', async () => {
    const flow = customers('update: true', 'characteristic4: \'"For " + Name + " of " + Code\'');
    const texts = async (revealed: PlanContext['revealed']) => {
      const plan = await planned(
        { 'customers.yml': flow },
        { exactOnline: { 'crm/Accounts': [account(1, { Name: 'Jansen Brood' })] } },
        { revealed },
      );
      // What is approved is a keyed hash of the records; here nothing hashes.
      const { approve: _, ...shown } = only(plan);
      expect(JSON.stringify({ ...plan, flows: [shown] }).includes('Jansen')).toBe(revealed.length > 0);
      return only(plan).records[0]?.fields;
    };
    expect(await texts([])).toContainEqual({ field: 'characteristic4', after: 'For {Name} of 1' });
    expect(await texts(['name'])).toContainEqual({ field: 'characteristic4', after: 'For Jansen Brood of 1' });
  });

  test('hides how somebody is reached or paid, also in fields that are not personal', async () => {
    const flow = `from: exact-online.logistics/Items
to: asperion
steps:
  - { id: article, resource: articles, match: [articleNumber], update: true, fields: { articleNumber: Code, description: Description } }
`;
    const typed = 'Mok voor piet@puk.example, 06-12345678, NL91ABNA0417164300';
    const shown = async (revealed: PlanContext['revealed'], typed: string) => {
      const item = { ID: 'id-1', Code: 'MOK', Description: typed };
      const plan = await planned(
        { 'articles.yml': flow },
        { exactOnline: { 'logistics/Items': [item] } },
        { revealed },
      );
      return only(plan).records[0]?.fields.find(({ field }) => field === 'description')?.after;
    };
    expect(await shown([], typed)).toBe('Mok voor {e-mail address}, {telephone number}, {IBAN}');
    expect(await shown(['email', 'phone', 'bank'], typed)).toBe(typed);
    expect(await shown([], 'NL91ABNA0417164300')).toBe('{IBAN}');
    // Codes of books and orders.
    for (const code of ['0306406152', '020-5550123', 'ISBN 0306406152 is sold out.'])
      expect(await shown([], code)).toBe(code);
  });

  test('shows what would be written back into the source', async () => {
    const flow = customers('update: true', 'city: City', 'back: { fields: { Remarks: debtor.customerNumber } }');
    const plan = await planned({ 'customers.yml': flow }, { exactOnline: { 'crm/Accounts': [account(1)] } });
    expect(only(plan).steps).toMatchObject([
      { step: 'debtor', resource: 'asperion.debtors', create: 1 },
      { step: 'back', resource: 'exact-online.crm/Accounts', update: 1 },
    ]);
    expect(only(plan).records[1]).toMatchObject({
      step: 'back',
      target: '1',
      fields: [{ field: 'Remarks', before: null, after: '[text]' }],
    });
  });

  test('reports target records whose source record was deleted', async () => {
    const flow = `from: exact-online.crm/Accounts
to: asperion
deleted: report
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: true
    fields: { characteristic5: '"EO-" + Code', name: Name, address: AddressLine1, debtorKindId: { value: company } }
`;
    const { config, programs } = compile({ 'customers.yml': flow });
    const exactOnline = createMemorySystem(
      exactOnlineCatalog,
      new Map([['crm/Accounts', [account(1)]]]),
      new Map([['crm/Accounts', ['id-2']]]),
    );
    const plan = await planned(
      {},
      {},
      {
        programs,
        selected: new Set(['customers']),
        links: config.links,
        systems: {
          'exact-online': unwritable(exactOnline),
          asperion: unwritable(createMemorySystem(asperionCatalog, new Map())),
        },
        progress: linked(2),
      },
    );
    expect(only(plan).deleted).toEqual([{ step: 'debtor', target: 'D2', isDeactivated: false }]);
  });

  test('warns about requested records that do not exist', async () => {
    const data = { exactOnline: { 'crm/Accounts': [account(1), account(2)] } };
    const plan = await planned({ 'customers.yml': customers() }, data, { records: ['2', '3'] });
    expect(only(plan).records.map(({ reference }) => reference)).toEqual(['2']);
    expect(plan.warnings).toEqual(['No flow has a source record "3".']);
  });

  test('warns about requested records that are pinned as "skip"', async () => {
    const data = { exactOnline: { 'crm/Accounts': [account(1), account(2)] } };
    const pins = { 'links.yml': 'customers: { "2": skip }\n' };
    const plan = await planned({ 'customers.yml': customers(), ...pins }, data, { records: ['1', '2'] });
    expect(plan.warnings).toEqual(['links.yml pins record "2" as "skip", so it was left out.']);
  });

  test('ends at the limit of a run, and says so', async () => {
    const data = { exactOnline: { 'crm/Accounts': [account(1), account(2), account(3)] } };
    const plan = await planned({ 'customers.yml': customers('update: true', 'city: City', 'limit: 2') }, data);
    expect(only(plan)).toMatchObject({ limit: 2, isFirst: true, steps: [{ create: 2 }] });
  });

  test('says which flows would wait, because a guard stops one of the same records', async () => {
    const files = (max: number) => ({
      'a.yml': customers(
        'update: true',
        'city: City',
        `disjoint: apart\nwhere: { small: 'Code == "1"' }\nguard: { maxCreates: ${max} }`,
      ),
      'b.yml': customers('update: true', 'city: City', `disjoint: apart\nwhere: { large: 'Code == "2"' }`),
    });
    const rows = { exactOnline: { 'crm/Accounts': [account(1), account(2)] } };
    const waits = async (max: number, more: Partial<PlanContext> = {}) =>
      (await planned(files(max), rows, more)).flows.map(({ waitsForGuard }) => waitsForGuard);
    expect(await waits(0)).toEqual([undefined, true]);
    expect(await waits(1)).toEqual([undefined, undefined]);
    expect(await waits(0, { records: ['1', '2'] })).toEqual([undefined, undefined]);
    expect(await waits(0, { since: '2026-01-01' })).toEqual([undefined, undefined]);
  });

  test('reports two records far apart that would take the same one, as the sync does', async () => {
    const flow = customers('update: true', 'vatNumber: VATNumber', 'guard: { maxCreates: 1000 }').replace(
      'match: [characteristic5]',
      'match: [characteristic5, vatNumber]',
    );
    const accounts = Array.from({ length: 130 }, (_, index) =>
      account(index + 1, { VATNumber: index === 0 || index === 129 ? 'NL1' : `NL8${index}` }),
    );
    const plan = await planned(
      { 'customers.yml': flow },
      {
        exactOnline: { 'crm/Accounts': accounts },
        asperion: { debtors: [debtor(900, { characteristic5: null, vatNumber: 'NL1' })] },
      },
    );
    const refused = only(plan).records.filter(({ refusal }) => refusal !== null);
    expect(refused.map(({ reference, refusal }) => [reference, refusal?.code])).toEqual([
      ['1', 'AMBIGUOUS'],
      ['130', 'AMBIGUOUS'],
    ]);
    const at = { file: 'mappings/links.yml', line: 1, column: 1 };
    expect(refused.map(({ refusal }) => refusal?.at)).toEqual([at, at]);
    expect(plan.links).toMatchObject([
      { source: '1', at },
      { source: '130', at },
    ]);
  });
});

describe('what a flow leaves out and what its checks say', () => {
  const top = `where: { no customer: Status == "C" }
checks:
  - { id: no-city, when: City == null, says: '"No city: " + Name', then: tell }
  - { id: abroad, when: Country != "NL", says: '"Abroad."' }`;
  const account = (number: number, more: RecordValues) => ({
    ID: `acc-${number}`,
    Code: String(number),
    Name: 'Mila Jansen',
    AddressLine1: 'Kade 1',
    Status: 'C',
    Country: 'NL',
    City: 'Gouda',
    ...more,
  });

  test('stands in the plan and its summary, with the line of a check and without personal values', async () => {
    const accounts = [account(1, { Status: 'S' }), account(2, { City: null }), account(3, { Country: 'BE' })];
    const files = { 'customers.yml': customers('update: true', 'city: City', top) };
    const plan = await planned(files, { exactOnline: { 'crm/Accounts': accounts } });
    expect(plan.flows).toMatchObject([
      {
        leftOut: [{ words: 'no customer', count: 1 }],
        notices: [{ reference: '2', check: 'no-city', text: 'No city: {Name}' }],
      },
    ]);
    const text = markdown(planPage(plan, readerOf('en', {})));
    expect(text).toContain('- **customers**: 1 left out: no customer');
    expect(text).toContain('- **customers**: 1 record (2): No city: {Name}');
    expect(text).toMatch(
      /\| − 3 \| customers \| debtor \| `CHECK_FAILED` \| Abroad\. Correct it[^|]+\. \(mappings\/customers\.yml:6\) \| {2}\|/,
    );
  });
});

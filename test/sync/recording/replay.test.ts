import { describe, expect, it } from 'vitest';
import { guid } from '../../../sandbox/world/random.ts';
import { createWorld } from '../../../sandbox/world/world.ts';
import { NOT_RECORDED } from '../../../src/sync/recording/recorded-rows.ts';
import { Company, compile } from '../../support/engine.ts';
import {
  account,
  accountId,
  articles,
  buyer,
  customers,
  items,
  order,
  orders,
  salesEntries,
  shipped,
} from '../../support/samples.ts';
import { outcomes, recordRun, replay } from './replay.ts';

const FLOWS = [
  'customers.exact-online-to-asperion',
  'orders.exact-online-to-asperion',
  'products.asperion-to-exact-online',
];

describe('flows on a recording', () => {
  it('find every record as the run left it: unchanged, or refused for the same reason', async () => {
    const all = compile(Object.assign({}, ...FLOWS.map((flow) => shipped(flow, (text) => text))));
    const world = createWorld();
    await using company = await Company.open({
      exactOnline: world.exactOnline.rows as never,
      asperion: world.asperion.rows as never,
    });
    const { recording } = await recordRun(company, all);
    const letters = Object.values(company.progress.flows).flatMap((flow) => Object.values(flow.deadLetters));
    const calls = company.exactOnline.requests.length + company.asperion.requests.length;
    const { steps, errors, opened } = await replay(all, recording, withoutLetters(company));
    expect(company.exactOnline.requests.length + company.asperion.requests.length).toBe(calls);
    expect(errors).toEqual([undefined, undefined, undefined]);
    const replayed = [...steps.values()].flat();
    expect(Map.groupBy(replayed, ({ outcome }) => outcome).get('unchanged')?.length).toBeGreaterThan(80);
    const others = replayed.filter(({ outcome }) => outcome !== 'unchanged' && outcome !== 'skipped');
    expect(others.map(({ reference, outcome }) => `${reference} ${outcome}`).sort()).toEqual(
      letters.map(({ reference, code }) => `${reference} ${code}`).sort(),
    );
    expect(letters.map(({ code }) => code)).toEqual(expect.arrayContaining(['REQUIRED_EMPTY', 'CHECK_FAILED']));
    for (const program of all.programs) expect(opened.lacks(program)).toEqual([]);
  });

  it('lack nothing where an earlier version did not read what only says how much money waits', async () => {
    const flows = compile({ 'orders.yml': orders({}) });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1), order(2, 9)] },
    });
    const { recording } = await recordRun(company, flows);
    for (const row of recording.rows.get('exact-online.salesorder/SalesOrders')?.values() ?? [])
      delete (row as Record<string, unknown>).AmountDC;
    const { opened } = await replay(flows, recording, company.progress);
    expect(flows.programs.map(({ name }) => [name, recording.flows[name]?.records.length])).toEqual([['orders', 2]]);
    expect(flows.programs.flatMap((program) => opened.lacks(program))).toEqual([]);
  });

  it('show what a changed mapping would send, and what the target holds now', async () => {
    const before = compile({ 'customers.yml': customers({}) });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1), account(2)] } });
    const { recording } = await recordRun(company, before);
    const after = compile({ 'customers.yml': customers({}).replace('name: Name', 'name: upper(Name)') });
    const { steps } = await replay(after, recording, company.progress);
    expect(steps.get('customers debtor')).toMatchObject([
      { reference: '20001', outcome: 'updated', sent: { name: 'BAKKERIJ 1' } },
      { reference: '20002', outcome: 'updated', sent: { name: 'BAKKERIJ 2' } },
    ]);
  });

  it('do not take a source field that no run has fetched for null', async () => {
    const before = compile({ 'customers.yml': customers({}) });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Phone: '020-5550101' })] } });
    const { recording } = await recordRun(company, before);
    const after = compile({ 'customers.yml': customers({ fields: 'phoneNumber: Phone' }) });
    const { steps, opened } = await replay(after, recording, company.progress);
    expect(outcomes(steps.get('customers debtor'))).toEqual(['20001 NOT_RECORDED']);
    expect(after.programs.map((program) => opened.lacks(program))).toEqual([
      [{ resource: 'exact-online.crm/Accounts', field: 'Phone', records: 1 }],
    ]);
    const where = compile({ 'customers.yml': customers({ head: 'where: Phone == null' }) });
    const chosen = await replay(where, recording, company.progress);
    expect(outcomes(chosen.steps.get('customers debtor'))).toEqual(['20001 NOT_RECORDED']);
  });

  it('nor one of lines, while an unread branch of an expression does no harm', async () => {
    const before = compile({ 'orders.yml': orders({}) });
    const discount = (expression: string) =>
      compile({ 'orders.yml': orders({}).replace('round(line.AmountFC, 2)', expression) });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)], SalesOrders: [order(5, 1)] } });
    const { recording } = await recordRun(company, before);
    const read = await replay(discount('round(line.NetPrice, 2)'), recording, company.progress);
    expect(outcomes(read.steps.get('orders invoice'))).toEqual(['5 NOT_RECORDED']);
    const unread = await replay(
      discount("'line.AmountFC > 5 ? round(line.AmountFC, 2) : line.NetPrice'"),
      recording,
      company.progress,
    );
    expect(outcomes(unread.steps.get('orders invoice'))).toEqual(['5 unchanged']);
  });

  it('say of a target field that was never read that it is not known', async () => {
    const before = compile({ 'products.yml': items() });
    await using company = await Company.open({ asperion: { articles: articles(1) } });
    company.exactOnline.insert('Items', { Code: 'A1', Description: 'Thee', Barcode: '871' });
    const { recording } = await recordRun(company, before);
    const after = compile({ 'products.yml': items('', 'Barcode: articleNumber') });
    const { steps } = await replay(after, recording, company.progress);
    expect(steps.get('products item')).toMatchObject([
      { outcome: 'updated', sent: { Barcode: 'A1' }, before: { Barcode: NOT_RECORDED, Description: 'Koffie 1' } },
    ]);
  });

  it('come to the same ambiguity among records, and the same difference of a document', async () => {
    const debtor = { name: 'Zon', address: 'Weg 1', debtorKindId: 'company', emailAddress: 'zon@example.com' };
    const flow = compile({
      'customers.yml': customers({ match: '[characteristic5, emailAddress]', fields: 'emailAddress: Email' }),
      'orders.yml': orders({ where: 'Status == 21' }).replace('exists: skip', 'exists: verify'),
    });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1), account(2, { Email: 'zon@example.com' })], SalesOrders: [order(5, 1)] },
      asperion: {
        debtors: [
          { ...debtor, customerNumber: '10001' },
          { ...debtor, customerNumber: '10002' },
        ],
        salesinvoiceswithlines: [{ invoiceNumber: 'EO-5', description: 'Another one', lines: [] }],
      },
    });
    const { recording } = await recordRun(company, flow);
    const { steps } = await replay(flow, recording, withoutLetters(company));
    expect(outcomes(steps.get('customers debtor'))).toEqual(['20001 unchanged', '20002 AMBIGUOUS']);
    expect(outcomes(steps.get('orders invoice'))).toEqual(['5 DIFFERS']);
  });

  it('know a related record that was looked for in vain from one that was never looked for', async () => {
    const contact = 'contact: { resource: crm/Contacts, by: ID, value: customer.MainContact }';
    const text = orders({ relations: contact, fields: 'attentionTo: contact.FullName' });
    const gone = '11111111-1111-4111-a111-111111111111';
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { MainContact: gone })], SalesOrders: [order(5, 1)] },
    });
    const before = compile({ 'orders.yml': text });
    const { recording } = await recordRun(company, before);
    const missing = await replay(before, recording, withoutLetters(company));
    expect(outcomes(missing.steps.get('orders debtor'))).toEqual(['5 RELATED_MISSING']);
    // Another relation to the same resource: nobody has looked for that one.
    const after = compile({ 'orders.yml': text.replace('value: customer.MainContact', 'value: OrderedBy') });
    const unknown = await replay(after, recording, withoutLetters(company));
    expect(outcomes(unknown.steps.get('orders debtor'))).toEqual(['5 NOT_RECORDED']);
  });

  it('do not take the one record of a list that was seen by its own key for the whole list', async () => {
    const one = 'contact: { resource: crm/Contacts, by: ID, value: customer.MainContact }';
    const ofAccount = `attentionTo: 'contact.Account == null ? null : contact.FullName'`;
    const text = orders({ relations: one, fields: ofAccount });
    const contacts = ['Bruin', 'Vos'].map((LastName, index) => {
      return { ID: guid(1, 'Contacts', index), Account: accountId(1), FullName: `Kim ${LastName}`, LastName };
    });
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1, { MainContact: guid(1, 'Contacts', 0) })],
        Contacts: contacts,
        SalesOrders: [order(5, 1)],
      },
    });
    const { recording } = await recordRun(company, compile({ 'orders.yml': text }));
    const many = 'contacts: { resource: crm/Contacts, by: Account, value: OrderedBy, many: true }';
    const all = `attentionTo: 'join(contacts.map(one, one.FullName), ", ")'`;
    const after = compile({ 'orders.yml': orders({ relations: many, fields: all }) });
    const { steps } = await replay(after, recording, withoutLetters(company));
    expect(outcomes(steps.get('orders debtor'))).toEqual(['5 NOT_RECORDED']);
  });

  it('never lose a linked record whose target was not recorded', async () => {
    const flow = compile({ 'customers.yml': customers({}) });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    const { recording } = await recordRun(company, flow);
    const rows = new Map([...recording.rows].filter(([resource]) => resource !== 'asperion.debtors'));
    const after = compile({ 'customers.yml': customers({ fields: 'city: AddressLine1' }) });
    const { steps } = await replay(after, { ...recording, rows }, company.progress);
    expect(steps.get('customers debtor')).toMatchObject([{ outcome: 'updated', before: { name: NOT_RECORDED } }]);
  });
});

describe('a list of codes', () => {
  const prices = (by: string) =>
    compile({
      'products.yml': items(
        '',
        `Unit: { value: stuk }\nGLRevenue: { ref: financial/GLAccounts, by: ${by}, value: "8000" }`,
      ),
    });

  it('is the one that was kept, however old; one that nobody has read stops the flow', async () => {
    await using company = await Company.open({ asperion: { articles: articles(1) } });
    const { recording } = await recordRun(company, prices('Code'));
    const { progress } = company;
    for (const list of Object.values(progress.lists)) list.readAtMs = 0;
    const { steps } = await replay(prices('Code'), recording, progress);
    expect(outcomes(steps.get('products item'))).toEqual(['A1 unchanged']);
    expect((await replay(prices('Description'), recording, progress)).errors).toEqual(['NOT_RECORDED']);
  });

  it('still tells, however old, which VAT codes no line may have', async () => {
    const entries = compile({
      'entries.yml': salesEntries({
        lines: 'VATCode: { ref: vat/VATCodes, by: Code, gives: code, expr: line.vatCode }',
      }),
    });
    const lines = [{ description: 'Koffie', amount: 100, vatAmount: 21, vatCode: '2I' }];
    const invoice = { invoiceNumber: '2026-0001', debtorCustomerNumber: buyer.customerNumber, status: 3, lines };
    await using company = await Company.open({
      asperion: { debtors: [buyer], salesinvoiceswithlines: [{ ...invoice, date: '2026-03-01T00:00:00' }] },
    });
    company.exactOnline.insert('Accounts', account(1, { Code: '20001' }));
    company.exactOnline.insert('VATCodes', { Code: '2I', Description: 'Hoog, inclusief', Type: 'I', Percentage: 0.21 });
    const { recording } = await recordRun(company, entries);
    const { progress } = company;
    for (const list of Object.values(progress.lists)) list.readAtMs = 0;
    progress.flows = {};
    const { steps } = await replay(entries, recording, progress);
    expect(outcomes(steps.get('entries entry'))).toEqual(['2026-0001 REF_UNFIT']);
  });
});

describe('two flows that see the same customer', () => {
  const both = compile({
    'customers.yml': customers({ fields: 'city: City' }),
    'orders.yml': orders({ fields: 'countryCode: customer.Country' }),
  });

  it('keep of each field what was seen of it last', async () => {
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { City: 'Utrecht' })], SalesOrders: [order(5, 1)] },
    });
    const first = await recordRun(company, both);
    company.exactOnline.update('Accounts', accountId(1), { Name: 'Bakkerij Zon', City: 'Zeist' });
    company.wait(1);
    const { recording } = await recordRun(company, both, { before: first.recording });
    const known = recording.rows.get('exact-online.crm/Accounts')?.get(accountId(1));
    expect(known).toMatchObject({ Name: 'Bakkerij Zon', City: 'Zeist', Country: 'NL' });
    const { steps } = await replay(both, recording, company.progress);
    expect([...steps.values()].flat().map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });
});

/** The progress of a company with its dead letters due: else they would not be tried. */
function withoutLetters(company: Company): Company['progress'] {
  const { progress } = company;
  for (const flow of Object.values(progress.flows)) flow.deadLetters = {};
  return progress;
}

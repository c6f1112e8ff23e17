import { expect, test } from 'vitest';
import type { EventLine } from '../../../src/activity/format.ts';
import { eventsOf } from '../../../src/sync/run/events.ts';
import { Company, compile, type Mappings, type RunOptions } from '../../support/engine.ts';
import { account, articles, customers, items, order, orders } from '../../support/samples.ts';

const flow = compile({ 'customers.yml': customers({}) });
const products = compile({ 'products.yml': items() });
const NOW = Date.UTC(2026, 2, 2, 8);
/** Only accounts have a known screen. */
const screenOf = (_system: string, resource: string, id: string): string | undefined =>
  resource === 'crm/Accounts' ? `card/${id}` : undefined;

/** The events of a run. */
async function eventsIn(company: Company, mappings: Mappings, options: RunOptions = {}): Promise<readonly EventLine[]> {
  const events: EventLine[] = [];
  const observe: RunOptions['observe'] = (program, records) => {
    for (const item of records) events.push(...eventsOf(program, item, { at: NOW, screenOf }));
  };
  await company.run(mappings, { ...options, observe });
  return events;
}

test('a created record is an event with references and names of fields, but no values', async () => {
  await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
  const events = await eventsIn(company, flow);
  const [debtor] = company.asperion.rows('debtors');
  expect(events).toEqual([
    {
      kind: 'event',
      at: '2026-03-02T08:00:00.000Z',
      flow: 'customers',
      step: 'debtor',
      reference: '20001',
      screen: `card/${account(1).ID}`,
      target: String(debtor?.customerNumber),
      action: 'created',
      fields: ['characteristic5', 'name', 'address', 'debtorKindId'],
      code: null,
    },
  ]);
  expect(JSON.stringify(events)).not.toMatch(/Bakkerij|Dorpsstraat/);
});

test('a change names only the fields written, and an unchanged record has no event', async () => {
  await using company = await Company.open({ exactOnline: { Accounts: [account(1), account(2)] } });
  await eventsIn(company, flow);
  company.exactOnline.update('Accounts', String(account(2).ID), { AddressLine1: 'Kade 9' });
  const events = await eventsIn(company, flow);
  expect(events.map(({ reference, action, fields }) => [reference, action, fields])).toEqual([
    ['20002', 'updated', ['address']],
  ]);
  expect(await eventsIn(company, flow)).toEqual([]);
});

test('a record that waits says why, in every run that tries it', async () => {
  const given = articles(2, (number) => (number === 1 ? { description: 'x'.repeat(80) } : {}));
  await using company = await Company.open({ asperion: { articles: given } });
  const waits = { reference: 'A1', target: null, action: 'waits', fields: [], code: 'TOO_LONG' };
  expect(await eventsIn(company, products)).toMatchObject([waits, { reference: 'A2', action: 'created' }]);
  expect(await eventsIn(company, products)).toEqual([]);
  company.wait(1.05);
  expect(await eventsIn(company, products)).toMatchObject([waits]);
});

test('a record that was found in the target and needs no change is told once, when it is linked', async () => {
  await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
  await eventsIn(company, flow);
  company.forget();
  expect(await eventsIn(company, flow)).toMatchObject([{ reference: '20001', action: 'linked', fields: [] }]);
  expect(await eventsIn(company, flow)).toEqual([]);
});

test('a document found in the target is told as linked, though nothing is compared', async () => {
  const mappings = compile({ 'orders.yml': orders({}) });
  const given = { Accounts: [account(1)], SalesOrders: [order(7, 1)] };
  await using company = await Company.open({ exactOnline: given });
  await eventsIn(company, mappings);
  company.forget();
  const events = await eventsIn(company, mappings);
  expect(events.map(({ step, action }) => [step, action])).toContainEqual(['invoice', 'linked']);
});

test('a customer that comes with an order is told with the order that brought it', async () => {
  const mappings = compile({ 'orders.yml': orders({}) });
  const given = { Accounts: [account(1)], SalesOrders: [order(7, 1)] };
  await using company = await Company.open({ exactOnline: given });
  const events = await eventsIn(company, mappings);
  expect(events.map(({ step, reference, through, action }) => [step, reference, through, action])).toEqual([
    ['debtor', '20001', '7', 'created'],
    ['invoice', '7', undefined, 'created'],
  ]);
  expect(events.map(({ screen }) => screen)).toEqual([`card/${account(1).ID}`, undefined]);
});

test('what was written before something stopped the flow is told as well', async () => {
  await using company = await Company.open({ asperion: { articles: articles(60) } });
  let writes = 0;
  const unplug: RunOptions['underway'] = (request) => {
    if (request.kind === 'write') writes += 1;
    const isGone = writes > 27 && request.system === 'exact-online';
    return isGone ? { ...request, url: request.url.replace(/:\d+/, ':1') } : request;
  };
  const events = await eventsIn(company, products, { underway: unplug });
  expect(events.filter(({ action }) => action === 'created')).toHaveLength(27);
});

import { describe, expect, test } from 'vitest';
import { compareConfigs } from '../../src/plan/edited/config-changes.ts';
import { unseenChanges } from '../../src/plan/edited/unseen-changes.ts';
import { compile } from '../support/engine.ts';
import { orderDocuments, orders } from '../support/samples.ts';

const FLOW = `from: exact-online.crm/Accounts
to: asperion
with:
  manager: { resource: crm/Accounts, by: ID, value: Parent }
let:
  isOurs: inTable("our-countries", Country)
  rank: '1'
where:
  not a customer: Status == "C"
  not ours: isOurs
steps:
  - id: debtor
    resource: debtors
    match: [vatNumber]
    update: true
    fields:
      vatNumber: VATNumber
      name: Name
      address: AddressLine1
      debtorKindId: { value: 1 }
      phoneNumber: Phone
      characteristic5: { table: ranks, key: 'rank' }
`;
const FILES = { 'customers.yml': FLOW, 'tables/our-countries.yml': 'NL: yes\n', 'tables/ranks.yml': '"1": A\n' };

type Files = Readonly<Record<string, string>>;

/** What is told of an edit of these files, where all flows are recorded or only the named ones. */
function told(
  edit: Files,
  recorded = ['customers', 'debtors'],
  before: Files = {},
  unrecorded: readonly string[] = [],
): readonly string[] {
  const [base, head] = [before, edit].map((files) => {
    const version = compile({ ...FILES, ...files });
    return { ...version, selected: new Set(version.config.flows.map(({ name }) => name)) };
  });
  if (base === undefined || head === undefined) throw new Error('no versions');
  const basis = { kind: 'recording', recordedAt: null, recorded, lacks: [], unrecorded } as const;
  const config = compareConfigs(base, head);
  return unseenChanges({ base, head, config, basis, nowMs: Date.parse('2026-12-01T12:00:00Z') });
}

const edited = (from: string, to: string): Files => {
  expect(FLOW).toContain(from);
  return { 'customers.yml': FLOW.replace(from, to) };
};

describe('records that a flow left out', () => {
  const saying = (flow: string, when: string): string =>
    `Records that ${flow} left out are not recorded: what its other conditions or start date take in is not shown. ${when} With the credentials of both systems, the plan asks them.`;
  const atOnce = 'The next sync reads all of them again, and writes or books what it takes in.';
  const line = saying(
    'customers',
    'Such a record is written or booked when it changes next, or by a sync with the input since.',
  );

  test.each<[string, Files]>([
    ['a condition', edited('Status == "C"', 'Status != "S"')],
    ['a name that a condition uses', edited('inTable("our-countries", Country)', 'Country != null')],
    ['a row of a table that a condition uses', { 'tables/our-countries.yml': 'NL: yes\nBE: yes\n' }],
    [
      'a look-up of copies',
      edited('steps:', 'copyOf: [{ resource: debtors, by: vatNumber, value: VATNumber }]\nsteps:'),
    ],
  ])('are told of when the edit is %s', (_, edit) => {
    expect(told(edit)).toEqual([line]);
    expect(told(edit, [])).toEqual([]);
  });

  test('are told of when documents are taken in from an earlier day on, and not from a later one', () => {
    const from = (day: string): Files => edited('steps:', `since: ${day}\nsteps:`);
    expect(told(from('2026-01-01'), undefined, from('2026-02-01'))).toEqual([saying('customers', atOnce)]);
    expect(told(from('2026-02-01'), undefined, from('2026-01-01'))).toEqual([]);
  });

  test('are told of when a relation that a condition uses leads to another record', () => {
    const using = (by: string): Files => ({
      'customers.yml': FLOW.replace('value: Parent', `value: ${by}`).replace(
        'ours: isOurs',
        'ours: manager.Country == "NL"',
      ),
    });
    expect(told(using('Reseller'), undefined, using('Parent'))).toEqual([line]);
  });

  test('are told of with the time in which their source is read in full, changed or not', () => {
    const flow = `from: asperion.articles
to: exact-online
where: { on sale: activeState == "Active" }
steps: [{ id: item, resource: logistics/Items, match: [Code], update: true, fields: { Code: articleNumber, Description: description } }]
`;
    const before = { 'articles.yml': flow };
    const widened = (settings: string): Files => {
      return { 'articles.yml': flow.replace('==', '!='), 'settings.yml': `asperion: ${settings}\n` };
    };
    const within = (hours: number): string =>
      `All of them are read again within ${hours} hours, and what is taken in is written or booked then.`;
    expect(told(widened('{}'), ['articles'], before)).toEqual([saying('articles', within(24))]);
    expect(told(widened('{ fullListingHours: 36 }'), ['articles'], before)).toEqual([saying('articles', within(36))]);
    expect(told(widened('{ changes: { articles: full } }'), ['articles'], before)).toEqual([
      saying('articles', atOnce),
    ]);
  });

  test('are not told of when a condition is added, which leaves out more', () => {
    const added = edited('  not ours: isOurs', '  not ours: isOurs\n  in the north: Country != "NO"');
    expect(told(added)).toEqual([]);
    expect(told({}, undefined, added)).toEqual([line]);
    const without = FLOW.replace(/where:\n.*\n.*\n/, '');
    expect(told({}, undefined, { 'customers.yml': without })).toEqual([]);
    expect(told({ 'customers.yml': without })).toEqual([line]);
  });

  test('are not told of for a flow of which nothing is compared', () => {
    expect(told(edited('Status == "C"', 'Status != "S"'), undefined, {}, ['customers'])).toEqual([]);
  });

  test('are not told of when only names, relations and tables of fields were edited', () => {
    expect(told({ 'tables/ranks.yml': '"1": B\n' })).toEqual([]);
    expect(told(edited("rank: '1'", 'rank: \'"1"\''))).toEqual([]);
    expect(told({ 'settings.yml': 'since: 2000-01-02\n' })).toEqual([]);
    expect(told(edited('value: Parent', 'value: Reseller'))).toEqual([]);
  });
});

describe('rules that change no value', () => {
  test.each<[string, Files, string]>([
    [
      'when a field is written',
      edited('phoneNumber: Phone', 'phoneNumber: { expr: Phone, write: create }'),
      'Records that are in the target already are treated by other rules, which the compared values do not show: steps.debtor.fields.phoneNumber.write (– → create) in customers.',
    ],
    [
      'whether a record is changed, and which side wins',
      {
        'customers.yml': FLOW.replace('update: true', 'update: false').replace('steps:', 'winner: dead-letter\nsteps:'),
      },
      'Records that are in the target already are treated by other rules, which the compared values do not show: steps.debtor.update (true → false), winner (– → dead-letter) in customers.',
    ],
    [
      'when a run stops',
      edited('steps:', 'limit: 5\nguard: { maxCreates: 5 }\nsteps:'),
      'A run stops, or leaves records to later runs, by other rules, which are not compared: guard.maxCreates (– → 5), limit (– → 5) in customers.',
    ],
    [
      'what happens to deleted records',
      edited('steps:', 'deleted: report\nsteps:'),
      'Records that are deleted in the source are treated by other rules, which are not compared: deleted (– → report) in customers.',
    ],
  ])('are told: %s', (_, edit, line) => {
    expect(told(edit, [])).toEqual([line]);
  });

  test('are told: checks that only tell, or told before', () => {
    const check = (id: string, then: string): string => `{ id: ${id}, then: ${then}, when: Name == "x", says: '"X."' }`;
    const checks = (...list: readonly string[]): Files => edited('steps:', `checks: [${list.join(', ')}]\nsteps:`);
    const line = (ids: string): string =>
      `Checks of customers that only tell were edited, and what they tell of is not compared: ${ids}.`;
    const both = checks(check('a', 'tell'), check('b', 'wait'));
    expect(told({}, [], both)).toEqual([line('a')]);
    expect(told(checks(check('a', 'tell'), check('b', 'tell')), [], both)).toEqual([line('b')]);
    expect(told(checks(check('a', 'tell')), [], both)).toEqual([]);
  });

  test('are told once for flows that changed alike', () => {
    const two = (text: string): Files => ({ 'customers.yml': text, 'debtors.yml': text });
    const lines = told(two(FLOW.replace('steps:', 'limit: 5\nsteps:')), [], two(FLOW));
    expect(lines).toEqual([expect.stringContaining('limit (– → 5) in customers, debtors.')]);
  });
});

test('pauses are told that begin, end or get another day, and no others', () => {
  const pauses = (...lines: readonly string[]): Files => ({
    'paused.yml': lines.map((line) => `- { ${line}, by: Anna, why: Closing }\n`).join(''),
  });
  const [old, flow, record] = ['2026-11-30', '2026-12-05', '2026-12-08'];
  expect(
    told(
      pauses(`flow: customers, until: ${flow}`, `flow: customers, record: "20001", until: ${record}`),
      [],
      pauses(`flow: customers, until: ${old}`, `everything: true, until: ${flow}`),
    ),
  ).toEqual([
    'Paused up to and including 2026-12-05: nothing of customers is written.',
    'Paused up to and including 2026-12-08: record 20001 of customers is not written.',
    'No longer paused: all flows.',
  ]);
  expect(told(pauses('flow: customers, until: 2026-12-01'), [])).toEqual([
    'Paused up to and including 2026-12-01: nothing of customers is written.',
  ]);
  const same = pauses(`everything: true, until: ${flow}`);
  expect(told(same, [], same)).toEqual([]);
  expect(told(pauses(`everything: true, until: ${record}`), [], same)).toEqual([
    'Paused up to and including 2026-12-08: nothing is read or written.',
  ]);
});

test('records are told that links.yml skips no longer, whatever it says of them now', () => {
  const pins = (...lines: readonly string[]): Files => ({ 'links.yml': `customers: { ${lines.join(', ')} }\n` });
  const before = pins('"20001": skip', '"20002": skip', '"20003": skip', '"20004": "7"');
  expect(told(pins('"20001": skip', '"20002": new', '"20004": skip'), [], before)).toEqual([
    'No longer skipped in customers: 20002, 20003. The next sync reads what was skipped, and writes or books it.',
  ]);
  expect(told(before, [], before)).toEqual([]);
});

test('a flow is told of that begins where another ends, and would book the orders again', () => {
  const ordersAsOrders = orderDocuments('since: 2026-01-01');
  const line =
    'invoices does not know what orders booked and would book it again: make sure that its since is the first day that is not booked.';
  expect(told({ 'invoices.yml': orders({}) }, [], { 'orders.yml': ordersAsOrders })).toEqual([line]);
  // The same flow under another name has the same links.
  expect(told({ 'sales.yml': ordersAsOrders }, [], { 'orders.yml': ordersAsOrders })).toEqual([]);
});

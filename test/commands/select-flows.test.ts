import { describe, expect, test } from 'vitest';
import { readFlows, refuseOtherApprovals, selectFlows } from '../../src/commands/select-flows.ts';
import { pinsByPair } from '../../src/sync/links/pairs.ts';
import { problemsOf, workspaceWith } from '../config/folder.ts';

const CUSTOMERS = `from: exact-online.crm/Accounts
to: asperion
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: true
    fields:
      characteristic5: '"EO-" + Code'
      name: Name
      address: AddressLine1
      debtorKindId: { table: kinds, key: Status }
`;
const KINDS = 'C: company\n';

/** Code and place of each problem of a folder. */
const places = (files: Readonly<Record<string, string>>): readonly string[] => {
  using folder = workspaceWith(files);
  return problemsOf(() => readFlows('mappings', folder.workspace)).map((one) => one.split(' ').slice(0, 2).join(' '));
};

describe('a folder of mappings', () => {
  test('gives its flows, compiled, when all is right', () => {
    using folder = workspaceWith({ 'customers.yml': CUSTOMERS, 'tables/kinds.yml': KINDS });
    expect(readFlows('mappings', folder.workspace).programs.map(({ name }) => name)).toEqual(['customers']);
  });

  test('shows wrong keys and wrong names together, even those of one file', () => {
    expect(
      places({
        'a.yml': CUSTOMERS.replace('update:', 'updaet:').replace('name: Name', 'name: Nmae'),
        'b.yml': CUSTOMERS.replace('address:', 'adress:'),
        'tables/kinds.yml': KINDS,
      }),
    ).toEqual([
      'UNKNOWN_KEY mappings/a.yml:7:5',
      'UNKNOWN_FIELD mappings/a.yml:10:13',
      'UNKNOWN_FIELD mappings/b.yml:11:7',
    ]);
  });

  test('does not blame the flows that use a broken table', () => {
    expect(places({ 'a.yml': CUSTOMERS, 'tables/kinds.yml': '- C\n' })).toEqual([
      'WRONG_VALUE mappings/tables/kinds.yml:1:1',
    ]);
  });

  test('shows a wrong row of a table once, however many flows use it', () => {
    const broken = CUSTOMERS.replace('{ table: kinds, key: Status }', '{ value: company }').concat(
      '      paymentConditionId: { table: kinds, key: Status }\n',
    );
    expect(places({ 'a.yml': broken, 'b.yml': broken, 'tables/kinds.yml': 'C: soon\n' })).toEqual([
      'BAD_VALUE mappings/tables/kinds.yml:1:4',
    ]);
  });

  test('names a flow that is on as the one below which a person writes pins', () => {
    const off = CUSTOMERS.replace('steps:', 'enabled: false\nsteps:');
    const on = off.replace('enabled: false', 'enabled: true');
    using folder = workspaceWith({ 'a.yml': off, 'b.yml': on, 'c.yml': off, 'tables/kinds.yml': KINDS });
    const { config, programs } = readFlows('mappings', folder.workspace);
    expect([...pinsByPair(programs, config.links).values()].map(({ flow }) => flow)).toEqual(['b']);
  });

  test('says once, where a step or a relation is taken out, that others use it', () => {
    using folder = workspaceWith({
      'settings.yml': 'use: ../pack\n',
      '../pack/base.yml': CUSTOMERS.replace(
        'steps:',
        'with: { person: { resource: crm/Contacts, by: ID, value: MainContact } }\nsteps:',
      ).replace('name: Name', 'name: person.FullName\n      city: person.City'),
      '../pack/tables/kinds.yml': KINDS,
      'customers.yml': 'extends: base\nwith: { person: { remove: true } }\n',
    });
    expect(problemsOf(() => readFlows('mappings', folder.workspace))).toEqual([
      'UNKNOWN_NAME mappings/customers.yml:2:17 "person" is taken out here, and used in pack/base.yml:11 and 1 more. | Keep it, or change or take out what uses it as well.',
    ]);
  });
});

describe('a folder that builds on the shipped flows', () => {
  const RECONCILE = 'reconcile-orders.exact-online-to-asperion';
  const files = {
    'settings.yml':
      'use: shipped\nflows: [customers.exact-online-to-asperion]\nvalues: { since: 2026-01-01, prefix: EO-, bookYear: "01-01", journals: { sales: "70" } }\n',
    ...Object.fromEntries(
      [
        'cost-centers',
        'debtor-kinds',
        'ledger-accounts',
        'payment-conditions',
        'revenue-accounts',
        'units',
        'vat-codes',
        'vat-supplies',
      ].map((name) => [`tables/${name}.yml`, '']),
    ),
  };
  const chosen = (asked: readonly string[] | null, more: Readonly<Record<string, string>> = {}) => {
    using folder = workspaceWith({ ...files, ...more });
    const flows = readFlows('mappings', folder.workspace, { asked });
    return [...selectFlows(flows, asked)];
  };

  test('runs one that is off if it is asked for by name, and does not run it otherwise', () => {
    expect(chosen(null)).toEqual(['customers.exact-online-to-asperion']);
    expect(chosen([RECONCILE])).toEqual([RECONCILE]);
  });

  test('never takes a mistyped name of a flow that compares for one that books', () => {
    using folder = workspaceWith(files);
    const asked = ['reconcile-order.exact-online-to-asperion'];
    const flows = readFlows('mappings', folder.workspace, { asked });
    expect(problemsOf(() => selectFlows(flows, asked))).toEqual([
      `UNKNOWN_FLOW There is no flow "${asked[0]}". | Did you mean "${RECONCILE}"?`,
    ]);
  });

  test('refuses an approval for one that does not run, or that there is not', () => {
    using folder = workspaceWith(files);
    const flows = readFlows('mappings', folder.workspace);
    const on = 'customers.exact-online-to-asperion';
    const approve = (...names: readonly string[]) => refuseOtherApprovals(flows, selectFlows(flows, null), names);
    approve(on);
    expect(problemsOf(() => approve(on, RECONCILE))).toEqual([
      `WRONG_INPUT The input "approve" is for ${RECONCILE}, which this run leaves out. | Name it in the input flows as well, or remove it from approve.`,
    ]);
    const mistyped = () => approve('customer.exact-online-to-asperion');
    expect(problemsOf(mistyped)).toEqual([expect.stringMatching(/^UNKNOWN_FLOW /)]);
  });

  test('lets pins of a flow that is off count for another one of the same records', () => {
    const own = { 'mine.yml': 'extends: customers.exact-online-to-asperion\n' };
    const settings = { 'settings.yml': files['settings.yml'].replace('customers.exact-online-to-asperion', 'mine') };
    const links = { 'links.yml': 'customers.exact-online-to-asperion: { "20001": skip }\n' };
    using folder = workspaceWith({ ...files, ...own, ...settings, ...links });
    const { config, programs } = readFlows('mappings', folder.workspace);
    expect(programs.map(({ name, enabled }) => [name, enabled])).toEqual([
      ['mine', true],
      ['customers.exact-online-to-asperion', false],
    ]);
    const pins = [...pinsByPair(programs, config.links).values()];
    expect(pins.map(({ links: own }) => [...own])).toEqual([[['20001', 'skip']]]);
  });

  test('is not stopped by pins of a flow that is off and lacks a value', () => {
    const links = { 'links.yml': 'stock.asperion-to-exact-online: { "1000": skip }\n' };
    expect(chosen(null, links)).toEqual(['customers.exact-online-to-asperion']);
    using folder = workspaceWith(files);
    const asked = ['stock.asperion-to-exact-online'];
    expect(problemsOf(() => readFlows('mappings', folder.workspace, { asked }))).toEqual([
      expect.stringMatching(/^VALUE_MISSING mappings\/settings\.yml:1:1 The value "warehouse" is not set/),
    ]);
  });
  test('tells of the value that an overridden flow lacks, and not of a field that is filled', () => {
    using folder = workspaceWith({ ...files, 'stock.asperion-to-exact-online.yml': 'extends: shipped\nlimit: 5\n' });
    expect(problemsOf(() => readFlows('mappings', folder.workspace))).toEqual([
      expect.stringMatching(/^VALUE_MISSING mappings\/settings\.yml:1:1 The value "warehouse" is not set/),
    ]);
  });
});

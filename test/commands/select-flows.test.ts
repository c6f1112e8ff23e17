import { describe, expect, test } from 'vitest';
import { readFlows } from '../../src/commands/select-flows.ts';
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

import { describe, expect, it } from 'vitest';
import { readFlows } from '../../../src/commands/select-flows.ts';
import { rulesThatDiffer } from '../../../src/sync/run/rules-differ.ts';
import { compile } from '../../support/engine.ts';
import { customers, orders } from '../../support/samples.ts';

/** Two flows that write one field of one record: what counts as the same rule. */

const differing = (ofCustomers: string, ofOrders: string, more: { head?: string; relations?: string } = {}) => {
  const { config, programs } = compile({
    'customers.yml': customers({ head: more.head ?? '', fields: ofCustomers }),
    'orders.yml': orders({ fields: ofOrders, relations: more.relations ?? '' }),
  });
  return rulesThatDiffer(programs, config.flows).map(
    ({ code, message, at }) => `${at?.file}:${at?.line} ${code} ${message}`,
  );
};

describe('rules for the same field of the same record', () => {
  it('are reported with both files and lines when they differ', () => {
    expect(differing('city: City', 'city: upper(customer.City)')).toEqual([
      'mappings/orders.yml:18 RULES_DIFFER The flow orders writes city of debtors by a different rule than customers (mappings/customers.yml:14).',
    ]);
  });

  it.each([
    ['the alias of the record is taken away', 'city: City', 'city: customer.City'],
    ['an expression may be written as an object', 'city: City', 'city: { expr: customer.City }'],
    [
      'blanks and brackets do not count',
      `city: '(City == null) ? State : City'`,
      `city: 'customer.City==null ? customer.State : customer.City'`,
    ],
    [
      'tables, options and lists count by what they say',
      'city: { first: [{ expr: City, when: Country == "NL" }, { value: Gouda }], write: always }',
      'city: { write: always, first: [{ when: customer.Country == "NL", expr: customer.City }, { value: Gouda }] }',
    ],
    ['what is written once undoes nothing', 'city: { expr: City, write: create }', 'city: upper(customer.City)'],
  ])('that are the same are not: %s', (_, ofCustomers, ofOrders) => {
    expect(differing(ofCustomers, ofOrders)).toEqual([]);
  });

  it('count names of let and with as what they stand for', () => {
    const head =
      'with: { person: { resource: crm/Contacts, by: ID, value: MainContact } }\nlet: { place: upper(City) }';
    const relations = 'contact: { resource: crm/Contacts, by: ID, value: customer.MainContact }\n';
    const both = { head, relations };
    expect(
      differing(
        'city: place\nattentionTo: person.FullName',
        'city: upper(customer.City)\nattentionTo: contact.FullName',
        both,
      ),
    ).toEqual([]);
    expect(differing('attentionTo: person.FullName', 'attentionTo: contact.FirstName', both)).toHaveLength(1);
  });

  it('count names of the step as what they stand for, too', () => {
    const withLet = (rule: string) =>
      compile({
        'customers.yml': customers({ head: 'let: { place: upper(City) }', fields: 'city: place' }),
        'orders.yml': orders({ fields: 'city: where', debtor: `let: { town: customer.City, where: ${rule} }` }),
      });
    const differing = ({ config, programs }: ReturnType<typeof compile>) => rulesThatDiffer(programs, config.flows);
    expect(differing(withLet('upper(town)'))).toEqual([]);
    expect(differing(withLet('lower(town)'))).toHaveLength(1);
  });

  it('take a name of the order for a different one than that of the customer', () => {
    expect(differing('comments: Remarks', 'comments: Remarks')).toHaveLength(1);
  });

  it('are the same in all flows that come with the product', () => {
    const { config, programs } = readFlows('mappings', process.cwd());
    expect(rulesThatDiffer(programs, config.flows).map(({ message }) => message)).toEqual([]);
  });
});

describe('customers that come with a document of Asperion', () => {
  it.each([
    'invoices.asperion-to-exact-online',
    'invoices-as-invoices.asperion-to-exact-online',
    'orders.asperion-to-exact-online',
  ])('%s makes them as the flow of customers does', (name) => {
    const { config, programs } = readFlows('mappings', process.cwd());
    const both = programs.filter((one) => [name, 'customers.asperion-to-exact-online'].includes(one.name));
    expect(both.map(({ steps }) => steps.some(({ spec }) => spec.name === 'crm/Accounts'))).toEqual([true, true]);
    expect(rulesThatDiffer(both, config.flows)).toEqual([]);
  });
});

describe('a warning of two rules', () => {
  it('says nothing of documents, and nothing of one flow alone', () => {
    const { config, programs } = compile({
      'orders.yml': orders({}),
      'orders2.yml': orders({}).replace('"Order "', '"Nr "'),
    });
    expect(rulesThatDiffer(programs, config.flows)).toEqual([]);
  });
});

it('names the part if one of the rules stands in one: there it is changed for both', () => {
  const flow = (from: string, step: string) =>
    `from: exact-online.${from}\nto: asperion\n${from === 'crm/Accounts' ? '' : 'with: { customer: { resource: crm/Accounts, by: ID, value: OrderedBy } }\n'}steps:\n${step}`;
  const { config, programs } = compile({
    'parts/debtor.yml':
      'resource: debtors\nmatch: [characteristic5]\nupdate: true\nfields: { characteristic5: $customer.Code, name: $customer.Name, address: $customer.AddressLine1, debtorKindId: { value: company }, city: $customer.City }\n',
    'customers.yml': flow(
      'crm/Accounts',
      '  - id: debtor\n    extends: { debtor: { customer: record } }\n    fields: { city: upper(City) }\n',
    ),
    'orders.yml': flow('salesorder/SalesOrders', '  - id: debtor\n    extends: { debtor: { customer: customer } }\n'),
  });
  expect(rulesThatDiffer(programs, config.flows).map(({ hint }) => hint)).toEqual([
    'Write the rule in parts/debtor.yml ("extends: shipped"), which both take and where a field is written $customer.City, or take the field out of one of them: each would undo what the other writes.',
  ]);
});

import { describe, expect, test } from 'vitest';
import { BASE, loaded, mergedFlow, problemsWith } from './packs.ts';

const merged = (own: string) => mergedFlow({ 'base.yml': BASE, 'orders.yml': `extends: base\n${own}` }).flow;
const problems = (own: string) => problemsWith({ 'base.yml': BASE, 'orders.yml': `extends: base\n${own}` });
const step = (flow: ReturnType<typeof merged>, id: string) => flow.steps.find((one) => one.id === id);

describe('a flow that extends another one', () => {
  test('has all that the other one says', () => {
    expect(merged('enabled: true\n')).toEqual({
      ...mergedFlow({ 'orders.yml': BASE }).flow,
      enabled: true,
    });
  });

  test('changes single keys of maps and leaves the others alone', () => {
    const flow = merged(
      'with: { receiver: { resource: crm/Accounts, by: ID, value: DeliverTo } }\nguard: { maxCreates: 5 }\n',
    );
    expect(Object.keys(flow.with ?? {})).toEqual(['customer', 'receiver']);
    expect(flow.guard).toEqual({ maxCreates: 5 });
  });

  test('changes steps by their ids, whatever their order', () => {
    const flow = merged('steps: { invoice: { exists: fail }, debtor: { update: false } }\n');
    expect(flow.steps.map(({ id }) => id)).toEqual(['debtor', 'invoice']);
    expect(step(flow, 'invoice')).toMatchObject({ exists: 'fail', match: ['invoiceNumber'] });
    expect(step(flow, 'debtor')).toMatchObject({ update: false });
  });

  test('refuses a step without an id, which could be any of them', () => {
    expect(problems('steps: [{ exists: fail }]\n')).toContain(
      'MISSING_KEY mappings/orders.yml:2:9 This step has no "id", so it is not known which step it changes. | Write the id of the step that it changes: debtor or invoice.',
    );
  });

  test('replaces lists that have no ids', () => {
    expect(step(merged('steps: { debtor: { match: [vatNumber] } }\n'), 'debtor')?.match).toEqual(['vatNumber']);
  });

  test('adds a step that a list names and changes the ones it has', () => {
    const flow = merged(
      'steps:\n  - { id: debtor, update: false }\n  - { id: note, resource: debtors, match: [name], update: false, fields: { name: customer.Name } }\n',
    );
    expect(flow.steps.map(({ id }) => id)).toEqual(['debtor', 'invoice', 'note']);
    expect(step(flow, 'debtor')).toMatchObject({ update: false, resource: 'debtors' });
  });

  test('puts a new step, relation or name above the next one that is written behind it', () => {
    const note = '{ id: note, resource: debtors, match: [name], update: false, fields: { name: customer.Name } }';
    const flow = merged(`with:
  first: { resource: crm/Accounts, by: ID, value: OrderedBy }
  customer: { value: first.ID }
  last: { resource: crm/Accounts, by: ID, value: customer.ID }
steps: [${note}, { id: invoice, exists: fail }]
`);
    expect(Object.keys(flow.with ?? {})).toEqual(['first', 'customer', 'last']);
    expect(flow.steps.map(({ id }) => id)).toEqual(['debtor', 'note', 'invoice']);
    expect(step(flow, 'invoice')?.exists).toBe('fail');
  });

  test('takes out a field, a step and a condition', () => {
    const flow = merged(
      'where: { open: { remove: true }, paid: Status == 21 }\nsteps: { debtor: { fields: { city: { remove: true } } } }\n',
    );
    expect(flow.where).toEqual({ paid: 'Status == 21' });
    expect(Object.keys(step(flow, 'debtor')?.fields ?? {})).toEqual(['characteristic5', 'name']);
    expect(merged('steps: { invoice: { remove: true } }\n').steps.map(({ id }) => id)).toEqual(['debtor']);
    expect(merged('steps: [{ id: invoice, remove: true }]\n').steps.map(({ id }) => id)).toEqual(['debtor']);
  });

  test('adds options to the rule of a field, or gives it another rule', () => {
    const fields = (text: string) => step(merged(`steps: { debtor: { fields: ${text} } }\n`), 'debtor')?.fields;
    expect(fields('{ name: { write: create } }')?.name).toEqual({ expr: 'customer.Name', write: 'create' });
    expect(fields('{ city: { write: always } }')?.city).toEqual({ expr: 'customer.City', write: 'always' });
    expect(fields('{ city: { value: Delft } }')?.city).toEqual({ value: 'Delft' });
    expect(fields('{ city: upper(customer.City) }')?.city).toBe('upper(customer.City)');
    expect(fields('{ city: { write: { remove: true } } }')?.city).toBe('customer.City');
    expect(fields('{ postCode: customer.Postcode }')?.postCode).toBe('customer.Postcode');
  });

  test('changes a total by what it adds up', () => {
    const flow = merged('steps: { invoice: { totals: { amount: { tolerance: 0.05 } } } }\n');
    expect(step(flow, 'invoice')?.totals).toEqual([{ of: 'amount', equals: 'AmountFCExclVat', tolerance: '0.05' }]);
  });

  test('adds a line beside those that are appended, by its id', () => {
    const append = (id: string) =>
      `steps: { invoice: { lines: { append: [{ id: ${id}, fields: { description: '"${id}"', amount: "0" } }] } } }\n`;
    const flow = mergedFlow({
      'base.yml': BASE,
      'middle.yml': `extends: base\n${append('discount')}`,
      'orders.yml': `extends: middle\n${append('shipping')}`,
    }).flow;
    expect(step(flow, 'invoice')?.lines?.append?.map(({ id }) => id)).toEqual(['discount', 'shipping']);
  });

  test('builds on a chain of flows, the nearest one going first', () => {
    const flow = mergedFlow({
      'base.yml': BASE,
      'middle.yml':
        'extends: base\nsteps: { debtor: { fields: { name: upper(customer.Name), phoneNumber: customer.Phone } } }\n',
      'orders.yml': 'extends: middle\nsteps: { debtor: { fields: { name: lower(customer.Name) } } }\n',
    }).flow;
    expect(step(flow, 'debtor')?.fields).toMatchObject({ name: 'lower(customer.Name)', phoneNumber: 'customer.Phone' });
  });

  test('tells a mistake where it was written', () => {
    expect(problems('steps:\n  debtor:\n    updat: true\n')).toEqual([
      'UNKNOWN_KEY mappings/orders.yml:4:5 Unknown key "updat" in step debtor. | Did you mean "update"?',
    ]);
    const files = { 'base.yml': BASE.replace('update: true', 'update: often'), 'orders.yml': 'extends: base\n' };
    expect(problemsWith(files).map((one) => one.slice(0, 36))).toEqual(['WRONG_VALUE mappings/base.yml:12:13 ']);
  });
});

describe('an override that meets nothing', () => {
  test.each([
    ['a step', 'steps:\n  invoce: { exists: fail }\n', '3:3', 'steps.invoce', 'Did you mean steps.invoice?'],
    [
      'a field that is elsewhere',
      'steps: { debtor: { fields: { amount: { remove: true } } } }\n',
      '2:30',
      'steps.debtor.fields.amount',
      'Did you mean steps.invoice.lines.fields.amount?',
    ],
    [
      'options of a field that a newer version no longer has',
      'steps: { debtor: { fields: { fax: { write: create } } } }\n',
      '2:30',
      'steps.debtor.fields.fax',
      'There are: characteristic5, name, city.',
    ],
    ['a condition', 'where: { opne: { remove: true } }\n', '2:10', 'where.opne', 'Did you mean where.open?'],
    [
      'a step in a list',
      'steps:\n  - { id: debtr, remove: true }\n',
      '3:5',
      'steps.debtr',
      'Did you mean steps.debtor?',
    ],
  ])('%s', (_, own, place, path, hint) => {
    expect(problems(own)).toContain(
      `OVERRIDE_MISSES mappings/orders.yml:${place} This overrides nothing: what is extended has no ${path}. | ${hint}`,
    );
  });
});

describe('a list of an override', () => {
  test('is refused when it names an entry twice, or is empty and so changes nothing', () => {
    const twice = 'steps:\n  - { id: debtor, update: false }\n  - { id: debtor, match: [name] }\n';
    expect(problems(twice)[0]).toContain(
      'NAME_TAKEN mappings/orders.yml:4:5 The name "debtor" is used twice in this list.',
    );
    expect(problems('steps: []\n')[0]).toContain(
      'OVERRIDE_MISSES mappings/orders.yml:2:8 This overrides nothing: a list with ids',
    );
  });

  test('takes out only what says so', () => {
    expect(problems('steps: [{ id: debtor, remove: false }]\n')[0]).toContain('UNKNOWN_KEY mappings/orders.yml:2:');
  });

  test('cannot take out what stands below a key that is new', () => {
    expect(problems('with: { other: { one: { remove: true } } }\n')[0]).toContain(
      'OVERRIDE_MISSES mappings/orders.yml:2:',
    );
  });
});

test('a flow that "flows" turns on is not switched off by an override: that is told, where it is', () => {
  const files = { '../pack/orders.yml': BASE, 'orders.yml': 'extends: shipped\nenabled: false\n' };
  const settings = (flows: string) => ({
    ...files,
    'settings.yml': `use: ../pack\nflows: [${flows}]\nvalues: { prefix: EO- }\n`,
  });
  expect(problemsWith(settings('orders'))).toEqual([
    'NEVER_USED mappings/orders.yml:2:1 "enabled: false" has no effect here: "flows" in settings.yml turns this flow on. | Take orders out of "flows" to turn it off, or remove this line.',
  ]);
  expect(loaded(settings('')).flows.map(({ flow }) => flow.enabled)).toEqual([false]);
});

test('a flow of a copied folder that builds on another one is turned on by "flows" alone', () => {
  const files = {
    'orders.yml': BASE,
    'orders-twice.yml': 'extends: orders\nenabled: false\n',
    'settings.yml': 'flows: [orders-twice]\nvalues: { prefix: EO- }\n',
  };
  const switched = loaded(files).flows.filter(({ flow }) => flow.enabled);
  expect(switched.map(({ name }) => name)).toEqual(['orders-twice']);
});

describe('what cannot be extended', () => {
  test('a flow that is verified as well', () => {
    const files = { 'base.yml': BASE, 'orders.yml': 'verify: base\nextends: base\n' };
    expect(problemsWith(files)).toEqual([
      'WRONG_VALUE mappings/orders.yml:1:1 A flow either extends another one or verifies it. | Remove one of the two keys.',
    ]);
  });

  test('a flow that is not there', () => {
    expect(problemsWith({ 'base.yml': BASE, 'orders.yml': 'extends: bse\n' })).toEqual([
      'UNKNOWN_FLOW mappings/orders.yml:1:10 There is no flow "bse" to extend. | Did you mean "base"?',
    ]);
    expect(problemsWith({ 'orders.yml': 'extends: shipped\n' })).toEqual([
      'UNKNOWN_FLOW mappings/orders.yml:1:10 There is no flow "orders" to extend. | Write "use: shipped" in settings.yml to build on the shipped flows.',
    ]);
    const own = { 'settings.yml': 'use: shipped\nflows: []\n', 'klanten.yml': 'extends: shipped\n' };
    expect(problemsWith(own)).toEqual([
      'UNKNOWN_FLOW mappings/klanten.yml:1:10 There is no flow "klanten" to extend. | Name the file after the flow that it changes. `mappings list` names all flows.',
    ]);
  });

  test('a circle', () => {
    expect(problemsWith({ 'a.yml': 'extends: b\n', 'b.yml': 'extends: a\n' })).toEqual([
      'EXTENDS_CYCLE mappings/b.yml:1:10 This extends itself: a → b → a. | Remove one of these "extends".',
      'EXTENDS_CYCLE mappings/a.yml:1:10 This extends itself: b → a → b. | Remove one of these "extends".',
    ]);
    expect(problemsWith({ 'a.yml': 'extends: a\n' })).toEqual([
      'EXTENDS_CYCLE mappings/a.yml:1:10 This extends itself: a → a. | Remove it, or write "extends: shipped" to build on the one of the same name below.',
    ]);
    expect(problemsWith({ 'a.yml': 'verify: b\n', 'b.yml': 'verify: a\n' })[0]).toContain(
      'This verifies itself: a → b → a. | Remove one of these "verify".',
    );
  });
});

describe('a flow that verifies another one', () => {
  const files = {
    'base.yml': BASE.replace('steps:', 'guard: { maxCreates: 5 }\nsteps:').replace('enabled: false', 'enabled: true'),
  };

  test('compares by its rules, without what is about writing, and is off until it is named', () => {
    const { flow } = mergedFlow({ ...files, 'orders.yml': 'verify: base\nsteps: { invoice: { compare: sums } }\n' });
    expect(flow).toMatchObject({ purpose: 'verify', enabled: false, from: 'exact-online.salesorder/SalesOrders' });
    expect(flow.guard).toBeUndefined();
    expect(flow.steps.map(({ id, update, exists, compare }) => [id, update, exists, compare])).toEqual([
      ['debtor', undefined, undefined, undefined],
      ['invoice', undefined, undefined, 'sums'],
    ]);
    expect(step(flow, 'debtor')?.fields.city).toEqual({ expr: 'customer.City', write: 'create' });
  });

  test('has rules of its own where it lists its steps: it reads what the other one reads', () => {
    const copies = 'copyOf:\n  - { resource: salesorderswithlines, by: orderNumber, value: YourRef }\nsteps:';
    const own =
      'verify: base\nsteps:\n  - id: invoice\n    resource: salesinvoiceswithlines\n    match: [invoiceNumber]\n    fields: { invoiceNumber: string(OrderNumber) }\n';
    const { flow } = mergedFlow({ 'base.yml': files['base.yml'].replace('steps:', copies), 'orders.yml': own });
    expect(flow).toMatchObject({
      from: 'exact-online.salesorder/SalesOrders',
      to: 'asperion',
      purpose: 'verify',
      enabled: false,
      copyOf: [{ resource: 'salesorderswithlines' }],
    });
    expect([flow.with, flow.where, flow.guard]).toEqual([undefined, undefined, undefined]);
    expect(flow.steps.map(({ id, fields }) => [id, fields])).toEqual([
      ['invoice', { invoiceNumber: 'string(OrderNumber)' }],
    ]);
  });

  test('compares documents that are not booked twice', () => {
    const { flow } = mergedFlow({
      'base.yml': files['base.yml'].replace('exists: verify', "exists: verify\n    unlessBooked: '[YourRef]'"),
      'orders.yml': 'verify: base\n',
    });
    expect(step(flow, 'invoice')).not.toHaveProperty('unlessBooked');
  });

  test('needs a flow that is there', () => {
    expect(problemsWith({ ...files, 'orders.yml': 'verify: bas\n' })).toEqual([
      'UNKNOWN_FLOW mappings/orders.yml:1:9 There is no flow "bas" to extend. | Did you mean "base"?',
    ]);
  });
});

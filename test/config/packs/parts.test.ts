import { describe, expect, test } from 'vitest';
import { mergedFlow, problemsWith } from './packs.ts';

const DEBTOR = `resource: debtors
match: [characteristic5]
update: true
fields:
  characteristic5: externalKey($customer.Code)
  name: $customer.Name
  comments: 'join(["$customer", $customer.Remarks], " ")'
`;

const flow = (extended: string, more = '') => `from: exact-online.crm/Accounts
to: asperion
steps:
  - id: debtor
    extends: ${extended}
${more}`;

const stepOf = (files: Readonly<Record<string, string>>) => mergedFlow(files).flow.steps[0];
const inOrders = (extended: string, more = '') => ({ 'parts/debtor.yml': DEBTOR, 'orders.yml': flow(extended, more) });

describe('a part', () => {
  test('is written out where it is extended, with its parameters filled in', () => {
    expect(stepOf(inOrders('{ debtor: { customer: buyer } }'))).toMatchObject({
      id: 'debtor',
      resource: 'debtors',
      fields: {
        characteristic5: 'externalKey(buyer.Code)',
        name: 'buyer.Name',
        comments: 'join(["$customer", buyer.Remarks], " ")',
      },
    });
  });

  test('can speak of the record itself', () => {
    expect(stepOf(inOrders('{ debtor: { customer: record } }'))?.fields).toMatchObject({
      characteristic5: 'externalKey(Code)',
      name: 'Name',
    });
  });

  test('is changed by what stands beside it', () => {
    const own = '    fields: { name: { write: create }, comments: { remove: true } }\n';
    expect(stepOf(inOrders('{ debtor: { customer: record } }', own))?.fields).toEqual({
      characteristic5: 'externalKey(Code)',
      name: { expr: 'Name', write: 'create' },
    });
  });

  test('can extend another part', () => {
    const files = {
      ...inOrders('{ company: { who: buyer } }'),
      'parts/company.yml': 'extends: { debtor: { customer: $who } }\nfields: { city: $who.City }\n',
    };
    expect(stepOf(files)?.fields).toMatchObject({ name: 'buyer.Name', city: 'buyer.City' });
  });

  test('comes together with others, one merged over the other', () => {
    const files = {
      ...inOrders('[{ debtor: { customer: record } }, address]'),
      'parts/address.yml': 'fields: { city: City, name: upper(Name) }\n',
    };
    expect(stepOf(files)?.fields).toMatchObject({
      characteristic5: 'externalKey(Code)',
      name: 'upper(Name)',
      city: 'City',
    });
  });

  test('with a list extends the list where it stands; what is beside it changes entries by id', () => {
    const checks = `    checks:
      - { id: first, when: Code == null, says: '"no code"' }
      - extends: { named: { field: City } }
        second: { id: city }
      - { id: last, when: Name == null, says: '"no name"' }
`;
    const named = '- { id: second, when: $field == null, says: \'"nothing"\' }\n';
    const files = { ...inOrders('{ debtor: { customer: record } }', checks), 'parts/named.yml': named };
    expect(stepOf(files)?.checks).toEqual([
      { id: 'first', when: 'Code == null', says: '"no code"' },
      { id: 'city', when: 'City == null', says: '"nothing"' },
      { id: 'last', when: 'Name == null', says: '"no name"' },
    ]);
  });

  test('stands below the names that are written above it', () => {
    const names =
      '    let:\n      code: string(Code)\n      extends: { marked: { of: code } }\n      more: mark + "!"\n';
    const files = {
      ...inOrders('{ debtor: { customer: record } }', names),
      'parts/marked.yml': 'mark: upper($of)\n',
    };
    expect(Object.entries(stepOf(files)?.let ?? {})).toEqual([
      ['code', 'string(Code)'],
      ['mark', 'upper(code)'],
      ['more', 'mark + "!"'],
    ]);
  });

  test('comes over what a flow extends, and what stands beside it changes either', () => {
    const files = {
      ...inOrders('{ debtor: { customer: record } }'),
      'parts/brief.yml': 'update: false\nfields: { city: $of.City, comments: { write: create } }\n',
      'copies.yml': `extends: orders
steps:
  debtor:
    extends: { brief: { of: record } }
    fields: { name: { remove: true }, city: { write: create } }
`,
    };
    expect(mergedFlow(files, 'copies').flow.steps).toEqual([
      {
        id: 'debtor',
        resource: 'debtors',
        match: ['characteristic5'],
        update: false,
        fields: {
          characteristic5: 'externalKey(Code)',
          city: { expr: 'City', write: 'create' },
          comments: { expr: 'join(["$customer", Remarks], " ")', write: 'create' },
        },
      },
    ]);
  });

  test('of the folder stands in for the one that it builds on, and can extend it', () => {
    const files = {
      'settings.yml': 'use: ../pack\nvalues: { prefix: EO- }\n',
      '../pack/parts/debtor.yml': DEBTOR,
      'parts/debtor.yml': 'extends: shipped\nfields: { name: upper($customer.Name) }\n',
      'orders.yml': flow('{ debtor: { customer: record } }'),
    };
    expect(stepOf(files)?.fields).toMatchObject({ characteristic5: 'externalKey(Code)', name: 'upper(Name)' });
  });
});

describe('a part that is used wrongly', () => {
  const problems = (extended: string) => problemsWith(inOrders(extended));

  test('is not there', () => {
    expect(problems('{ debitor: { customer: record } }')).toContain(
      'UNKNOWN_PART mappings/orders.yml:5:16 There is no part "debitor". | Did you mean "debtor"?',
    );
    expect(problems('invoice-lines')).toContain(
      'UNKNOWN_PART mappings/orders.yml:5:5 There is no part "invoice-lines". | Write it as parts/invoice-lines.yml.',
    );
  });

  test('lacks a parameter, or gets one that it does not have', () => {
    expect(problems('debtor')).toContain(
      'PART_PARAMETER mappings/orders.yml:5:5 The part "debtor" needs "customer". | Add customer: and an expression.',
    );
    expect(problems('{ debtor: { customr: record, customer: record } }')).toContain(
      'PART_PARAMETER mappings/orders.yml:5:16 The part "debtor" has no parameter "customr". | Did you mean "customer"?',
    );
  });

  test('has a parameter that is mistyped in it: told once, where it is', () => {
    const files = {
      'parts/debtor.yml': DEBTOR.replace('$customer.Name', '$custmer.Name'),
      'orders.yml': flow('{ debtor: { customer: record } }'),
      'others.yml': flow('{ debtor: { customer: record } }'),
    };
    expect(problemsWith(files)).toEqual([
      'PART_PARAMETER mappings/parts/debtor.yml:6:9 The part "debtor" gets nothing named "custmer". | Did you mean "$customer"?',
    ]);
  });

  test('may get what an override of it uses no more', () => {
    const files = {
      '../pack/parts/debtor.yml': `${DEBTOR}  city: upper($place)\n`,
      '../pack/orders.yml': flow('{ debtor: { customer: record, place: City } }'),
      'parts/debtor.yml': 'extends: shipped\nfields: { city: { remove: true } }\n',
      'settings.yml': 'use: ../pack\nflows: [orders]\nvalues: { prefix: EO- }\n',
    };
    expect(Object.keys(mergedFlow(files).flow.steps[0]?.fields ?? {})).toEqual(['characteristic5', 'name', 'comments']);
  });

  test('cannot be read, which is told once and nothing else', () => {
    const files = {
      ...inOrders('{ debtor: { customer: record } }'),
      'parts/debtor.yml': 'fields: [\n',
      'copies.yml': 'extends: orders\nsteps: { debtor: { fields: { name: { remove: true } } } }\n',
    };
    expect(problemsWith(files)).toEqual([expect.stringContaining('YAML_SYNTAX mappings/parts/debtor.yml:1:')]);
  });

  test('uses the record as a value', () => {
    const files = {
      'parts/debtor.yml': `${DEBTOR}when: $customer != null\n`,
      'orders.yml': flow('{ debtor: { customer: record } }'),
    };
    expect(problemsWith(files)[0]).toContain(
      'The part "debtor" uses "customer" as a single value, but it is a record.',
    );
  });

  test('extends itself', () => {
    const files = {
      'parts/debtor.yml': 'extends: company\n',
      'parts/company.yml': 'extends: debtor\n',
      'orders.yml': flow('debtor'),
    };
    expect(problemsWith(files)[0]).toBe(
      'EXTENDS_CYCLE mappings/parts/company.yml:1:10 This extends itself: debtor → company → debtor. | Remove one of these "extends".',
    );
  });

  test('extends itself, and nothing is said of what it would have held', () => {
    const files = {
      'parts/debtor.yml': 'extends: debtor\nfields: { city: City }\n',
      'orders.yml': flow('{ debtor: { customer: customer } }'),
    };
    expect(problemsWith(files)).toEqual([
      'EXTENDS_CYCLE mappings/parts/debtor.yml:1:10 This extends itself: debtor → debtor. | Remove it, or write "extends: shipped" to build on the one of the same name below.',
    ]);
  });

  test.each(['{ debtor: customer }', '{ debtor: { customer: 5 } }', '7'])('is written as %s', (extended) => {
    expect(problems(extended)[0]).toContain('WRONG_VALUE mappings/orders.yml:5:');
  });
});

test('a parameter that is more than one thing keeps together', () => {
  const files = (given: string) => ({
    'parts/price.yml': 'fields: { name: $amount * 2, city: lower($amount), comments: $amount }\n',
    'orders.yml': flow(
      `{ price: { amount: ${given} } }`,
      '    resource: debtors\n    match: [name]\n    update: true\n',
    ),
  });
  expect(stepOf(files('A - B'))?.fields).toEqual({ name: '(A - B) * 2', city: 'lower(A - B)', comments: 'A - B' });
  expect(stepOf(files('abs(A - B)'))?.fields).toMatchObject({ name: 'abs(A - B) * 2' });
  expect(stepOf(files('buyer.Name'))?.fields).toMatchObject({ name: 'buyer.Name * 2' });
});

test('a value in a part is filled in, and is no parameter', () => {
  const files = {
    'parts/town.yml': 'fields: { city: { value: $values.town } }\n',
    'values.yml': 'values: { town: { type: text, about: where everybody lives } }\n',
    'settings.yml': 'values: { town: Delft }\n',
    'orders.yml': flow('town', '    resource: debtors\n    match: [city]\n    update: true\n'),
  };
  expect(stepOf(files)?.fields).toEqual({ city: { value: 'Delft' } });
});

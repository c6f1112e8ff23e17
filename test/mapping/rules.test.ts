import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { ConfigError, RecordError } from '../../src/errors/errors.ts';
import { type Scope, SEVERAL } from '../../src/mapping/expressions/scope.ts';
import { LocalDateTime, type RecordValues } from '../../src/values.ts';
import { compileFiles, customers, scopeOf, stepOf } from './flows.ts';

const ACCOUNT: RecordValues = { Code: '20001', Name: 'Bakkerij De Kroon', AddressLine1: 'Damstraat 1' };

/** The mapped values of one customer by a flow with these lines under `fields`. */
function mapped(
  fields: string,
  record: RecordValues = {},
  tables: Readonly<Record<string, string>> = {},
  rest: Partial<Scope> = {},
) {
  const program = compileFiles({ 'flow.yml': customers(fields), ...tables });
  return stepOf(program).evaluate(scopeOf({ ...ACCOUNT, ...record }, rest));
}

const thrown = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return null;
};

describe('a rule', () => {
  test('is an expression or a constant, kept exactly', () => {
    const values = mapped('comments: Remarks\ncharacteristic4: { value: " NO " }\npostCode: { value: "0123" }', {
      Remarks: '  a\tb  ',
    });
    expect(values).toEqual({
      characteristic5: 'EO-20001',
      name: 'Bakkerij De Kroon',
      address: 'Damstraat 1',
      debtorKindId: 'company',
      comments: '  a\tb  ',
      characteristic4: ' NO ',
      postCode: '0123',
    });
  });

  test('gives null for null, so that an update clears the field', () => {
    expect(mapped('comments: Remarks')).toHaveProperty('comments', null);
    expect(mapped('comments: trim(Remarks)', { Remarks: '  ' })).toHaveProperty('comments', null);
  });

  test('with `default` gives that for null only; with `force` always', () => {
    const rule = 'comments: { expr: Remarks, default: none }';
    expect(mapped(rule).comments).toBe('none');
    expect(mapped(rule, { Remarks: 'some' }).comments).toBe('some');
    expect(mapped('comments: { expr: Remarks, force: always }', { Remarks: 'some' }).comments).toBe('always');
    expect(mapped('comments: { expr: Remarks, force: null }', { Remarks: 'some' }).comments).toBeNull();
  });

  test('with `when` leaves the field out where it is not true', () => {
    const rule = 'comments: { expr: Remarks, when: Status == "C" }';
    expect(mapped(rule, { Remarks: 'a' })).not.toHaveProperty('comments');
    expect(mapped(rule, { Remarks: 'a', Status: 'C' })).toHaveProperty('comments', 'a');
  });

  test('with `first` takes the first that is not null, whatever kind it is', () => {
    const rule =
      'phoneNumber:\n  first:\n    - Phone\n    - { expr: PhoneExtension, when: Status == "C" }\n    - { value: unknown }';
    expect(mapped(rule, { Phone: '020-555 0101' }).phoneNumber).toBe('020-555 0101');
    expect(mapped(rule, { PhoneExtension: '12', Status: 'C' }).phoneNumber).toBe('12');
    expect(mapped(rule, { PhoneExtension: '12' }).phoneNumber).toBe('unknown');
  });

  test('is converted to what the target field holds', () => {
    const values = mapped(
      'comments: string(Created)\ncharacteristic4: CreditLineSales\npaymentConditionId: int(PaymentConditionSales)\nblocked: Blocked',
      {
        Created: new LocalDateTime('2026-03-01T10:20:30'),
        CreditLineSales: new Big('1500.50'),
        PaymentConditionSales: '08',
        Blocked: false,
      },
    );
    expect(values).toMatchObject({
      comments: '2026-03-01T10:20:30',
      characteristic4: '1500.5',
      paymentConditionId: 8,
      blocked: false,
    });
  });

  test('whose value does not fit is an error of the record that names the field, not the value', () => {
    const error = thrown(() =>
      mapped('paymentConditionId: int(PaymentConditionSales)', { PaymentConditionSales: 'geheim' }),
    );
    expect(error).toBeInstanceOf(RecordError);
    expect(error).toMatchObject({
      code: 'BAD_VALUE',
      message: 'Field paymentConditionId: "int" needs a whole number; round(x, 0) takes a fraction off.',
      at: { file: 'mappings/flow.yml', line: 13, column: 7 },
    });
  });
});

describe('a table', () => {
  const conditions = { 'tables/conditions.yml': '08: 1\n"14": 2\nNO: 5\n' };
  const rule = (more = '') => `paymentConditionId: { table: conditions, key: PaymentConditionSales${more} }`;

  test('is read as it is written: 08 and NO are keys', () => {
    expect(mapped(rule(), { PaymentConditionSales: '08' }, conditions).paymentConditionId).toBe(1);
    expect(mapped(rule(), { PaymentConditionSales: 'NO' }, conditions).paymentConditionId).toBe(5);
  });

  test('is looked up without blanks at the ends, which none of its keys has', () => {
    const padded = { PaymentConditionSales: ' 14 ', Country: ' NO' };
    expect(mapped(rule(), padded, conditions).paymentConditionId).toBe(2);
    const calls = 'comments: table("conditions", Country)\nnoReminder: inTable("conditions", Country)';
    expect(mapped(calls, padded, conditions)).toMatchObject({ comments: '5', noReminder: true });
    const lost = thrown(() => mapped(rule(), { PaymentConditionSales: ' A ' }, conditions));
    expect(String(lost)).toContain('Add "A": … to mappings/tables/conditions.yml.');
    expect(thrown(() => mapped(rule(), { PaymentConditionSales: '  ' }, conditions))).toBeInstanceOf(RecordError);
  });

  test('answers null with null, or with the default', () => {
    expect(mapped(rule(), {}, conditions).paymentConditionId).toBeNull();
    expect(mapped(rule(', default: 9'), {}, conditions).paymentConditionId).toBe(9);
  });

  test('has a declared answer to a key that it lacks', () => {
    const lost = { PaymentConditionSales: '99' };
    expect(mapped(rule(', default: 9, unmapped: default'), lost, conditions).paymentConditionId).toBe(9);
    for (const more of ['', ', default: 9', ', unmapped: dead-letter', ', unmapped: dead-letter, default: 9']) {
      const error = thrown(() => mapped(rule(more), lost, conditions));
      expect(error).toBeInstanceOf(RecordError);
      expect(error).toMatchObject({ code: 'UNMAPPED_KEY' });
      expect(String(error)).toContain('Field paymentConditionId: Table conditions has no row for "99".');
    }
    const stop = thrown(() => mapped(rule(', unmapped: fail'), lost, conditions));
    expect(stop).toBeInstanceOf(ConfigError);
    expect(stop).toMatchObject({
      code: 'UNMAPPED_KEY',
      hint: 'Add "99": … to mappings/tables/conditions.yml.',
    });
  });

  test('may have several keys, also numbers and truth values', () => {
    const tables = { 'tables/kinds.yml': 'NL:\n  "true": a\n  "false": b\nBE:\n  "true": c\n' };
    const kind = (record: RecordValues) =>
      mapped('characteristic4: { table: kinds, key: [Country, Blocked] }', record, tables).characteristic4;
    expect(kind({ Country: 'NL', Blocked: true })).toBe('a');
    expect(kind({ Country: 'NL', Blocked: false })).toBe('b');
    expect(kind({ Country: 'NL' })).toBeNull();
    expect(() => kind({ Country: 'BE', Blocked: false })).toThrow('"BE", "false"');
    expect(() => kind({ Country: '__proto__', Blocked: false })).toThrow('has no row');
    expect(() => kind({ Country: 'constructor', Blocked: true })).toThrow('has no row');
  });
});

const GL_ACCOUNTS: Readonly<Record<string, string>> = { '8000': 'ABCD-01', '8002': SEVERAL };

describe('a reference', () => {
  const flow = (rule: string) => `from: asperion.articles
to: exact-online
steps:
  - { id: item, resource: logistics/Items, match: [Code], update: true, fields: { Code: articleNumber, Description: description, GLRevenue: ${rule} } }
`;
  const refs: Scope['refs'] = (resource, by, code) =>
    resource === 'financial/GLAccounts' && by === 'Code' ? GL_ACCOUNTS[code] : undefined;
  const resolved = (rule: string, record: RecordValues = {}) => {
    const program = compileFiles({ 'flow.yml': flow(rule), 'tables/accounts.yml': 'a: "8000"\nb: "8001"\n' });
    expect(program.refs).toEqual([{ resource: 'financial/GLAccounts', by: 'Code' }]);
    return stepOf(program).evaluate(scopeOf({ articleNumber: 'A', description: 'x', ...record }, { refs })).GLRevenue;
  };

  test('resolves a constant, an expression or a table to the id', () => {
    expect(resolved('{ ref: financial/GLAccounts, by: Code, value: "8000" }')).toBe('abcd-01');
    expect(resolved('{ ref: financial/GLAccounts, by: Code, expr: brand }', { brand: '8000' })).toBe('abcd-01');
    expect(resolved('{ ref: financial/GLAccounts, by: Code, table: accounts, key: brand }', { brand: 'a' })).toBe(
      'abcd-01',
    );
  });

  test('takes codes for `default` and `force`, too, and passes null', () => {
    expect(resolved('{ ref: financial/GLAccounts, by: Code, expr: brand, default: "8000" }')).toBe('abcd-01');
    expect(resolved('{ ref: financial/GLAccounts, by: Code, expr: brand, force: "8000" }', { brand: 'x' })).toBe(
      'abcd-01',
    );
    expect(
      resolved(
        '{ ref: financial/GLAccounts, by: Code, table: accounts, key: brand, default: "8000", unmapped: default }',
        {
          brand: 'z',
        },
      ),
    ).toBe('abcd-01');
    expect(resolved('{ ref: financial/GLAccounts, by: Code, expr: brand }')).toBeNull();
  });

  test('lets another code stand in for one that the list lacks', () => {
    const rule = '{ ref: financial/GLAccounts, by: Code, expr: brand, missing: "8000" }';
    expect(resolved(rule, { brand: '9999' })).toBe('abcd-01');
    expect(resolved(rule)).toBeNull();
    const error = thrown(() => resolved(rule.replace('8000', '8001'), { brand: '9999' }));
    expect(error).toMatchObject({
      code: 'REF_NOT_FOUND',
      message: expect.stringContaining('and none stands in for it (8001)'),
    });
  });

  test('to a code that the list lacks is an error of the record', () => {
    const error = thrown(() =>
      resolved('{ ref: financial/GLAccounts, by: Code, table: accounts, key: brand }', { brand: 'b' }),
    );
    expect(error).toMatchObject({ code: 'REF_NOT_FOUND', hint: 'Create it in Exact Online, or map another Code.' });
  });

  test('to a code that several records have is an error of the record', () => {
    const error = thrown(() => resolved('{ ref: financial/GLAccounts, by: Code, value: "8002" }'));
    expect(error).toMatchObject({ code: 'REF_NOT_FOUND', hint: 'Leave it to one of them in Exact Online.' });
  });
});

describe('when a field is written', () => {
  test('is what the file says, and `create` for a field that is taken on creation only', () => {
    const program = compileFiles({
      'flow.yml': customers('comments: { expr: Remarks, write: create }\nphoneNumber: { expr: Phone, write: empty }'),
    });
    expect(stepOf(program).writes).toMatchObject({ name: 'always', comments: 'create', phoneNumber: 'empty' });
  });
});

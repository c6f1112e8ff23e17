import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { canonical, LocalDateTime, type RecordValues } from '../../src/values.ts';
import { evaluate, shown } from './expressions.ts';

const results = (record: RecordValues, rows: Readonly<Record<string, unknown>>) => {
  for (const [text, wanted] of Object.entries(rows)) expect(shown(evaluate(text, record)), text).toEqual(wanted);
};

describe('null', () => {
  test('passes through operators and functions', () => {
    results(
      {},
      {
        'Amount + 1': null,
        '1 - Amount': null,
        'Amount * Amount': null,
        'Amount / 2': null,
        '-Amount': null,
        'Count % 2': null,
        'Remark + "x"': null,
        'string(null)': null,
        'string(Count)': null,
        'lower(Remark)': null,
        'replace(Remark, "a", "b")': null,
        'round(Amount, 2)': null,
        'year(Date)': null,
        'date(Remark)': null,
        'size(Lines)': null,
        'sum(Lines.map(l, l.Amount))': null,
        'Remark.startsWith("a")': null,
      },
    );
  });

  test('makes every order false, both ways', () => {
    results(
      {},
      {
        'Amount < 1': false,
        'Amount > 1': false,
        'Amount <= 1': false,
        'Amount >= 1': false,
        '1 < Amount': false,
        'Date < date("2026-01-01")': false,
        'null < 1': false,
      },
    );
  });

  test('is equal to null for every type, and to nothing else', () => {
    results(
      {},
      {
        'Amount == null': true,
        'Date == null': true,
        'Blocked == null': true,
        'Lines == null': true,
        'customer == null': true,
        'customer.Name == null': true,
        'null == null': true,
        'Count == 0': false,
        'Blocked == false': false,
        'Remark != "x"': true,
      },
    );
    results({ Count: 0, Blocked: false }, { 'Count == null': false, 'Blocked == null': false });
  });

  test('counts as false in conditions', () => {
    results(
      {},
      {
        'Blocked ? 1 : 2': 2,
        '!Blocked': true,
        'Blocked || Remark == null': true,
        'Blocked && Remark == null': false,
        'Blocked || Blocked': false,
        'Remark.startsWith("a") ? 1 : 2': 2,
      },
    );
  });

  test('is what empty text means, read or made', () => {
    results(
      { Remark: '' },
      {
        Remark: null,
        'Remark == null': true,
        'Remark == ""': true,
        '"" == null': true,
        'trim("  ")': null,
        'replace("a", "a", "")': null,
        'slice("abc", 3)': null,
        'coalesce(Remark, "b")': 'b',
      },
    );
  });

  test('is a field that the record lacks, an absent relation and a position that is not there', () => {
    results({ Lines: [] }, { Code: null, 'customer.Name': null, 'debtor.Email': null, 'Lines[0].Code': null });
  });
});

describe('numbers', () => {
  const record = { Count: 3, Amount: new Big('19.95') };

  test('mix whole, decimal and both kinds of literals', () => {
    results(record, {
      'Amount * Count': '59.85d',
      'Count * 1.21': '3.63d',
      'Amount + 1': '20.95d',
      'Count + 1': 4,
      'Count * 2 - 1': 5,
      '-Amount': '-19.95d',
      '7 % 4': 3,
      'Amount == 19.950': true,
      'Count == 3.0': true,
      'Count > 2.5': true,
      'Amount < 20': true,
    });
  });

  test('never become floats', () => {
    results(record, {
      '0.1 + 0.2': '0.3d',
      '1.005 * 1000': '1005d',
      '0.1 + 0.2 == 0.3': true,
      '12345678901234567.89 + 0.01': '12345678901234567.9d',
      '9007199254740991 + 1': '9007199254740992d',
      '9007199254740991 * 9007199254740991': '81129638414606663681390495662081d',
    });
  });

  test('are divided exactly: two whole numbers give a decimal', () => {
    results(record, { '1 / 4': '0.25d', 'Count / 2': '1.5d', '4 / 2': '2d' });
    expect(() => evaluate('1 / Count', { Count: 0 })).toThrow(/divided by zero/);
  });

  test('are rounded half away from zero', () => {
    results(
      {},
      {
        'round(2.345, 2)': '2.35d',
        'round(-2.345, 2)': '-2.35d',
        'round(1.005, 2)': '1.01d',
        'round(0.125, 2)': '0.13d',
        'round(2.5)': '3d',
        'round(-2.5)': '-3d',
        'round(3, 2)': '3d',
      },
    );
  });
});

describe('text and ids', () => {
  test('text is joined, compared exactly and ordered', () => {
    results(
      { Code: 'NL', ID: 'f00d-cafe' },
      {
        '"EO-" + Code': 'EO-NL',
        'Code == "nl"': false,
        '"a" < "b"': true,
        'Code in ["NL", "BE"]': true,
        'Code in ["nl"]': false,
        '"\\u00e9" + r"\\d"': 'é\\d',
      },
    );
  });

  test('ids are compared without case', () => {
    results({ ID: 'f00d-cafe' }, { 'ID == "F00D-CAFE"': true, 'ID in ["F00D-CAFE"]': true, 'ID != "f00d"': true });
  });

  test('a cut never leaves half a character', () => {
    results(
      { Remark: 'ab😀' },
      { 'slice(Remark, 0, 3)': 'ab', 'slice(Remark, 0, 4)': 'ab😀', 'slice(Remark, 3)': null },
    );
  });
});

describe('dates', () => {
  const record = { Date: new LocalDateTime('2026-03-01T00:00:00') };

  test('are compared with dates', () => {
    results(record, {
      'Date >= date("2026-03-01")': true,
      'Date == date("2026-03-01")': true,
      'Date < date("2026-02-28")': false,
      'string(Date)': '2026-03-01',
      'addDays(Date, -1)': '2026-02-28T00:00:00',
      'string(date("2026-03-01T23:30:00"))': '2026-03-01',
    });
  });

  test('fall into the book year that is set', async () => {
    const { names } = await import('./expressions.ts');
    const of = { ...names, settings: { ...names.settings, bookYear: { start: '07-01' } } };
    const at = (iso: string) => ({ Date: new LocalDateTime(`${iso}T00:00:00`) });
    const period = (iso: string) => [
      evaluate('bookYear(Date)', at(iso), { of }),
      evaluate('bookPeriod(Date)', at(iso), { of }),
    ];
    expect(period('2026-06-30')).toEqual([2025, 12]);
    expect(period('2026-07-01')).toEqual([2026, 1]);
    expect(period('2027-01-15')).toEqual([2026, 7]);
    const broken = { ...names, settings: { ...names.settings, bookYear: { start: '04-06' } } };
    expect(evaluate('bookPeriod(Date)', at('2026-04-05'), { of: broken })).toBe(12);
    expect(evaluate('bookYear(Date)', at('2026-04-05'), { of: broken })).toBe(2025);
  });
});

describe('collections', () => {
  const record = {
    Lines: [
      { Code: 'A', Quantity: new Big('2'), Amount: new Big('10.10') },
      { Code: 'B', Quantity: new Big('0'), Amount: null },
      { Code: null, Quantity: new Big('1'), Amount: new Big('0.20') },
    ],
  };

  test('are mapped, filtered, asked and summed', () => {
    results(record, {
      'Lines.map(l, l.Code)': ['A', 'B', null],
      'sum(Lines.map(l, l.Amount))': '10.3d',
      'sum(Lines.filter(l, l.Quantity > 1).map(l, l.Amount))': '10.1d',
      'Lines.exists(l, l.Quantity == 0)': true,
      'Lines.all(l, l.Quantity > 0)': false,
      'join(Lines.map(l, l.Code), "+")': 'A+B',
      'size(Lines)': 3,
      'max(Lines.map(l, l.Amount))': '10.1d',
      'Lines[2].Amount': '0.2d',
    });
  });

  test('an inner variable does not disturb the outer one', () => {
    results(record, { 'Lines.map(a, Lines.exists(b, b.Quantity > a.Quantity))': [false, true, true] });
  });
});

describe('the text by which values are compared', () => {
  test.each([1e-7, 1e21, -2.5e-9])('is that of the same decimal: %s', (number) => {
    expect(canonical(number)).toBe(canonical(new Big(number)));
  });
});

test('the text of a value is the same for ever: saved fingerprints are made of it', () => {
  const record = {
    b: new Big('2.50'),
    a: 'x"',
    none: null,
    empty: '',
    lines: [{ z: true, y: new LocalDateTime('2026-01-02T03:04:05') }],
  };
  expect(canonical(record)).toBe('{"a":s"x\\"","b":n2.5,"lines":[{"y":d2026-01-02T03:04:05,"z":true}]}');
});

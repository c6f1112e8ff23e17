import { describe, expect, test } from 'vitest';
import { signature } from '../../src/mapping/expressions/calls.ts';
import { functionGroups, library } from '../../src/mapping/functions/library.ts';
import { canonical } from '../../src/values.ts';
import { evaluate, shown } from './expressions.ts';

describe('function library', () => {
  test.each(
    [...library.values()].flatMap((row) =>
      [row.example, ...(row.more ?? [])].map(([expression, result]) => [expression, result, row] as const),
    ),
  )('%s is %s', (expression, result, row) => {
    expect(expression).toContain(`${row.name}(`);
    expect(canonical(evaluate(expression))).toBe(canonical(evaluate(result)));
  });

  test('every function is in one group, says what it does in a sentence and how it is written', () => {
    const rows = functionGroups.flatMap(({ functions }) => functions);
    expect(rows).toHaveLength(library.size);
    for (const row of rows) {
      expect(row.doc, row.name).toMatch(/^[A-Z].*\.$/s);
      expect(signature(row)).toMatch(/^\w+\(/);
    }
  });

  test('every function but coalesce gives null for null', () => {
    for (const row of library.values()) {
      if (row.takesNull === true) continue;
      const args = row.parameters.filter(({ optional, repeats }) => !optional && !repeats).map(() => 'null');
      expect(evaluate(`${row.name}(${args.join(', ')})`), row.name).toBeNull();
    }
  });

  test.each([
    ['int("12a")', /"int" needs a whole number/],
    ['int(2.5)', /"int" needs a whole number/],
    ['int("99999999999999999999")', /"int" needs a whole number/],
    ['dec("1.234,56")', /"dec" needs a number/],
    ['date("2026-02-30")', /not a date/],
    ['date("27-04-2026")', /not a date/],
    ['round(1.5, 21)', /decimal places/],
    ['addDays(date("9999-12-31"), 1)', /outside of the calendar/],
    ['pad("a", 1001)', /0 to 1000 characters/],
  ])('%s is refused', (expression, message) => {
    expect(() => evaluate(expression)).toThrow(message);
  });

  test('edges', () => {
    const rows = {
      'int(" 0042 ")': 42,
      'int(7.0)': 7,
      'dec("-0.50")': '-0.5d',
      'string(1.50)': '1.5',
      'string(true)': 'true',
      'join(["a", "", null, "b"])': 'ab',
      'join([], ",")': null,
      'split("a;;b", ";")': ['a', null, 'b'],
      'slice("abcdef", -2)': 'ef',
      'sum([])': 0,
      'min([])': null,
      'min(date("2026-01-02"), date("2026-01-01"))': '2026-01-01T00:00:00',
      'max(1, null)': null,
      'abs(-3)': 3,
      'replace("a.b.c", ".", "$&")': 'a$&b$&c',
    };
    for (const [text, wanted] of Object.entries(rows)) expect(shown(evaluate(text)), text).toEqual(wanted);
  });
});

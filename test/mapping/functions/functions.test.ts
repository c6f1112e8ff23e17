import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { signature } from '../../../src/mapping/expressions/arguments.ts';
import { functionGroups, library } from '../../../src/mapping/functions/library.ts';
import { canonical } from '../../../src/values.ts';
import { evaluate, shown } from '../expressions.ts';

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

  test('every function but coalesce, and those that look into tables, gives null for null', () => {
    for (const row of library.values()) {
      if (row.takesNull === true || row.run === undefined) continue;
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
    ['dec("1,234.5", ",")', /such as 1.234,56/],
    // One sign alone, of the other way of writing: never a hundred or a thousand times as much.
    ['dec("12.34", ",")', /such as 1.234,56/],
    ['dec("1234.56", ",")', /such as 1.234,56/],
    ['dec("1234.567", ",")', /such as 1.234,56/],
    ['dec("-0.500", ",")', /such as 1.234,56/],
    ['incl(100, 0.21)', /a percentage such as 21/],
    ['vat(100, 210)', /a percentage such as 21/],
    ['parseDate("31-02-2026", "dd-MM-yyyy")', /not a date in the given format/],
    ['parseDate("2026", "YYYY")', /a format such as dd-MM-yyyy/],
    ['amsterdam("2026-01-01T00:00:00")', /no offset and no zone/],
    ['amsterdam("2026-01-01T00:00:00Z", "UTC")', /an offset and a zone/],
    ['addMonths(date("9999-12-31"), 1)', /outside of the calendar/],
    ['shortHash("a", 4)', /8 to 64 digits/],
    ['phone("020", "Netherlands")', /the code of a country/],
  ])('%s is refused', (expression, message) => {
    expect(() => evaluate(expression)).toThrow(message);
  });

  test('a value that is refused as a constant at load is refused from a record', () => {
    expect(() => evaluate('round(Amount, Count)', { Amount: new Big('1.5'), Count: 21 })).toThrow(
      '"round" takes 0 to 20 decimal places',
    );
    expect(() => evaluate('formatDate(date("2026-01-01"), Remark)', { Remark: 'YYYY' })).toThrow('needs a format');
  });

  test('edge cases', () => {
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
      'slice("a😀b", 0, 2)': 'a',
      'shorten("a b", 1)': 'a',
      'shorten("Deurkruk  messing", 9)': 'Deurkruk',
      'roundEven(0.125, 2)': '0.12d',
      'roundEven(2.5)': '2d',
      'excl(0, 21)': '0d',
      'fixed(-0.004, 2)': '0.00',
      'fixed(1234567.891, 2, ",")': '1234567,89',
      'dec("-1.234.567,8", ",")': '-1234567.8d',
      'addMonths(date("2026-03-31"), -1)': '2026-02-28T00:00:00',
      'string(amsterdam("2026-03-29T01:30:00Z"))': '2026-03-29T03:30:00',
      'daysBetween(date("2026-03-28"), date("2026-03-30"))': 2,
      'daysBetween(date("2026-03-01"), date("2026-02-27"))': -2,
      'houseNumber("Postbus 123")': '123',
      'street("Kerkstraat 12 bus 3")': 'Kerkstraat',
      'houseNumberAddition("Damstraat 1500 bus 3")': 'bus 3',
      'street("Rue de la Loi 16, bte 4")': 'Rue de la Loi',
      'street("2e Oosterparkstraat")': '2e Oosterparkstraat',
      'surname("Jean-Pierre Van den Broeck")': 'Broeck',
      'initials("Jean-Pierre Van den Broeck")': 'J.P.',
      'initials("PJ Jansen")': 'P.J.',
      'surname("Smit - de Vries, Anna")': 'Smit - de Vries',
      'phone("06-555 0123", "NL")': null,
      'phone("0800-0123", "NL")': '+318000123',
      'phone("+39 06 555 0123")': '+39065550123',
      'phone("00 49 (0)30 555 012")': '+4930555012',
      'iban("NL02ABNA0123456789")': 'NL02ABNA0123456789',
      'iban("NL02ABNA012345678")': null,
      'vatNumber("CHE-123.456.789 MWST")': 'CHE123456789MWST',
      'vatNumber("123456789", "GR")': 'EL123456789',
      'phone("020 7946 0123", "GB")': '+442079460123',
      'phone("+1 416 555 0123")': '+14165550123',
      'phone("+378 0549 555012")': '+3780549555012',
      'phone("+999 123456789")': null,
      'phone("0205550123", "XX")': null,
      'phone("020-5550123 ext 4", "NL")': null,
      'country("Elbonia")': null,
      'country("Côte d’Ivoire")': 'CI',
      'country("Zuid-Afrika")': 'ZA',
      'country("Corée du Sud")': 'KR',
      'country("Saoedi-Arabië")': 'SA',
      'country("Schotland")': 'GB',
      'country("EL")': 'GR',
      'country("XKX")': 'XK',
      'country("czech republic")': 'CZ',
      'htmlToText("a&nbsp;b<br/>c<!-- d > e -->f")': 'a b\ncf',
      'htmlToText(\'<p title="a > b">c</p>\')': 'c',
      'htmlToText("&eacute;&#233;&#xe9;&#128;&unknown;&amp")': 'ééé€&unknown;&amp',
      'htmlToText("&Zcaron;i&zcaron;ek &half; &NewLine; &check;")': 'Žižek ½\n✓',
      'htmlToText("<a href=x>/a?b=1&copy=2</a>")': '/a?b=1&copy=2',
      'htmlToText("a&#0;&#1;&#13;&zwj;&#8203;&#xD800;&#1114112;b")': 'ab',
      'transliterate("½ № ﬁ")': '1/2 No fi',
    };
    for (const [text, wanted] of Object.entries(rows)) expect(shown(evaluate(text)), text).toEqual(wanted);
  });
});

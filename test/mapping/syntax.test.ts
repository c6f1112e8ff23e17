import { describe, expect, test } from 'vitest';
import { faultsOf } from './expressions.ts';

const told = (text: string) =>
  faultsOf(text).map(
    ({ code, message, hint, offset }) => `${offset} ${code} ${message}${hint === undefined ? '' : ` | ${hint}`}`,
  );

describe('an expression that cannot be read', () => {
  test.each([
    ['Code = "NL"', '5 EXPRESSION_SYNTAX expressions have no "=" | Compare with ==.'],
    ['Code == "a" and Blocked', '12 EXPRESSION_SYNTAX expressions have no "and" | Write && for "and".'],
    ['Code <> "a"', '5 EXPRESSION_SYNTAX expressions have no "<>" | Write != for "not equal".'],
    ['Code & Remark', '5 EXPRESSION_SYNTAX expressions have no "&" | Write && for "and"; texts are joined with +.'],
    ['lower(Code', '10 EXPRESSION_SYNTAX expected ")", got the end'],
    ['Code +', '6 EXPRESSION_SYNTAX the expression ends where a value is needed'],
    ['"abc', '0 EXPRESSION_SYNTAX a text in quotes does not end'],
    ['   ', '0 EXPRESSION_EMPTY'],
    ['Count / 2 // half', '10 EXPRESSION_SYNTAX what follows // would be ignored'],
    ['$Code', '0 EXPRESSION_SYNTAX expressions have no "$" |'],
    ['“a”', '0 EXPRESSION_SYNTAX expressions have no curly quotes | Type straight quotes'],
  ])('%s', (text, wanted) => {
    expect(told(text)).toHaveLength(1);
    expect(told(text)[0]).toContain(wanted);
  });
});

describe('what the language leaves out', () => {
  test.each([
    ['Code.matches("^(a+)+$")', '5 EXPRESSION_FORBIDDEN the language has no matches()'],
    ['matches(Code, "a")', '0 EXPRESSION_FORBIDDEN the language has no matches()'],
    ['{"a": 1}', '0 EXPRESSION_FORBIDDEN a map'],
    ['1e3', '0 EXPRESSION_FORBIDDEN 1e3 is not a number'],
    ['0x1F', '0 EXPRESSION_FORBIDDEN 0x1F is not a number'],
    ['5u', '0 EXPRESSION_FORBIDDEN 5u is not a number'],
    ['b"abc"', '0 EXPRESSION_FORBIDDEN'],
    [
      'has(customer.Name)',
      '0 UNKNOWN_FUNCTION the language has no has() | A field that is absent is null: write x != null.',
    ],
    ['now()', '0 UNKNOWN_FUNCTION the language has no now() | A mapping knows the day of the run: write today().'],
    ['cel.bind(x, 1, x)', 'UNKNOWN_FUNCTION'],
    ['constructor', '0 UNKNOWN_FIELD there is no field "constructor" in Orders'],
    ['__proto__', '0 UNKNOWN_NAME there is nothing named __proto__'],
    ['prototype', '0 UNKNOWN_NAME'],
    ['customer.constructor', '9 UNKNOWN_FIELD there is no field "constructor" in Accounts'],
    ['customer.toString', '9 UNKNOWN_FIELD'],
    ['customer["Name"]', '9 WRONG_TYPE only a list has positions'],
    ['constructor.constructor("x")', 'UNKNOWN_FUNCTION'],
    ['hasOwnProperty("x")', '0 UNKNOWN_FUNCTION'],
  ])('%s', (text, wanted) => {
    expect(told(text).join('\n')).toContain(wanted);
  });
});

describe('bounds', () => {
  test.each([
    ['too many parts', Array.from({ length: 200 }, () => 'Count').join(' + ')],
    ['too deep', `${'('.repeat(30)}1${')'.repeat(30)}`],
    ['a long list', `Count in [${Array.from({ length: 101 }, (_, index) => index).join(', ')}]`],
    ['many arguments', `min(${Array.from({ length: 17 }, () => '1').join(', ')})`],
    ['too long', `"${'a'.repeat(4000)}"`],
    ['a long number', `${'9'.repeat(31)}`],
    ['a whole number beyond 2^53', '9007199254740993'],
    ['macros three deep', 'Lines.map(a, Lines.map(b, Lines.map(c, c.Code)))'],
  ])('%s', (_, text) => {
    expect(faultsOf(text).map(({ code }) => code)).toContain('EXPRESSION_LIMIT');
  });

  test('4000 signs in a row are refused, not a crash', () => {
    expect(faultsOf('-'.repeat(3999))).toHaveLength(1);
    expect(faultsOf(`${'!'.repeat(3990)}true`)[0]?.code).toBe('EXPRESSION_LIMIT');
  });
});

describe('names', () => {
  test.each([
    ['Coed', '0 UNKNOWN_FIELD there is no field "Coed" in Orders | Did you mean Code?'],
    [
      'Code == Amsterdam',
      '8 UNKNOWN_FIELD there is no field "Amsterdam" in Orders | Text stands in quotes: "Amsterdam"',
    ],
    ['customer.Nmae', '9 UNKNOWN_FIELD there is no field "Nmae" in Accounts | Did you mean Name?'],
    ['custmer.Name', '0 UNKNOWN_NAME there is nothing named "custmer" here | Did you mean customer?'],
    [
      'invoice.Code',
      '0 UNKNOWN_NAME there is nothing named "invoice" here | Only rules of the steps after it may use it.',
    ],
    ['invoice', '0 UNKNOWN_NAME "invoice" cannot be used here'],
    ['line.Amount', '0 UNKNOWN_NAME there is nothing named "line" here'],
    ['lowr(Code)', '0 UNKNOWN_FUNCTION there is no function "lowr" | Did you mean lower?'],
    ['lower', '0 UNKNOWN_FIELD there is no field "lower" in Orders | It is a function: lower(…).'],
    [
      'Code.lower()',
      '5 UNKNOWN_FUNCTION there is no function "lower" after a dot | Write lower(x) instead of x.lower().',
    ],
    [
      'Lines.Amount',
      '6 UNKNOWN_FIELD a list (of a record of Lines) has no field "Amount" | Take it of each element: .map(x, x.Amount).',
    ],
    ['(Blocked ? Code : Count).Name', 'UNKNOWN_FIELD a value has no field "Name"'],
    ['Lines.map(l, l.Amont)', '15 UNKNOWN_FIELD there is no field "Amont" in Lines | Did you mean Amount?'],
  ])('%s', (text, wanted) => {
    expect(told(text).join('\n')).toContain(wanted);
  });

  test('all problems are found at once', () => {
    expect(faultsOf('Coed + lowr(Nmae) + custmer.Name').map(({ code }) => code)).toEqual([
      'UNKNOWN_FIELD',
      'UNKNOWN_FUNCTION',
      'UNKNOWN_NAME',
    ]);
  });
});

describe('types', () => {
  test.each([
    ['Code + Count', '+ cannot be used between text and a whole number | Make it text first: string(…).'],
    ['Code * 2', '* cannot be used between text and a whole number | Make it a number first'],
    ['Date + 1', 'Count with days by addDays'],
    ['Count == "21"', 'a whole number is never == text | Write numbers without quotes'],
    ['Date >= "2026-01-01"', 'a date is never >= text | Write dates as date("2026-01-31").'],
    ['Blocked == "true"', 'Write true or false without quotes'],
    ['Blocked < true', 'is never <'],
    ['Count in ["1"]', 'a whole number is never in text'],
    ['Code in "NL"', '"in" needs a list, not text'],
    ['Count ? 1 : 2', 'true or false is needed here, not a whole number'],
    ['!Code', 'true or false is needed here, not text'],
    ['Code && true', 'true or false is needed here, not text'],
    ['-Code', 'a minus needs a number, not text'],
    ['lower(Count)', '"lower" needs text here, not a whole number | Make it text first: string(…).'],
    ['round(Code, 2)', '"round" needs a whole number or a decimal here, not text | Make it a number first'],
    ['year("2026-01-01")', '"year" needs a date here, not text | Make it a date first'],
    ['slice(Code)', '"slice" is written slice(text, start[, end])'],
    ['min(1, Date)', '"min" cannot be used on a whole number and a date together'],
    ['join(Lines.map(l, l.Amount), " ")', '"join" needs a list (of text) here'],
    ['Code.map(c, c)', '"map" needs a list, not text'],
    ['Lines.filter(l, l.Code)', 'true or false is needed here, not text'],
    ['Lines.map("x", 1)', 'invalid'],
    ['Lines.all(l)', '"all" takes a variable and an expression'],
    ['date("2026-02-30")', 'BAD_CONSTANT'],
    ['1 / 0', 'BAD_CONSTANT a number is divided by zero'],
    ['Blocked ? 1 / 0 : 1', 'BAD_CONSTANT'],
  ])('%s', (text, wanted) => {
    expect(told(text).join('\n')).toContain(wanted);
  });

  test('a call that is wrong is not taken for a constant: what depends on it may still happen', () => {
    expect(faultsOf('int(1, 2) ? 1 / 0 : 2').map(({ code }) => code)).toEqual(['WRONG_ARGUMENTS', 'BAD_CONSTANT']);
  });

  test.each(['Blocked ? 1 : 2.5', 'coalesce(Amount, 0)', '[1, 2.5]', 'Count in [1, 2.0]', 'Blocked ? Code : null'])(
    '%s is fine',
    (text) => {
      expect(faultsOf(text)).toEqual([]);
    },
  );
});

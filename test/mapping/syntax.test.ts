import { describe, expect, test } from 'vitest';
import { faultsOf } from './expressions.ts';

/** Problems of an expression; those that people make most often are in mistakes/. */
const told = (text: string) =>
  faultsOf(text).map(
    ({ code, message, hint, offset }) => `${offset} ${code} ${message}${hint === undefined ? '' : ` | ${hint}`}`,
  );

describe('an expression that cannot be read', () => {
  test.each([
    ['lower(Code', '10 EXPRESSION_SYNTAX expected ")", got the end'],
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
    ['matches(Code, "a")', '0 EXPRESSION_FORBIDDEN the language has no matches()'],
    ['{"a": 1}', '0 EXPRESSION_FORBIDDEN a map'],
    ['0x1F', '0 EXPRESSION_FORBIDDEN 0x1F is not a number'],
    ['b"abc"', '0 EXPRESSION_FORBIDDEN'],
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
    ['customer.Nmae', '9 UNKNOWN_FIELD there is no field "Nmae" in Accounts | Did you mean Name?'],
    ['custmer.Name', '0 UNKNOWN_NAME there is nothing named "custmer" here | Did you mean customer?'],
    ['invoice', '0 UNKNOWN_NAME "invoice" cannot be used here'],
    ['lowr(Code)', '0 UNKNOWN_FUNCTION there is no function "lowr" | Did you mean lower?'],
    ['lower', '0 UNKNOWN_FIELD there is no field "lower" in Orders | It is a function: lower(…).'],
    [
      'Code.lower()',
      '5 UNKNOWN_FUNCTION there is no function "lower" after a dot | Write lower(x) instead of x.lower().',
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
    ['Blocked < true', 'is never <'],
    ['Count in ["1"]', 'a whole number is never in text'],
    ['Count ? 1 : 2', 'true or false is needed here, not a whole number'],
    ['!Code', 'true or false is needed here, not text'],
    ['Code && true', 'true or false is needed here, not text'],
    ['-Code', 'a minus needs a number, not text'],
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

import type { ErrorCode } from '../../../errors/codes.ts';
/** What to say about a function that other languages have. */
export interface ForeignCall {
  readonly code: ErrorCode;
  readonly hint: string;
}

const PATTERN =
  'Patterns can hang a run and are left out: use startsWith, endsWith, contains, before, after or a table.';
const DAY_OF_RUN = 'A mapping knows the day of the run: write today().';
const SAME_EVERY_TIME =
  'A mapping gives the same result every time: use a field that is unique, or shortHash(…) of it.';
const OUT_OF_REACH = 'A mapping reaches its record and its tables, nothing else.';

const rows: readonly (readonly [names: string, hint: string, code?: ErrorCode])[] = [
  ['matches regex regexmatch regexreplace match', PATTERN, 'EXPRESSION_FORBIDDEN'],
  ['env getenv secrets fromjson tojson readfile include fetch eval', OUT_OF_REACH, 'EXPRESSION_FORBIDDEN'],
  ['has isnull isblank isempty', 'A field that is absent is null: write x != null.'],
  ['now sysdate getdate current_date', DAY_OF_RUN],
  ['random rand uuid newid guid', SAME_EVERY_TIME],
  ['double float', 'There are no floats: use dec(…).'],
  ['number decimal parsefloat tonumber', 'Write dec(…) for a decimal, int(…) for a whole number.'],
  ['integer parseint uint tointeger', 'Write int(…).'],
  ['str text tostring cstr', 'Write string(…).'],
  ['bool boolean', 'Compare it, as in x == "true".'],
  ['timestamp todate datevalue', 'Write date("2026-01-31"), or parseDate(text, format).'],
  ['duration dateadd adddate plusdays', 'Write addDays(date, days) or addMonths(date, months).'],
  ['datediff daysdiff', 'Write daysBetween(from, to).'],
  ['format formatdatetime strftime dateformat', 'Write formatDate(date, "dd-MM-yyyy"), or fixed(number, 2).'],
  ['eomonth endofmonth', 'Write lastOfMonth(date).'],
  ['iif if iff when choose switch case', 'Write condition ? this : that; use a table for a list of them.'],
  ['ifnull nvl ifempty default iferror', 'Write coalesce(x, other), or give the rule a default.'],
  ['and', 'Write && for "and".'],
  ['or', 'Write || for "or".'],
  ['not', 'Write ! for "not".'],
  ['concat concatenate textjoin', 'Write join([a, b], " "), which leaves out what is null, or a + b.'],
  [
    'substring substr mid left right',
    'Write slice(text, start, end): the first character is 0, negative counts from the back.',
  ],
  ['len length count', 'Write size(x).'],
  ['lcase tolower tolowercase lowerascii lowercase', 'Write lower(text).'],
  ['ucase toupper touppercase upperascii uppercase', 'Write upper(text).'],
  ['strip trimend trimstart ltrim rtrim', 'Write trim(text), which takes blanks off at both ends.'],
  ['padleft padstart lpad zfill', 'Write pad(text, width, "0").'],
  ['padright rpad', 'Write padEnd(text, width, "0").'],
  ['indexof find search instr includes', 'Write contains(text, part), before(text, part) or after(text, part).'],
  ['substitute replaceall', 'Write replace(text, from, to), which replaces every occurrence.'],
  ['lookup vlookup xlookup', 'Write table("NAME", key), or a rule { table: NAME, key: FIELD }.'],
  ['ceil ceiling', 'Write roundUp(number).'],
  ['floor trunc truncate', 'Write roundDown(number).'],
  ['avg average mean', 'Write sum(list) / size(list).'],
  ['md5 sha1 hash', 'Write sha256(text) or shortHash(text).'],
  ['striphtml removetags', 'Write htmlToText(html).'],
];

/** What people write who know Excel, SQL, JavaScript or CEL, in lower case, and what to write here. */
export const FOREIGN_CALLS: ReadonlyMap<string, ForeignCall> = new Map(
  rows.flatMap(([names, hint, code = 'UNKNOWN_FUNCTION']) =>
    names.split(' ').map((name) => [name, { code, hint }] as const),
  ),
);

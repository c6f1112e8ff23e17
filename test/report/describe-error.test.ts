import { expect, test } from 'vitest';
import { ConfigError, ConfigErrors, StateError } from '../../src/errors/errors.ts';
import { describeError, lineIn, logLine } from '../../src/report/describe-error.ts';
import { en } from '../../src/report/words/en.ts';
import { nl } from '../../src/report/words/nl.ts';

const at = { file: 'mappings/a.yml', line: 6, column: 5 };

test('every problem is one line with code, place, sentence and what to do', () => {
  const problems = new ConfigErrors([
    new ConfigError('UNKNOWN_KEY', 'Unknown key "x".', { at, hint: 'Did you mean "y"?' }),
    new ConfigError('NO_FLOWS', 'No flow\nis there', {}),
  ]);
  expect(describeError(problems, false)).toEqual([
    'UNKNOWN_KEY mappings/a.yml:6:5 Unknown key "x". What to do: Did you mean "y"? See docs/mapping.md#keys',
    'NO_FLOWS No flow is there.',
  ]);
});

test('a mistake in a table is told in Dutch to who asks for it', () => {
  const empty = new ConfigError('EMPTY_VALUE', 'This row of the table has no value.', { at });
  expect(describeError(empty, false, nl)).toEqual([
    expect.stringMatching(/^EMPTY_VALUE mappings\/a\.yml:6:5 Deze rij van de tabel heeft geen waarde\. /),
  ]);
});

test('what a file holds cannot repaint the log or turn it around', () => {
  const error = new ConfigError('UNKNOWN_KEY', 'Unknown key "\u001b[31mred\n::error::\u202ex".', {
    hint: 'Write \u0007.',
  });
  expect(describeError(error, false)).toEqual([
    'UNKNOWN_KEY Unknown key "\ufffd[31mred ::error::\ufffdx". What to do: Write \ufffd.',
  ]);
});

test('the log names resources and systems as mappings do, a page as people do', () => {
  const error = { code: 'REF_NOT_FOUND', message: 'None of the vatcodes has code "9".', hint: null };
  expect(logLine(error)).toBe('REF_NOT_FOUND None of the vatcodes has code "9".');
  expect(lineIn(en, error)).toBe('REF_NOT_FOUND None of the VAT codes has code "9".');
});

test('a refusal as a whole is told with what its words are known for, in a log and on a page', () => {
  const refused = (words: string, code = 'FORBIDDEN') => ({
    code,
    message: `Exact Online refused to read sync/SalesOrder/SalesOrderHeaders: ${words}`,
    hint: 'Give the app and its user the right to this resource.',
  });
  expect(logLine(refused('Application Scope Violated'))).toMatch(
    / What to do: The app was not given .* Give the app the scope in the App Centre, then log in again\.$/,
  );
  expect(lineIn(nl, refused('Forbidden (BlockedUser)'))).toMatch(
    / Wat u kunt doen: De gebruiker .* geblokkeerd .* log opnieuw in als een andere\.$/,
  );
  expect(logLine(refused('Something else'))).toMatch(/ What to do: Give the app and its user the right/);
  expect(logLine(refused('Old refresh token used', 'REFRESH_REFUSED'))).toMatch(/ What to do: Give the app and its/);
});

test('a stack is shown with debug logging only, with its causes', () => {
  const error = new StateError('STATE_UNREADABLE', 'It cannot be read.', { cause: new Error('bad seal') });
  expect(describeError(error, false)).toEqual(['STATE_UNREADABLE It cannot be read.']);
  const lines = describeError(error, true);
  expect(lines.some((line) => line.includes('describe-error.test.ts'))).toBe(true);
  expect(lines).toContain('Caused by:');
  expect(lines).toContain('Error: bad seal');
});

test('an unforeseen error shows its kind, not its message, which may hold a piece of a record', () => {
  const [line, ...others] = describeError(new SyntaxError('Unexpected token in "J. Example, 020-555 0101"'), false);
  expect(line).toMatch(
    /^UNEXPECTED An unexpected error \(SyntaxError\) ended the run\. What to do: Run again with debug logging/,
  );
  expect(line).not.toContain('Example');
  expect(others).toEqual([]);
  expect(describeError('thrown text', false)[0]).toContain('(string)');
});

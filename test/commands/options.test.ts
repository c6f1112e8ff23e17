import { expect, test } from 'vitest';
import { optionLines, readOptions } from '../../src/commands/options.ts';

const read = (...args: readonly string[]) => readOptions('plan', args, ['base', 'flows']);

test('the value of an option follows it, or is joined to it', () => {
  expect(read()).toEqual({});
  expect(read('--base', 'before', '--flows=a,b')).toEqual({ base: 'before', flows: 'a,b' });
  expect(read('--base=-odd')).toEqual({ base: '-odd' });
});

test.each([
  [['--bas', 'x'], 'UNKNOWN_OPTION', 'plan has no option --bas.', 'Did you mean --base?'],
  [['-x'], 'UNKNOWN_OPTION', 'plan has no option -x.', 'See exact-asperion-sync plan --help.'],
  [['--no-base'], 'UNKNOWN_OPTION', 'plan has no option --no-base.', 'See exact-asperion-sync plan --help.'],
  [['--base'], 'OPTION_VALUE', '--base needs a value.', 'See exact-asperion-sync plan --help.'],
  [['--base', '--flows', 'a'], 'OPTION_VALUE', '--base needs a value.', 'See exact-asperion-sync plan --help.'],
  [['--base', 'a', '--base', 'b'], 'OPTION_VALUE', '--base is given twice.', 'Give it once.'],
  [['hush'], 'UNKNOWN_ARGUMENT', 'plan takes options only, and got something else as well.', expect.any(String)],
  [['--', '--base'], 'UNKNOWN_ARGUMENT', expect.not.stringContaining('--base'), expect.any(String)],
])('refuses %j in a sentence that says what to do', (args, code, message, hint) => {
  expect(() => read(...args)).toThrow(expect.objectContaining({ code, message, hint }));
});

test('a help text has a line for each option, in columns', () => {
  expect(optionLines({ base: ['DIR', 'before'], flows: ['a,b', 'these'] })).toBe(
    '  --base DIR   before\n  --flows a,b  these\n  -h, --help   this text',
  );
});

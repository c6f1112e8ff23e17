import { parseArgs } from 'node:util';
import { ConfigError } from '../errors/errors.ts';
import { LANGUAGES, type Language } from '../errors/language.ts';
import { nearest } from '../nearest.ts';

/** The table of a command's options in its help: each value and description. */
export type OptionHelp = Readonly<Record<string, readonly [value: string, says: string]>>;

/**
 * The values of a command's options by their names; every option takes one, but for the switches: '' = it is given. Throws ConfigError UNKNOWN_OPTION,
 * OPTION_VALUE (none, or several), UNKNOWN_ARGUMENT. No message holds a value: it may be a secret in the wrong place.
 */
export function readOptions<Name extends string>(
  command: string,
  args: readonly string[],
  names: readonly Name[],
  switches: readonly Name[] = [],
): Readonly<Partial<Record<Name, string>>> {
  const options = Object.fromEntries(
    names.map((name) => [name, { type: switches.includes(name) ? ('boolean' as const) : ('string' as const) }]),
  );
  const { tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  const values: Partial<Record<Name, string>> = {};
  const help = `See exact-asperion-sync ${command} --help.`;
  for (const token of tokens) {
    if (token.kind === 'positional') {
      const message = `${command} takes ${names.length === 0 ? 'no arguments' : 'options only'}, and got something else as well.`;
      throw new ConfigError('UNKNOWN_ARGUMENT', message, { hint: help });
    }
    if (token.kind !== 'option') continue;
    const name = names.find((one) => `--${one}` === token.rawName);
    if (name === undefined) {
      const meant = nearest(token.name, names);
      const hint = meant === null ? help : `Did you mean --${meant}?`;
      throw new ConfigError('UNKNOWN_OPTION', `${command} has no option ${token.rawName}.`, { hint });
    }
    const isSwitch = switches.includes(name);
    const { value = isSwitch ? '' : undefined, inlineValue } = token;
    if (isSwitch && inlineValue === true) {
      throw new ConfigError('OPTION_VALUE', `--${name} takes no value.`, { hint: help });
    }
    // A value that looks like an option is one, unless it is joined by =.
    if (value === undefined || (inlineValue === false && value.startsWith('-'))) {
      throw new ConfigError('OPTION_VALUE', `--${name} needs a value.`, { hint: help });
    }
    if (values[name] !== undefined) {
      throw new ConfigError('OPTION_VALUE', `--${name} is given twice.`, { hint: 'Give it once.' });
    }
    values[name] = value;
  }
  return values;
}

/** The option `--language` in a help text; `what` is what it is the language of. */
export const languageFlag = (what: string) =>
  ({ language: [LANGUAGES.join('|'), `the language of ${what}; default: en`] }) as const satisfies OptionHelp;

/** The language that `--language` names; English without it. Throws ConfigError OPTION_VALUE. */
export function languageIn(given = 'en'): Language {
  const language = LANGUAGES.find((one) => one === given);
  if (language !== undefined) return language;
  const hint = `Write one of ${LANGUAGES.join(', ')}.`;
  throw new ConfigError('OPTION_VALUE', 'There is no such language.', { hint });
}

/** Lines of a help text, one per option, in columns. */
export function optionLines(help: OptionHelp): string {
  const rows = Object.entries(help).map(([name, [value, says]]) => [`  --${name} ${value}`, says] as const);
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return [...rows, ['  -h, --help', 'this text'] as const]
    .map(([left, says]) => `${left.padEnd(width)}${says}`)
    .join('\n');
}

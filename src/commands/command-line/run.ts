import { languageOf } from '../../config/inputs.ts';
import { ConfigError, SyncError } from '../../errors/errors.ts';
import type { Language } from '../../errors/language.ts';
import { nearest } from '../../nearest.ts';
import { VERSION } from '../../version.ts';
import { errorLine, helpText } from './colour.ts';
import type { Terminal } from './command.ts';
import { generalHelp, wantsHelp } from './help.ts';
import { commandOf, commands } from './table.ts';

/** Runs the command that the arguments name, on this process's terminal, and sets the exit code: 0 if all went well, else 1. */
export async function runHere(): Promise<void> {
  const { stdin: input, stdout: output, stderr, env: environment } = process;
  // Whoever reads the output may stop reading it: `mappings list | head`.
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  const echo = output.isTTY ? output : stderr;
  const terminal = { input, output, echo, environment, currentFolder: process.cwd(), clock: Date.now };
  process.exitCode = (await runCommandLine(process.argv.slice(2), terminal)) ? 0 : 1;
}

/** Runs the command that the arguments name; true if all went well. Prints what is wrong instead of throwing. */
async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<boolean> {
  try {
    return await run(args, terminal);
  } catch (error) {
    // An unexpected error says what it is; the place in the code is only for those who fix it.
    const { describeError } = await import('../../report/describe-error.ts');
    const language = languageAsked(args, terminal.environment);
    const words = language === 'en' ? undefined : (await import('../../report/words/words.ts')).wordsIn(language);
    const lines = error instanceof SyncError ? describeError(error, false, words) : [`UNEXPECTED ${String(error)}`];
    const { logText } = await import('../../report/log-text.ts');
    const { stderr } = process;
    for (const line of lines) stderr.write(`${errorLine(logText(line), stderr)}\n`);
    return false;
  }
}

/** The language of what is wrong, which is told also if the arguments or inputs themselves are. */
function languageAsked(args: readonly string[], environment: Terminal['environment']): Language {
  const at = args.indexOf('--language');
  const named = at < 0 ? args.find((one) => one.startsWith('--language='))?.split('=')[1] : args[at + 1];
  return named === undefined ? languageOf(environment) : named === 'nl' ? 'nl' : 'en';
}

async function run(args: readonly string[], terminal: Terminal): Promise<boolean> {
  // `help plan` is `plan --help`.
  const [name, ...rest] = args[0] === 'help' ? [...args.slice(1), '--help'] : args;
  const tell = (text: string): true => {
    terminal.output.write(`${helpText(text, terminal.output)}\n`);
    return true;
  };
  if (name === undefined) return !tell(generalHelp(commands));
  if (wantsHelp([name])) return tell(generalHelp(commands));
  if (name === '--version') return tell(VERSION);
  const command = commandOf(name);
  if (command === undefined) throw unknown(name);
  const loaded = await command.load();
  if (wantsHelp(rest) || (command.needsMore === true && rest.length === 0)) return tell(loaded.help);
  return loaded.run(rest, terminal);
}

function unknown(name: string): ConfigError {
  const all = commands.map((command) => command.name);
  if (name === 'sync') {
    const hint = 'Let the workflow run it (mode: sync); here, plan shows what it would do.';
    return new ConfigError('COMMAND_NOT_BUILT', 'A sync runs as a GitHub Action only.', { hint });
  }
  if (name === 'shards' || name === 'merge') {
    const hint = 'Let a workflow run it; see docs/companies.md.';
    return new ConfigError('COMMAND_NOT_BUILT', `The mode ${name} runs as a GitHub Action only.`, { hint });
  }
  const meant = nearest(name, all);
  const hint = meant === null ? 'See exact-asperion-sync --help.' : `Did you mean ${meant}?`;
  return name.startsWith('-')
    ? new ConfigError('UNKNOWN_OPTION', `There is no option ${name}.`, { hint: 'See exact-asperion-sync --help.' })
    : new ConfigError('UNKNOWN_COMMAND', `There is no command ${name}.`, { hint });
}

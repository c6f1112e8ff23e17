/** The command line: what a person runs on a laptop. `exact-asperion-sync --help` teaches it. */
import { parseArgs } from 'node:util';
import { nearest } from './config/nearest.ts';
import { ConfigError, ConfigErrors, SyncError } from './errors.ts';

const help = `exact-asperion-sync keeps Exact Online and Asperion in step: customers and orders go from Exact Online to
Asperion, articles from Asperion to Exact Online, as the YAML files in mappings/ say.

It runs as a GitHub Action in your own repository; the README has a workflow to copy. On a laptop:

  exact-asperion-sync demo     See it work, without any account: both systems are played by servers on this
                               machine, the packaged action runs three times, its summaries are shown.
  exact-asperion-sync authorize
                               Log in once at each system, and set the secrets that the workflow needs.
  exact-asperion-sync validate Check the mappings and run their tests, without network or account.
  exact-asperion-sync plan     See what a sync would do, or what a change of the mappings does. Writes nothing.
  exact-asperion-sync doctor   See whether a sync can work, and what to do where it can't. Writes nothing.

Options
  -h, --help                   This text; after a command, its own.

From a checkout: npm run demo`;

/** A command; true when all went well. Loaded when it is asked for: the help needs none of them. */
type Command = (args: readonly string[]) => Promise<boolean>;

const commands: Readonly<Record<string, Command>> = {
  demo: async (args) => {
    if (wantsHelp('demo', args)) return tell(help);
    return (await import('./commands/demo.ts')).demo();
  },
  authorize: async (args) => {
    const { authorize, authorizeHelp } = await import('./commands/authorize.ts');
    if (args.some((arg) => arg === '-h' || arg === '--help')) return tell(authorizeHelp);
    const { stdin: input, stdout: output, stderr, env: environment } = process;
    const echo = output.isTTY ? output : stderr;
    await authorize(args, { input, output, echo, environment, currentFolder: process.cwd(), clock: Date.now });
    return true;
  },
  validate: async (args) => {
    const { validateCommand, validateHelp } = await import('./commands/validate/command-line.ts');
    if (args.some((arg) => arg === '-h' || arg === '--help')) return tell(validateHelp);
    const { stdout: output, env: environment } = process;
    return validateCommand(args, { output, environment, currentFolder: process.cwd() });
  },
  plan: async (args) => {
    const { planCommand, planHelp } = await import('./commands/plan/command-line.ts');
    if (args.some((arg) => arg === '-h' || arg === '--help')) return tell(planHelp);
    const { stdin: input, stdout: output, stderr, env: environment } = process;
    const echo = output.isTTY ? output : stderr;
    return planCommand(args, { input, output, echo, environment, currentFolder: process.cwd() });
  },
  doctor: async (args) => {
    const { doctorCommand, doctorHelp } = await import('./commands/doctor/command-line.ts');
    if (args.some((arg) => arg === '-h' || arg === '--help')) return tell(doctorHelp);
    const { stdin: input, stdout: output, stderr, env: environment } = process;
    const echo = output.isTTY ? output : stderr;
    return doctorCommand(args, { input, output, echo, environment, currentFolder: process.cwd(), clock: Date.now });
  },
};

/** Commands that the design has and that come later. */
const planned = ['sync', 'shards', 'merge', 'init', 'dashboard'];

/** Runs the command that the arguments name; true when all went well. Says what is wrong instead of throwing. */
async function run(args: readonly string[]): Promise<boolean> {
  try {
    const [name, ...rest] = args;
    if (name === undefined) {
      tell(help);
      return false;
    }
    if (name.startsWith('-')) return wantsHelp('exact-asperion-sync', [name]) ? tell(help) : refuse(unknown(name));
    const command = commands[name];
    return command === undefined ? refuse(unknown(name)) : await command(rest);
  } catch (error) {
    if (error instanceof ConfigErrors) return refuse(...error.problems.map(sentence));
    return refuse(sentence(error));
  }
}

/** Whether a command without options of its own is asked for its help. Throws for anything else it is given. */
function wantsHelp(name: string, args: readonly string[]): boolean {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean', short: 'h', default: false } },
    allowPositionals: true,
  });
  if (positionals.length === 0) return values.help;
  throw new ConfigError(
    'UNKNOWN_ARGUMENT',
    `The command ${name} takes no arguments, but got: ${positionals.join(' ')}`,
  );
}

function unknown(name: string): string {
  if (planned.includes(name))
    return `The command ${name} is not built yet. There is: ${Object.keys(commands).join(', ')}.`;
  const meant = nearest(name, Object.keys(commands));
  return `There is no command ${name}. ${meant === null ? 'See --help.' : `Did you mean ${meant}?`}`;
}

/** Where it is, what is wrong, what to do. */
function sentence(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  if (!(error instanceof SyncError)) return said;
  const { at, hint } = error;
  const place = at === undefined ? '' : `${at.file}:${at.line}:${at.column} `;
  if (hint === undefined) return `${place}${said}`;
  return `${place}${said}${/[.!?]$/.test(said) ? '' : '.'} ${hint}`;
}

function tell(text: string): true {
  console.log(text);
  return true;
}

function refuse(...sentences: readonly string[]): false {
  for (const one of sentences) console.error(one);
  return false;
}

process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1;

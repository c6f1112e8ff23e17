/** The command line, which a person runs on a laptop. `exact-asperion-sync --help` explains it. */

import { ConfigError, SyncError } from './errors/errors.ts';
import { nearest } from './nearest.ts';
import { VERSION } from './version.ts';

const help = `exact-asperion-sync keeps Exact Online and Asperion in step, as the YAML files in mappings/ say. As shipped,
customers and orders go from Exact Online to Asperion, articles from Asperion to Exact Online; the other flows are off.

It runs as a GitHub Action in your own repository; the README has a workflow to copy. On a laptop:

  exact-asperion-sync demo     See it work, without any account: both systems are played by servers on this
                               machine, the packaged action runs three times, its summaries are shown.
  exact-asperion-sync sandbox  Try everything without any account: both systems and a page that shows their books, on this
                               machine, until you end it.
  exact-asperion-sync authorize
                               Log in once at each system, and set the secrets that the workflow needs.
  exact-asperion-sync validate Check the mappings and run their tests, without network or account.
  exact-asperion-sync plan     See what a sync would do, or what a change of the mappings does. Writes nothing.
  exact-asperion-sync plan-key Make the key that plans for pull requests get, from the state key.
  exact-asperion-sync mappings See what a flow says together with what it builds on, lock it, or adopt a copied folder.
  exact-asperion-sync fields   See which resources and fields both systems have, and which can be written.
  exact-asperion-sync doctor   See whether a sync can work, and what to do if it can't. Writes nothing.

Options
  -h, --help                   This text; after a command, its own.
  --version                    The version.

From a checkout: npm run demo`;

/** A command; true if all went well. It is loaded when it is needed: the help needs none of them. */
type Command = (args: readonly string[]) => Promise<boolean>;

const commands: Readonly<Record<string, Command>> = {
  demo: async (args) => {
    if (wantsHelp(args)) return tell(help);
    (await import('./commands/options.ts')).readOptions('demo', args, []);
    return (await import('../demo/demo.ts')).demo();
  },
  sandbox: async (args) => {
    const { sandboxCommand, sandboxHelp } = await import('../sandbox/command/command-line.ts');
    if (wantsHelp(args)) return tell(sandboxHelp);
    const ended = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
    const { stdout: output, env: environment, argv } = process;
    const { signal } = ended;
    return sandboxCommand(args, { output, environment, currentFolder: process.cwd(), started: argv[1] ?? '', signal });
  },
  authorize: async (args) => {
    const { authorize, authorizeHelp } = await import('./commands/authorize.ts');
    if (wantsHelp(args)) return tell(authorizeHelp);
    const { stdin: input, stdout: output, stderr, env: environment } = process;
    const echo = output.isTTY ? output : stderr;
    await authorize(args, { input, output, echo, environment, currentFolder: process.cwd(), clock: Date.now });
    return true;
  },
  validate: async (args) => {
    const { validateCommand, validateHelp } = await import('./commands/validate/command-line.ts');
    if (wantsHelp(args)) return tell(validateHelp);
    const { stdout: output, env: environment } = process;
    return validateCommand(args, { output, environment, currentFolder: process.cwd() });
  },
  mappings: async (args) => {
    const { mappingsCommand, mappingsHelp } = await import('./commands/mappings/command-line.ts');
    if (args.length === 0 || wantsHelp(args)) return tell(mappingsHelp);
    return mappingsCommand(args, { output: process.stdout, currentFolder: process.cwd() });
  },
  fields: async (args) => {
    const { fieldsCommand, fieldsHelp } = await import('./commands/fields.ts');
    if (wantsHelp(args)) return tell(fieldsHelp);
    return fieldsCommand(args, { output: process.stdout });
  },
  plan: async (args) => {
    const { planCommand, planHelp } = await import('./commands/plan/command-line.ts');
    if (wantsHelp(args)) return tell(planHelp);
    const { stdin: input, stdout: output, stderr, env: environment } = process;
    const echo = output.isTTY ? output : stderr;
    return planCommand(args, { input, output, echo, environment, currentFolder: process.cwd() });
  },
  'plan-key': async (args) => {
    const { planKeyCommand, planKeyHelp } = await import('./commands/plan-key.ts');
    if (wantsHelp(args)) return tell(planKeyHelp);
    const { stdin: input, stdout: output, stderr, env: environment } = process;
    const echo = output.isTTY ? output : stderr;
    return planKeyCommand(args, { input, output, echo, environment });
  },
  doctor: async (args) => {
    const { doctorCommand, doctorHelp } = await import('./commands/doctor/command-line.ts');
    if (wantsHelp(args)) return tell(doctorHelp);
    const { stdin: input, stdout: output, stderr, env: environment } = process;
    const echo = output.isTTY ? output : stderr;
    return doctorCommand(args, { input, output, echo, environment, currentFolder: process.cwd(), clock: Date.now });
  },
};

/** Commands that are planned and not built yet. */
const planned = ['shards', 'merge', 'init', 'dashboard'];

/** Runs the command that the arguments name; true if all went well. Prints what is wrong instead of throwing. */
async function run(args: readonly string[]): Promise<boolean> {
  try {
    const [name, ...rest] = args;
    if (name === undefined) {
      tell(help);
      return false;
    }
    if (wantsHelp([name]) || name === 'help') return tell(help);
    if (name === '--version') return tell(VERSION);
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw unknown(name);
    return await command(rest);
  } catch (error) {
    // An unexpected error says what it is; the place in the code is only for those who fix it.
    const { describeError } = await import('./report/describe-error.ts');
    const lines = error instanceof SyncError ? describeError(error, false) : [`UNEXPECTED ${String(error)}`];
    const { logText } = await import('./report/log-text.ts');
    for (const line of lines) console.error(logText(line));
    return false;
  }
}

function wantsHelp(args: readonly string[]): boolean {
  return args.some((arg) => arg === '-h' || arg === '--help');
}

function unknown(name: string): ConfigError {
  const all = Object.keys(commands);
  if (name === 'sync') {
    const hint = 'Let the workflow run it (mode: sync); here, plan shows what it would do.';
    return new ConfigError('COMMAND_NOT_BUILT', 'A sync runs as a GitHub Action only.', { hint });
  }
  if (planned.includes(name)) {
    const hint = `There is: ${all.join(', ')}.`;
    return new ConfigError('COMMAND_NOT_BUILT', `The command ${name} is not built yet.`, { hint });
  }
  const meant = nearest(name, all);
  const hint = meant === null ? 'See exact-asperion-sync --help.' : `Did you mean ${meant}?`;
  return name.startsWith('-')
    ? new ConfigError('UNKNOWN_OPTION', `There is no option ${name}.`, { hint: 'See exact-asperion-sync --help.' })
    : new ConfigError('UNKNOWN_COMMAND', `There is no command ${name}.`, { hint });
}

function tell(text: string): true {
  console.log(text);
  return true;
}

// Whoever reads the output may stop reading it: `mappings list | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1;

/** The command line: what a person runs on a laptop. `exact-asperion-sync --help` teaches it. */
import { parseArgs } from 'node:util';
import { nearest } from './config/nearest.ts';
import { SyncError } from './errors.ts';

const help = `exact-asperion-sync keeps Exact Online and Asperion in step: customers and orders go from Exact Online to
Asperion, articles from Asperion to Exact Online, as the YAML files in mappings/ say.

It runs as a GitHub Action in your own repository; the README has a workflow to copy. On a laptop:

  exact-asperion-sync demo     See it work, without any account: both systems are played by servers on this
                               machine, the packaged action runs three times, its summaries are shown.

Options
  -h, --help                   This text.

From a checkout: npm run demo`;

/** Loaded when it is asked for: the help needs none of them. */
const commands: Readonly<Record<string, () => Promise<boolean>>> = {
  demo: async () => (await import('./commands/demo.ts')).demo(),
};

/** Commands that the design has and that come later. */
const planned = ['validate', 'plan', 'sync', 'doctor', 'shards', 'merge', 'init', 'authorize', 'dashboard'];

/** Runs the command that the arguments name; true when all went well. Says what is wrong instead of throwing. */
async function run(args: readonly string[]): Promise<boolean> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { help: { type: 'boolean', short: 'h', default: false } },
      allowPositionals: true,
    });
    const [name, ...rest] = positionals;
    if (values.help || name === undefined) {
      console.log(help);
      return values.help;
    }
    const command = commands[name];
    if (command === undefined) return refuse(unknown(name));
    if (rest.length > 0) return refuse(`The command ${name} takes no arguments, but got: ${rest.join(' ')}`);
    return await command();
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    return refuse(error instanceof SyncError && error.hint !== undefined ? `${sentence} ${error.hint}` : sentence);
  }
}

function unknown(name: string): string {
  if (planned.includes(name))
    return `The command ${name} is not built yet. There is: ${Object.keys(commands).join(', ')}.`;
  const meant = nearest(name, Object.keys(commands));
  return `There is no command ${name}. ${meant === null ? 'See --help.' : `Did you mean ${meant}?`}`;
}

function refuse(sentence: string): false {
  console.error(sentence);
  return false;
}

process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1;

import { type Command, GROUPS } from './command.ts';

const INTRODUCTION = `exact-asperion-sync keeps Exact Online and Asperion in step, as the YAML files in mappings/ say. As shipped,
customers and orders go from Exact Online to Asperion, articles from Asperion to Exact Online; the other flows are off.

It runs as a GitHub Action in your own repository. On a laptop, this command line helps you set it up and change it.`;

const EXAMPLES = `Examples
  exact-asperion-sync demo                                See it work in half a minute.
  exact-asperion-sync validate                            Check the folder mappings/ after a change.
  exact-asperion-sync fields crm/Accounts                 Which fields does this resource have?`;

const OPTIONS = `Options
  -h, --help     This text; after a command, its own.
  --version      The version.`;

/** What `--help` shows: every command under the heading of its group. */
export function generalHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  const groups = Object.entries(GROUPS).flatMap(([group, heading]) => {
    const own = commands.filter((command) => command.group === group);
    return own.length === 0
      ? []
      : [[heading, ...own.map(({ name, says }) => `  ${name.padEnd(width)} ${says}`)].join('\n')];
  });
  return [INTRODUCTION, ...groups, EXAMPLES, OPTIONS].join('\n\n');
}

/** True if the arguments ask for help. */
export const wantsHelp = (args: readonly string[]): boolean => args.some((arg) => arg === '-h' || arg === '--help');

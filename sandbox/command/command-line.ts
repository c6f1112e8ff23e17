import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { variableOf } from '../../src/commands/arguments.ts';
import { languageFlag, languageIn, type OptionHelp, optionLines, readOptions } from '../../src/commands/options.ts';
import { INPUTS } from '../../src/config/input-names.ts';
import type { Environment } from '../../src/config/inputs.ts';
import { actionFolder } from '../../src/config/packs/shipped.ts';
import { ConfigError } from '../../src/errors/errors.ts';
import { nearest } from '../../src/nearest.ts';
import { type WorldName, worlds } from '../worlds/worlds.ts';
import { OpenSandbox } from './open-sandbox.ts';
import { runInSandbox } from './run.ts';
import { openingText } from './told.ts';

/** What the command gets from outside. */
export interface SandboxWorld {
  readonly output: NodeJS.WritableStream;
  readonly environment: Environment;
  readonly currentFolder: string;
  /** How a person starts the command line, for lines to paste. */
  readonly command: string;
  /** Ends the sandbox. */
  readonly signal: AbortSignal;
}

const FIRST_PORT = 8700;
const LAST_PORT = 65_532;

const worldNames = Object.keys(worlds) as WorldName[];

const OPEN_FLAGS: OptionHelp = {
  world: ['NAME', `${worldNames.join(', ')} (small)`],
  port: ['N', `port of the page; the three after it are the systems' and GitHub's (${FIRST_PORT}; 0: free ones)`],
  mappings: ['DIR', 'folder of the YAML files, below the current one (mappings)'],
};

const RUN_INPUTS = [INPUTS.mode, INPUTS.mappings, INPUTS.flows, INPUTS.records, INPUTS.since, INPUTS.language] as const;

const RUN_FLAGS: OptionHelp = {
  port: ['N', `port of the open sandbox's page (${FIRST_PORT})`],
  [INPUTS.mode]: ['MODE', 'sync, plan, validate or doctor (sync)'],
  [INPUTS.mappings]: ['DIR', 'folder of the YAML files, below the current one (mappings)'],
  [INPUTS.flows]: ['a,b', 'these flows only (all that are enabled)'],
  [INPUTS.records]: ['a,b', 'these records only, by their references'],
  [INPUTS.since]: ['DATE', 'read the sources again from this date on (yyyy-MM-dd)'],
  ...languageFlag('its summary'),
};

/** The options of both forms, for shell completion. */
export const FLAGS: OptionHelp = { ...RUN_FLAGS, ...OPEN_FLAGS };

/** What `sandbox --help` says. */
export const sandboxHelp = `exact-asperion-sync sandbox plays Exact Online, Asperion and GitHub on this machine, with invented books, until you end it. It
needs no account, and nothing leaves the machine. It prints the addresses, lines to paste that lead the other commands to
it, and the address of a page that shows both books side by side, lets you edit them, and lists the calls.

  exact-asperion-sync sandbox [options]

${optionLines(OPEN_FLAGS)}

Worlds
${worldNames.map((name) => `  ${name.padEnd(10)}${worlds[name].about}`).join('\n')}

In another terminal, in the folder that has your mappings, let its GitHub run the action once:

  exact-asperion-sync sandbox run [options]

${optionLines(RUN_FLAGS)}

Examples
  exact-asperion-sync sandbox
  exact-asperion-sync sandbox --world broken --port 9000
  exact-asperion-sync sandbox run --mode plan`;

/** Opens a sandbox until it is ended, or runs the action in an open one. True if all went well. Throws ConfigErrors. */
export async function sandboxCommand(args: readonly string[], world: SandboxWorld): Promise<boolean> {
  const tell = (text: string): void => void world.output.write(`${text}\n`);
  const preset = world.environment[variableOf(INPUTS.mappings)];
  const [first, ...rest] = args;
  if (first === 'run') {
    const { port, ...named } = readOptions('sandbox run', rest, ['port', ...RUN_INPUTS]);
    languageIn(named.language);
    const inputs = { ...(preset === undefined ? {} : { mappings: preset }), ...named };
    return runInSandbox({ port: portOf(port), folder: world.currentFolder, command: world.command, inputs, tell });
  }
  const options = readOptions('sandbox', args, ['world', 'port', 'mappings']);
  await using sandbox = await OpenSandbox.open({
    world: worldOf(options.world),
    port: portOf(options.port),
    folder: world.currentFolder,
    mappings: options.mappings ?? preset ?? 'mappings',
    entry: bundle(),
  });
  tell(openingText(sandbox, { command: world.command, platform: process.platform }));
  if (!world.signal.aborted) await once(world.signal, 'abort');
  return true;
}

function worldOf(name: string | undefined = 'small'): WorldName {
  const found = worldNames.find((one) => one === name);
  if (found !== undefined) return found;
  const meant = nearest(name, worldNames);
  const hint = meant === null ? `Choose ${worldNames.join(', ')}.` : `Did you mean ${meant}?`;
  throw new ConfigError('OPTION_VALUE', `There is no world "${name}".`, { hint });
}

function portOf(text: string | undefined = String(FIRST_PORT)): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= LAST_PORT) return port;
  throw new ConfigError('OPTION_VALUE', '--port is not a port.', { hint: `Write a number up to ${LAST_PORT}.` });
}

/** The bundle that GitHub runs. Throws ConfigError `NO_BUNDLE`. */
function bundle(): string {
  const entry = join(actionFolder(), 'action', 'index.js');
  if (existsSync(entry)) return entry;
  throw new ConfigError('NO_BUNDLE', 'The bundle action/index.js is missing.', {
    hint: 'Make it with `npm run build`.',
  });
}

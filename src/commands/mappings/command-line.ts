import { ConfigError } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import { systemNames } from '../../systems/registry.ts';
import { type OptionHelp, optionLines, readOptions } from '../options.ts';
import { adopt } from './adopt.ts';
import { listFlows, showFlow } from './show.ts';
import { writeLock } from './write-lock.ts';

/** What the command gets from outside. */
export interface MappingsWorld {
  readonly output: { write(text: string): unknown };
  readonly currentFolder: string;
}

/** The options of the command. */
export const FLAGS = {
  mappings: ['DIR', 'folder of the YAML files (mappings)'],
  from: ['DIR', 'adopt: the shipped mappings of the version that was copied (those of this version)'],
} as const satisfies OptionHelp;

/** What `mappings --help` says. */
export const mappingsHelp = `exact-asperion-sync mappings answers what a folder of mappings says together with what it builds on.

  exact-asperion-sync mappings list            All flows: which are on, and where each one is written.
  exact-asperion-sync mappings show FLOW       One flow written out, with the file and line of each value.
  exact-asperion-sync mappings lock            Write mappings.lock: the shipped text that was looked at. If a newer
                                               version brings other text, a sync stops until this was run again.
  exact-asperion-sync mappings adopt           Turn a copy of the shipped flows into a folder that builds on them: what
                                               is the same goes, what differs stays as an override.

Options
${optionLines(FLAGS)}

Examples
  exact-asperion-sync mappings list
  exact-asperion-sync mappings show orders.${systemNames().join('-to-')}
  exact-asperion-sync mappings lock --mappings company/mappings`;

const ACTIONS = {
  list: (world: MappingsWorld, folder: string) => listFlows(folder, world),
  show: (world: MappingsWorld, folder: string, flow: string) => showFlow(folder, flow, world),
  lock: (world: MappingsWorld, folder: string) => writeLock(folder, world),
  adopt: (world: MappingsWorld, folder: string, _: string, from: string | undefined) => adopt({ folder, from }, world),
};

/** The words that may follow `mappings`. */
export const ACTION_NAMES: readonly string[] = Object.keys(ACTIONS);

/** Runs the command. Throws ConfigError UNKNOWN_COMMAND, UNKNOWN_FLOW, and ConfigErrors with what is wrong with the folder. */
export function mappingsCommand(args: readonly string[], world: MappingsWorld): boolean {
  const [name = '', ...rest] = args;
  if (!isAction(name)) {
    const meant = nearest(name, Object.keys(ACTIONS));
    const hint = meant === null ? 'See exact-asperion-sync mappings --help.' : `Did you mean mappings ${meant}?`;
    throw new ConfigError('UNKNOWN_COMMAND', `There is no command mappings ${name}.`, { hint });
  }
  const [flow = '', ...options] = name === 'show' && rest[0]?.startsWith('-') === false ? rest : ['', ...rest];
  if (name === 'show' && flow === '') {
    const hint = 'Write its name behind it; mappings list has all names.';
    throw new ConfigError('UNKNOWN_FLOW', 'mappings show needs the name of a flow.', { hint });
  }
  const { mappings = 'mappings', from } = readOptions(`mappings ${name}`, options, ['mappings', 'from']);
  ACTIONS[name](world, mappings, flow, from);
  return true;
}

const isAction = (name: string): name is keyof typeof ACTIONS => Object.hasOwn(ACTIONS, name);

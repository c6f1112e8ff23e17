import { ConfigError } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import { systemNames } from '../../systems/registry.ts';
import { type OptionHelp, optionLines, readOptions } from '../options.ts';
import { adopt } from './adopt.ts';
import { migrate } from './migrate.ts';
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
  check: ['', 'migrate: only show what would change, and end with exit code 1 if anything would'],
} as const satisfies OptionHelp;

/** What `mappings --help` says. */
export const mappingsHelp = `exact-asperion-sync mappings shows the flows of a folder, with everything they inherit.

  exact-asperion-sync mappings list            All flows: which are on, and where each one is written.
  exact-asperion-sync mappings show FLOW       One flow written out, with the file and line of each value.
  exact-asperion-sync mappings lock            Write mappings.lock: the shipped text that was looked at. If a newer
                                               version brings other text, a sync stops until this was run again.
  exact-asperion-sync mappings adopt           Turn a copy of the shipped flows into a folder that builds on them: what
                                               is the same goes, what differs stays as an override.
  exact-asperion-sync mappings migrate         Write the new names of keys and words that a new version took away; comments
                                               and all else stay. Shows each line that changes.

Options
${optionLines(FLAGS)}

Examples
  exact-asperion-sync mappings list
  exact-asperion-sync mappings show orders.${systemNames().join('-to-')}
  exact-asperion-sync mappings lock --mappings company/mappings
  exact-asperion-sync mappings migrate --check`;

/** What an action is about. */
interface Asked {
  readonly folder: string;
  /** The name behind the action, empty if there is none. */
  readonly flow: string;
  readonly from: string | undefined;
  readonly isCheck: boolean;
}

/** What each action does; it gives false if the command ends with exit code 1. */
const ACTIONS = {
  list: ({ folder }: Asked, world: MappingsWorld) => listFlows(folder, world),
  show: ({ folder, flow }: Asked, world: MappingsWorld) => showFlow(folder, flow, world),
  lock: ({ folder }: Asked, world: MappingsWorld) => writeLock(folder, world),
  adopt: ({ folder, from }: Asked, world: MappingsWorld) => adopt({ folder, from }, world),
  migrate: ({ folder, isCheck }: Asked, world: MappingsWorld) => migrate(folder, isCheck, world),
} satisfies Record<string, (asked: Asked, world: MappingsWorld) => unknown>;

/** The words that may follow `mappings`. */
export const ACTION_NAMES: readonly string[] = Object.keys(ACTIONS);

/** Runs the command; false = exit code 1. Throws ConfigError UNKNOWN_COMMAND, UNKNOWN_FLOW, and ConfigErrors with what is wrong with the folder. */
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
  const switches = name === 'migrate' ? (['check'] as const) : [];
  const names = ['mappings', 'from', ...switches] as const;
  const { mappings = 'mappings', from, check } = readOptions(`mappings ${name}`, options, names, switches);
  return ACTIONS[name]({ folder: mappings, flow, from, isCheck: check !== undefined }, world) !== false;
}

const isAction = (name: string): name is keyof typeof ACTIONS => Object.hasOwn(ACTIONS, name);

import type { Environment } from '../../config/inputs.ts';
import type { Streams } from '../authorize/dialogue.ts';
import type { OptionHelp } from '../options.ts';

/** What a command gets from outside. Each command takes what it needs of it. */
export interface Terminal extends Streams {
  readonly output: NodeJS.WriteStream;
  readonly environment: Environment;
  readonly currentFolder: string;
  readonly clock: () => number;
}

/** A command whose code is there. */
export interface LoadedCommand {
  /** What `--help` shows. Headings stand alone on their line; `Examples` has two or more lines that can be copied. */
  readonly help: string;
  /** Its options, for shell completion. */
  readonly flags?: OptionHelp;
  /** Words that may come first after its name, for shell completion. */
  readonly words?: () => readonly string[];
  /** Runs it with the arguments after its name; true if all went well. Throws SyncErrors. */
  run(args: readonly string[], terminal: Terminal): boolean | Promise<boolean>;
}

/** The headings under which the help lists the commands. */
export const GROUPS = {
  start: 'Start',
  mappings: 'Work on mappings',
  operate: 'Run it',
  more: 'Find out more',
} as const;

/** A command of the table. Its code is loaded when it is needed: the help needs none. */
export interface Command {
  readonly name: string;
  readonly group: keyof typeof GROUPS;
  /** What it is for, in one line. */
  readonly says: string;
  /** True if it shows its help when nothing follows its name. */
  readonly needsMore?: boolean;
  load(): Promise<LoadedCommand>;
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { INPUTS } from '../../config/input-names.ts';
import { ConfigError } from '../../errors/errors.ts';
import { type Answers, readAnswers } from '../../init/answers.ts';
import { readTemplate, type Template } from '../../init/template.ts';
import { logText } from '../../report/log-text.ts';
import { optionsOf, SECRET_VARIABLES, SYSTEM_FLAGS } from '../arguments.ts';
import type { Streams } from '../authorize/dialogue.ts';
import { type OptionHelp, optionLines } from '../options.ts';
import { type ValidateWorld, validateCommand } from '../validate/command-line.ts';
import { askerOn } from './asker.ts';
import { prepareFiles } from './prepare.ts';
import { tellOutcome } from './tell-outcome.ts';
import { writeFiles } from './write-files.ts';

/** What the command gets from outside. */
export interface InitWorld extends Streams, ValidateWorld {
  readonly output: NodeJS.WriteStream;
  readonly clock: () => number;
}

const ANSWERS = 'answers';
const REPO = 'repo';
const REDIRECT = 'redirect-uri';
const { [INPUTS.flows]: _flows, [INPUTS.administration]: _administration, ...WHERE } = SYSTEM_FLAGS;

/** The options of the command. */
export const FLAGS: OptionHelp = {
  [ANSWERS]: ['FILE', 'answers as YAML; without a terminal it must have all of them'],
  [REPO]: ['OWNER/NAME', 'your repository on GitHub (the one that git pushes to)'],
  [REDIRECT]: ['URL', 'for a login: the redirect address, exactly as it is registered with your app'],
  ...WHERE,
};

/** What `init --help` says. */
export const initHelp = `exact-asperion-sync init sets up a repository. It asks what should sync, reads the lists of both systems and proposes
the tables, already matched. It writes mappings/, four workflows, dependabot.yml, CODEOWNERS, settings for your editor, and CHECKLIST.md,
which says what is left to do. It writes to neither system, and a file that is there stays as it is: run it again to see what it would
write today.

  exact-asperion-sync init [options]

Options
${optionLines(FLAGS)}

A row that rests on a name alone is marked "guess": check it. If nothing says what a code means, the row has no value, and the records that
need it wait.

If there is no login yet, it leads you through it, and sets the secrets with gh or shows them once. Secrets are taken from the
environment, or asked for without showing what is typed; never from an argument:
${SECRET_VARIABLES}

Examples
  exact-asperion-sync init
  exact-asperion-sync init --repo OWNER/NAME
  exact-asperion-sync init --answers answers.yml --state-store file:state

Without a terminal and without answers, init shows the lines that a file of answers needs.`;

/** Runs the command. True if what it leaves is valid. Throws ConfigErrors for arguments, answers and inputs, SyncErrors. */
export async function initCommand(args: readonly string[], world: InitWorld): Promise<boolean> {
  const options = optionsOf('init', args, Object.keys(FLAGS));
  const template = readTemplate();
  const tell = (line: string): void => void world.output.write(`${logText(line)}\n`);
  const cancel = new AbortController();
  const stop = (): void => cancel.abort();
  process.once('SIGINT', stop);
  const prepared = await prepareFiles({
    options,
    template,
    answers: answersIn(options.get(ANSWERS), template, world.currentFolder),
    asker: askerOn(world),
    world,
    tell,
    signal: cancel.signal,
  }).finally(() => process.off('SIGINT', stop));
  const outcomes = writeFiles(world.currentFolder, prepared.files);
  tellOutcome(prepared, outcomes, tell);
  const isValid = await validateCommand([`--${INPUTS.mappings}`, prepared.folder], world);
  if (isValid) for (const line of prepared.next) tell(line);
  return isValid;
}

function answersIn(file: string | undefined, template: Template, folder: string): Answers {
  if (file === undefined) return { choices: {}, values: {} };
  let text: string;
  try {
    text = readFileSync(path.resolve(folder, file), 'utf8');
  } catch (cause) {
    const hint = 'Name a file of answers; without --answers, init shows the lines that it needs.';
    throw new ConfigError('FILE_UNREADABLE', `The file ${file} cannot be read.`, { hint, cause });
  }
  return readAnswers(file, text, template.questions);
}

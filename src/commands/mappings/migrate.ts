import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Folder, shownFile } from '../../config/folder.ts';
import { type ConfigError, ConfigErrors } from '../../errors/errors.ts';
import { count } from '../../report/words/count.ts';
import { problemsIn } from '../validate/read-tested.ts';
import type { MappingsWorld } from './command-line.ts';
import { inCopy, rewrite } from './rewrite.ts';
import { openFolder } from './show.ts';

/** A folder with its new texts: the files that change, by their paths in it. */
type Texts = Map<string, string>;

/**
 * Writes the new names of this version over the old ones in a folder of mappings, and prints each line that changes. Everything else stays, letter
 * by letter. False if `isCheck` and a line would change; nothing is written then. Throws ConfigErrors OLD_NAME with those that a person
 * has to change, and what else is wrong if there are none; nothing is written then either.
 */
export function migrate(folder: string, isCheck: boolean, { output, currentFolder }: MappingsWorld): boolean {
  const place = openFolder(folder, currentFolder);
  const texts = inCopy(place, (copy) => migrated(copy, currentFolder));
  if (texts.size === 0) {
    output.write(`${folder} has no old names.\n`);
    return true;
  }
  const lines = [...texts].flatMap(([file, text]) => changedLines(place, file, text));
  output.write(lines.map(({ at, was, is }) => `${at}\n- ${was}\n+ ${is}\n`).join(''));
  const said = `${count(lines.length, 'line')} in ${count(texts.size, 'file')}`;
  if (isCheck) {
    output.write(`${said} with old names. Run "exact-asperion-sync mappings migrate" and commit the change.\n`);
    return false;
  }
  rewrite(place.root, texts);
  output.write(`${said} changed. Read the difference, run validate, and commit the change.\n`);
  return true;
}

/**
 * The texts of a folder without old names. `copy` is a copy of it, in which they are written: an old name may hide another one. Throws ConfigErrors also for
 * other mistakes, if there is no old name: they may hide one.
 */
function migrated(copy: Folder, workspace: string): Texts {
  const texts: Texts = new Map();
  const prefix = shownFile(copy, '');
  const refuse = (problems: readonly ConfigError[]): void => {
    if (problems.length > 0) throw new ConfigErrors(problems);
  };
  for (;;) {
    const problems = problemsIn(copy.name, workspace);
    const found = oldNames(problems).filter(({ at }) => at?.file.startsWith(prefix) === true);
    if (found.length === 0) {
      if (texts.size === 0) refuse(problems);
      return texts;
    }
    refuse(found.filter((problem) => !renameIn(copy, problem, texts)));
    for (const [file, text] of texts) writeFileSync(path.join(copy.root, file), text);
  }
}

/** The problems that are about old names, the last of a file first: a change moves only what follows it. */
function oldNames(problems: readonly ConfigError[]): readonly ConfigError[] {
  const found = problems.filter(({ code }) => code === 'OLD_NAME');
  const places = new Map(found.map((problem) => [JSON.stringify(problem.at), problem]));
  return [...places.values()].sort(
    ({ at: one }, { at: other }) => (other?.line ?? 0) - (one?.line ?? 0) || (other?.column ?? 0) - (one?.column ?? 0),
  );
}

/** Writes the new name where a problem says that the old one is; false if something else is written there. */
function renameIn(copy: Folder, { at, renamed }: ConfigError, texts: Texts): boolean {
  if (at === undefined || renamed === undefined) return false;
  const file = at.file.slice(shownFile(copy, '').length);
  const lines = (texts.get(file) ?? readFileSync(path.join(copy.root, file), 'utf8')).split('\n');
  const line = lines[at.line - 1] ?? '';
  const [before, rest] = [line.slice(0, at.column - 1), line.slice(at.column - 1)];
  const written = ['', '"', "'"].map((quote) => `${quote}${renamed.was}${quote}`).find((one) => rest.startsWith(one));
  if (written === undefined) return false;
  lines[at.line - 1] = `${before}${renamed.to}${rest.slice(written.length)}`;
  texts.set(file, lines.join('\n'));
  return true;
}

interface ChangedLine {
  readonly at: string;
  readonly was: string;
  readonly is: string;
}

function changedLines(place: Folder, file: string, text: string): readonly ChangedLine[] {
  const before = readFileSync(path.join(place.root, file), 'utf8').split('\n');
  return text.split('\n').flatMap((is, index): readonly ChangedLine[] => {
    const was = before[index] ?? '';
    const at = `${shownFile(place, file)}:${index + 1}`;
    return was === is ? [] : [{ at, was: was.trimEnd(), is: is.trimEnd() }];
  });
}

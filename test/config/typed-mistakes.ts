import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { readTested } from '../../src/commands/validate/read-tested.ts';
import { ConfigErrors } from '../../src/errors/errors.ts';

const text = z.record(z.string(), z.string());

const mistake = z.strictObject({
  /** What somebody did. */
  mistake: z.string(),
  /** The folder that it is made in: that of the example, or one of own flows. */
  in: z.enum(['example', 'own']),
  /** Files that are written anew, by their path in the folder of mappings. */
  write: text.optional(),
  /** Files in which the first text is replaced by the second one. */
  change: z.record(z.string(), z.tuple([z.string(), z.string()])).optional(),
  rename: text.optional(),
  remove: z.array(z.string()).optional(),
  /** The one message: `FILE:LINE:COLUMN CODE Sentence. → What to do.`, without the folder's name. */
  says: z.string(),
});

/** A mistake as somebody types it into a folder of mappings. */
export type TypedMistake = z.infer<typeof mistake>;

const file = z.strictObject({
  own: text,
  mistakes: z.array(mistake),
  /** The opposite: files that look like such a mistake, and are read. */
  read: z.array(mistake.omit({ mistake: true, says: true }).extend({ file: z.string() })),
});
const { own, mistakes, read } = file.parse(
  parse(readFileSync(path.join(import.meta.dirname, 'typed-mistakes.yml'), 'utf8')),
);
const example = path.resolve(import.meta.dirname, '../../example/mappings');

/** All of them, in the order of the file. */
export const typedMistakes: readonly TypedMistake[] = mistakes;

/** Files that look like such a mistake and are none. */
export const readFiles = read;

/** What the product says of a fresh folder in which somebody made this mistake: a line per message. */
export function saidOf({ in: place, write = {}, change = {}, rename = {}, remove = [] }: TypedMistake): string {
  const workspace = mkdtempSync(path.join(tmpdir(), 'typed-'));
  const at = (name: string): string => path.join(workspace, 'mappings', name);
  const put = (name: string, content: string): void => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), content);
  };
  try {
    if (place === 'example') cpSync(example, at(''), { recursive: true });
    else for (const [name, content] of Object.entries(own)) put(name, content);
    for (const [name, content] of Object.entries(write)) put(name, content);
    for (const [name, [from, to]] of Object.entries(change)) {
      const before = readFileSync(at(name), 'utf8');
      if (!before.includes(from)) throw new Error(`${name} does not hold ${from}`);
      put(
        name,
        before.replace(from, () => to),
      );
    }
    for (const [from, to] of Object.entries(rename)) {
      mkdirSync(path.dirname(at(to)), { recursive: true });
      renameSync(at(from), at(to));
    }
    for (const name of remove) rmSync(at(name), { recursive: true });
    readTested('mappings', workspace);
    return '';
  } catch (error) {
    if (!(error instanceof ConfigErrors)) throw error;
    return error.problems
      .map(({ at: place, code, message, hint }) => {
        const where =
          place === undefined ? '' : `${place.file.replace('mappings/', '')}:${place.line}:${place.column} `;
        return `${where}${code} ${message}${hint === undefined ? '' : ` → ${hint}`}`;
      })
      .join('\n');
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

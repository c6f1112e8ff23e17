import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { readTested } from '../../../src/commands/validate/read-tested.ts';
import { type ConfigError, ConfigErrors } from '../../../src/errors/errors.ts';
import { workspaceWith } from '../../config/folder.ts';
import { flowBeside, frames, tableBeside } from './frames.ts';

const mistake = z.strictObject({
  /** What somebody did. */
  mistake: z.string(),
  /** Stands in docs/mistakes.md, among thirty that are common. */
  common: z.literal(true).optional(),
  /** Where the snippet stands; see `frames`. */
  in: z.string(),
  wrong: z.string(),
  /** Other files of the folder. */
  beside: z.record(z.string(), z.string()).optional(),
  /** The problems, a line each: `LINE:COLUMN CODE Message. → Hint.`, counted in the snippet. */
  says: z.string(),
  /** What to write instead; it must be without problems. */
  right: z.string().optional(),
});

const topic = z.strictObject({ topic: z.string(), about: z.string(), mistakes: z.array(mistake) });

/** One mistake. */
export type Mistake = z.infer<typeof mistake>;
/** Mistakes about one subject: a file of the corpus. */
export type Topic = z.infer<typeof topic>;

/** The corpus, in the order of its files. */
export function readCorpus(): readonly Topic[] {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.yml'));
  return files.sort().map((name) => topic.parse(parse(readFileSync(path.join(import.meta.dirname, name), 'utf8'))));
}

/** What the product says of a folder with this snippet in it. */
export function problemsOf({ in: place, beside }: Mistake, snippet: string): readonly ConfigError[] {
  const frame = frames[place];
  if (frame === undefined) throw new Error(`no frame ${place}`);
  const files = {
    'flow.yml': flowBeside,
    'tables/terms.yml': tableBeside,
    ...beside,
    [frame.file]: put(frame.text, snippet),
  };
  using folder = workspaceWith(files);
  try {
    readTested('mappings', folder.workspace);
  } catch (error) {
    if (error instanceof ConfigErrors) return error.problems;
    throw error;
  }
  return [];
}

/** The problems as `says` has them: places in the snippet by line and column, others with their file. */
export function told({ in: place }: Mistake, snippet: string, problems: readonly ConfigError[]): string {
  const { file = '', text = '' } = frames[place] ?? {};
  const [before = ''] = text.split('§');
  const first = before.split('\n').length;
  const indent = before.length - before.lastIndexOf('\n') - 1;
  const last = first + snippet.trimEnd().split('\n').length - 1;
  const lines = problems.map(({ code, message, hint, at }) => {
    const isInside = at?.file === `mappings/${file}` && at.line >= first && at.line <= last;
    const outside = at === undefined ? '' : `${at.file.replace('mappings/', '')}:${at.line}:${at.column} `;
    const where = isInside ? `${at.line - first + 1}:${at.column - indent} ` : outside;
    return `${where}${code} ${message}${hint === undefined ? '' : ` → ${hint}`}`;
  });
  return `${lines.join('\n')}\n`;
}

/** A frame with the snippet at its mark, each line as far in as the mark. */
export function put(text: string, snippet: string): string {
  const [before = '', after = ''] = text.split('§');
  const indent = ' '.repeat(before.length - before.lastIndexOf('\n') - 1);
  return `${before}${snippet
    .trimEnd()
    .replaceAll('\n', `\n${indent}`)
    .replaceAll(/\n +(?=\n)/g, '\n')}${after}`;
}

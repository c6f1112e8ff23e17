import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError } from '../../errors/errors.ts';
import { differenceOf } from '../../init/difference.ts';

/** What became of a file. */
export interface FileOutcome {
  /** Its path, with `/` between folders. */
  readonly file: string;
  readonly kind: 'written' | 'unchanged' | 'differs';
  /** What is there and what would be written, line by line; empty unless it differs. */
  readonly difference: readonly string[];
}

/**
 * Writes those files that are not there. One that is there stays as it is, whatever it holds. Throws ConfigError `OUTPUT_FILE`.
 */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): readonly FileOutcome[] {
  // All files are looked at before the first is written.
  const outcomes = [...files].map(([file, text]) => outcomeOf(file, readIfThere(placeOf(folder, file)), text));
  for (const { file, kind } of outcomes) {
    if (kind !== 'written') continue;
    try {
      mkdirSync(path.dirname(placeOf(folder, file)), { recursive: true });
      writeFileSync(placeOf(folder, file), files.get(file) ?? '', { flag: 'wx' });
    } catch (cause) {
      const hint = 'Make the folder writable and run init again: what is written already stays.';
      throw new ConfigError('OUTPUT_FILE', `The file ${file} cannot be written.`, { hint, cause });
    }
  }
  return outcomes;
}

const placeOf = (folder: string, file: string): string => path.join(folder, ...file.split('/'));

function outcomeOf(file: string, before: string | null, text: string): FileOutcome {
  if (before === null) return { file, kind: 'written', difference: [] };
  const difference = differenceOf(before.replaceAll('\r\n', '\n'), text);
  return { file, kind: difference.length === 0 ? 'unchanged' : 'differs', difference };
}

function readIfThere(place: string): string | null {
  try {
    return readFileSync(place, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    const hint = 'Move it away, and run init again.';
    throw new ConfigError('OUTPUT_FILE', `${path.basename(place)} is in the way: it cannot be read.`, {
      hint,
      cause: error,
    });
  }
}

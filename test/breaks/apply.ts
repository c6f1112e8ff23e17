import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BREAKS, type Edit } from './breaks.ts';

/**
 * Loaded before a program (`node --import ./test/breaks/apply.ts …`): files are read with the edits of the break that the environment variable
 * BREAK names. Throws when there is no such break, or a text does not stand in its file exactly once.
 */
const root = join(import.meta.dirname, '..', '..');
const chosen = BREAKS.find(({ name }) => name === process.env.BREAK);
if (chosen === undefined) throw new RangeError(`There is no break "${process.env.BREAK}".`);

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const own = url.startsWith('file:')
      ? chosen.edits.filter(({ file }) => fileURLToPath(url) === join(root, file))
      : [];
    return own.length === 0 ? loaded : { ...loaded, source: own.reduce(edited, String(loaded.source)) };
  },
});

function edited(source: string, { file, text, replacement }: Edit): string {
  const parts = source.split(text);
  if (parts.length !== 2) throw new RangeError(`${file} has ${parts.length - 1} times: ${text}`);
  return parts.join(replacement);
}

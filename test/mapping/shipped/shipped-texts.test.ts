import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../../../mappings');
/** So many lines in a row are a text of their own. */
const A_TEXT = 6;

/** The lines of a file that say something, without their comments. */
function linesOf(file: string): readonly string[] {
  const lines = readFileSync(path.join(folder, file), 'utf8').split('\n');
  return lines.map((line) => line.replace(/(^|\s{2,})#.*$/, '').trim()).filter((line) => line !== '');
}

test('no text stands in two shipped flows or parts: what they share is a part', () => {
  const files = [...readdirSync(folder), ...readdirSync(path.join(folder, 'parts')).map((file) => `parts/${file}`)];
  const shipped = files.filter((file) => file.endsWith('.yml') && !file.endsWith('.test.yml'));
  expect(shipped.length).toBeGreaterThan(50);
  const seen = new Map<string, string>();
  const twice: string[] = [];
  for (const file of shipped) {
    const lines = linesOf(file);
    for (let at = 0; at + A_TEXT <= lines.length; at++) {
      const text = lines.slice(at, at + A_TEXT).join('\n');
      const other = seen.get(text);
      if (other !== undefined) twice.push(`${file} and ${other}: ${text}`);
      seen.set(text, file);
    }
  }
  expect(twice).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const src = join(import.meta.dirname, '..', '..', 'src');

/** Where a vendor's name may stand: its own room. */
const ROOMS = /^systems\b/;

/** Texts that name vendors outside, as examples or to say what is shipped. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'commands/command-line/help.ts': [
    'keeps Exact Online and Asperion in step',
    'customers and orders go from Exact Online to Asperion, articles from Asperion to Exact Online',
  ],
  'config/config.ts': ['customers.exact-online-to-asperion.yml'],
  'config/schema/settings-schema.ts': ['one for each administration of Exact Online'],
  'config/schema/flow-schema.ts': [`startsWith(Description, "Asperion ")`],
};

test('no code outside src/systems names a vendor', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.(ts|js|css|html)$/.test(file) && !ROOMS.test(file));
  expect(files.length).toBeGreaterThan(200);
  const named = files.flatMap((file) => {
    const examples = EXAMPLES[file] ?? [];
    return readFileSync(join(src, file), 'utf8')
      .split('\n')
      .filter((line) => /asperion|exact[- ]?online/i.test(withoutExamples(line, examples)))
      .map((line) => `${file}: ${line.trim()}`);
  });
  expect(named).toEqual([]);
});

test('the modules that config is made of import nothing from config', () => {
  const below = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^(systems|http|state)\/.*\.ts$/.test(file));
  expect(below.length).toBeGreaterThan(100);
  expect(below.filter((file) => /from '(\.\.\/)+config\//.test(readFileSync(join(src, file), 'utf8')))).toEqual([]);
});

/** A line without comments, whose examples name resources of a vendor, without the product's name, and without `examples`. */
function withoutExamples(line: string, examples: readonly string[]): string {
  if (/^\s*(\/\*\*|\*|\/\/)/.test(line)) return '';
  return examples.reduce((rest, example) => rest.replace(example, ''), line.replaceAll('exact-asperion-sync', ''));
}

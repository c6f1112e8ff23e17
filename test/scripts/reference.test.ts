import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { FIELDS_PAGE, fieldsPage } from '../../scripts/fields-page.ts';
import { referenceParts, withGenerated } from '../../scripts/reference.ts';
import { TROUBLESHOOTING_PAGE, troubleshootingPage } from '../../scripts/troubleshooting-page.ts';
import { errorCodes } from '../../src/errors/codes.ts';
import { catalogsOfSystems } from '../../src/systems/registry.ts';

const reference = await readFile(new URL('../../docs/mapping.md', import.meta.url), 'utf8');

test.each(referenceParts)('the reference of the mapping language has the %s', (name) => {
  expect(reference).toMatch(new RegExp(`<!-- ${name}: [^\\n]*-->\\n\\n[|#]`));
});

test('the generated parts of the reference match the product', () => {
  expect(reference).toContain('| `lower(');
  expect(withGenerated(reference)).toBe(reference);
});

describe('the page of resources and fields', () => {
  const page = fieldsPage();

  test('matches the product', async () => {
    expect(await readFile(FIELDS_PAGE, 'utf8')).toBe(page);
  });

  test('has every field of every resource in a row of its own, under the name of the resource', () => {
    for (const { resources } of Object.values(catalogsOfSystems())) {
      for (const { name, fields } of resources.values()) {
        const [, part = ''] = page.split(`\n### ${name}\n`);
        const [table = ''] = part.split('</details>');
        const shown = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, field]) => field);
        expect(shown, name).toEqual(Object.keys(fields));
      }
    }
  });

  test('has as many cells in each row as in the head of its table', () => {
    const tables = page.split('\n\n').map((block) => block.split('\n').filter((line) => line.startsWith('|')));
    expect(tables.flat()).not.toEqual([]);
    for (const [head = '', ...rows] of tables) {
      const cellsIn = (line: string): number => line.split(/(?<!\\)\|/).length;
      expect(rows.filter((line) => cellsIn(line) !== cellsIn(head))).toEqual([]);
    }
  });
});

describe('the page of troubleshooting', () => {
  const page = readFileSync(TROUBLESHOOTING_PAGE, 'utf8');
  const [, byCode = ''] = page.split('\n## By code\n');

  test('matches the product in its generated parts', () => {
    expect(troubleshootingPage(page)).toBe(page);
  });

  test('has each code once, with what it means and what to do', () => {
    const rows = [...byCode.matchAll(/^\| \[?`([A-Z_]+)`[^|]*\| [^|]+\. \| [^|]+\. \|$/gm)].map(([, name]) => name);
    expect(rows.toSorted()).toEqual(Object.keys(errorCodes));
  });
});

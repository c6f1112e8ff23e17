import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explainCommand } from '../../src/commands/explain.ts';
import { errorCodes } from '../../src/errors/codes.ts';
import { errorsIn } from '../../src/report/describe-error.ts';

const root = join(import.meta.dirname, '..', '..');

/** What the command writes. */
function explain(...args: string[]): string {
  let said = '';
  explainCommand(args, { output: { write: (text) => (said += text) } });
  return said;
}

test('explain tells what a code means, what follows, what to do and where more stands', () => {
  expect(explain('UNMAPPED_KEY')).toBe(`UNMAPPED_KEY

A table of the mappings has no row for a code of the source, or none for this date, and there is no default.
This record was set aside as a dead letter. The others went on, and it is tried again later.

What to do: Add the missing row to the table in the mappings folder.
More: docs/mapping.md#tables
`);
});

test('a code is understood in small letters and with blanks or dashes', () => {
  expect(explain('unmapped-key')).toBe(explain('UNMAPPED_KEY'));
  expect(explain('write unclear')).toMatch(/^WRITE_UNCLEAR\n/);
});

test('the nearest code is proposed for one that does not exist', () => {
  expect(() => explain('UNMAPED_KEY')).toThrow('There is no code UNMAPED_KEY.');
  expect(() => explain('UNMAPED_KEY')).toThrow(expect.objectContaining({ hint: 'Did you mean UNMAPPED_KEY?' }));
  expect(() => explain('toString')).toThrow(expect.objectContaining({ code: 'UNKNOWN_ARGUMENT' }));
  expect(() => explain('ABORTED', 'EXISTS')).toThrow('explain takes one code.');
});

test('explain alone lists every code once', () => {
  const listed = [...explain().matchAll(/^ {2}([A-Z_]+) {2,}\S/gm)].map(([, code]) => code);
  expect(listed.toSorted()).toEqual(Object.keys(errorCodes));
});

test('every code is explained by a sentence and by what to do', () => {
  for (const code of Object.keys(errorCodes)) {
    expect(explain(code)).toMatch(/^\S+\n\n\S.+\.\n[\s\S]*What to do: \S.+\.\nMore: \S+\n$/);
  }
});

test('every page and part that explain names exists', () => {
  const pages = new Set(Object.keys(errorCodes).map((code) => /More: (\S+)/.exec(explain(code))?.[1] ?? ''));
  for (const page of pages) {
    const [file = '', anchor] = page.split('#');
    const text = readFileSync(join(root, file), 'utf8');
    const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading.toLowerCase().replaceAll(' ', '-'),
    );
    if (anchor !== undefined) expect(anchors, page).toContain(anchor);
  }
});

test('whatever ends a run is printed with a code that explain knows', () => {
  const printed = globSync('{src,demo,sandbox}/**/*.ts', { cwd: root }).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return [...text.matchAll(/(?:Error\(\s*|code: |problems\.add\([^']*?)'([A-Z]+(?:_[A-Z]+)+|UNEXPECTED)'/g)].map(
      ([, code = '']) => ({ file, code }),
    );
  });
  expect(printed.length).toBeGreaterThan(200);
  const ofOthers = new Set(['ERR_WORKER_OUT_OF_MEMORY']);
  expect(printed.filter(({ code }) => !Object.hasOwn(errorCodes, code) && !ofOthers.has(code))).toEqual([]);
  for (const thrown of [new Error('x'), 'a text', null]) {
    expect(errorsIn(thrown).filter(({ code }) => !Object.hasOwn(errorCodes, code))).toEqual([]);
  }
});

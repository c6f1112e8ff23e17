import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { explainCommand } from '../../src/commands/explain.ts';
import { errorCodes } from '../../src/errors/codes.ts';
import { meaningOf } from '../../src/errors/meanings/meanings.ts';
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

test('a code is explained in Dutch; one that only the author of a file meets is English', () => {
  expect(explain('UNMAPPED_KEY', '--language', 'nl')).toBe(`UNMAPPED_KEY

${meaningOf('UNMAPPED_KEY', 'nl').means}
Dit record is apart gezet. De andere gingen door, en dit wordt later opnieuw geprobeerd.

Wat u kunt doen: Voeg de ontbrekende rij toe aan de tabel in de map met mappings.
Meer: docs/mapping.md#tables
`);
  expect(meaningOf('UNMAPPED_KEY', 'nl').means).not.toBe(meaningOf('UNMAPPED_KEY').means);
  expect(explain('EXPRESSION_SYNTAX', '--language', 'nl')).toBe(explain('EXPRESSION_SYNTAX'));
  expect(explain('--language', 'nl')).toContain(meaningOf('UNMAPPED_KEY', 'nl').means);
});

test('a code is understood in small letters and with blanks or dashes', () => {
  expect(explain('unmapped-key')).toBe(explain('UNMAPPED_KEY'));
  expect(explain('write unclear')).toMatch(/^WRITE_UNCLEAR\n/);
});

test('the nearest code is proposed for one that does not exist', () => {
  expect(() => explain('UNMAPED_KEY')).toThrow('There is no code UNMAPED_KEY.');
  expect(() => explain('UNMAPED_KEY')).toThrow(expect.objectContaining({ hint: 'Did you mean UNMAPPED_KEY?' }));
  expect(() => explain('toString')).toThrow(expect.objectContaining({ code: 'UNKNOWN_ARGUMENT' }));
  expect(() => explain('ABORTED', 'EXISTS')).toThrow('explain takes one code, or one message in quotes.');
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

describe('a message of a system', () => {
  it('is explained with its cause, what to do, where and by whom, in English or in Dutch', () => {
    expect(explain('Geblokkeerd: Btw-code')).toBe(`Geblokkeerd: Btw-code

The VAT code is blocked in the administration.

What to do: Unblock the VAT code in Exact Online, or map another one in the table.
Where: Stamgegevens > BTW-codes
Source: EX-message-causes, docs/sources.md
`);
    expect(explain('Gegeven bestaat reeds', '--language', 'nl')).toContain('Wat u kunt doen: Zoek in Exact Online');
    expect(explain('--language=nl', 'Gegeven bestaat reeds')).toContain('Bron: EX-in-use-code');
  });

  it('is known whatever its case, its quotes, its numbers and what stands around it', () => {
    const known = explain('Bedrag BTW-regel 1 komt niet overeen');
    expect(explain('"bedrag btw regel 17 komt NIET overeen."')).toBe(known);
    expect(explain('Exact Online refused the record: Bedrag BTW-regel 3 komt niet overeen (500)')).toBe(known);
  });

  it('is told sentence by sentence, each by the most particular words that fit', () => {
    const said = explain('Gegeven bestaat reeds.; Verplicht: Dagboek\r\nVerplicht: Serie');
    expect(said.match(/^(?!Source)\S.*\n\n/gm)?.map((line) => line.trim())).toEqual([
      'Gegeven bestaat reeds',
      expect.stringMatching(/^Exact Online already has/),
      'Verplicht: Dagboek',
      'No journal was sent, and Exact Online has no default.',
      'Verplicht: …',
      'A field that Exact Online needs is empty: the message names it.',
    ]);
  });

  it('that no source shows says so', () => {
    expect(explain('The DebtorKindId field is required.')).toContain('(inferred: no source shows this message)');
    expect(explain('The X field is required.', '--language', 'nl')).toContain('(afgeleid: geen bron toont');
  });

  it('that is not known gets the nearest ones, and one that is like nothing a way out', () => {
    const hint = (text: string) => expect.objectContaining({ hint: expect.stringContaining(text) });
    expect(() => explain('Gegevn bestat reeds')).toThrow(hint('Did you mean "Gegeven bestaat reeds"'));
    expect(() => explain('Het weer is vandaag mooi')).toThrow(hint('messages.yml'));
  });

  it('is told in a language that there is, and from a folder that can be read', () => {
    expect(() => explain('Verplicht: Dagboek', '--language', 'de')).toThrow('There is no such language.');
    expect(() => explain('Verplicht: Dagboek', '--tongue', 'nl')).toThrow('takes one code, or one message');
  });

  it('of the company counts before the others', () => {
    using folder = folderWith({
      'mappings/messages.yml':
        '- says: "Verplicht: Kostenplaats …"\n  cause: Ours.\n  fix: { en: Fill it., nl: Vul hem. }\n',
    });
    const said = (...args: string[]) => {
      let text = '';
      explainCommand(args, { output: { write: (part) => (text += part) }, currentFolder: folder.path });
      return text;
    };
    expect(said('Verplicht: Kostenplaats 12', '--language', 'nl')).toBe(
      'Verplicht: Kostenplaats …\n\nOurs.\n\nWat u kunt doen: Vul hem.\nBron: mappings/messages.yml:1\n',
    );
    expect(said('Verplicht: Dagboek')).toContain('EX-message-causes');
  });
});

/** A folder of its own, gone at the end. */
function folderWith(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'explain-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { path: folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { isMap, parseDocument, stringify } from 'yaml';
import { workspaceWith } from '../config/folder.ts';
import { writtenOut } from '../support/written-out.ts';
import { check, failuresOf } from '../validate/check.ts';

const root = path.resolve(import.meta.dirname, '../..');
const shipped = (file: string): string => readFileSync(path.join(root, 'mappings', file), 'utf8');
const SETTINGS = 'settings.yml';
/** Pins are about records of a company, so no case tries them. */
const LINKS = 'links.yml';

/** A file of a recipe: what a folder that builds on the shipped flows says itself. */
export interface Piece {
  /** Path under `mappings/`. */
  readonly file: string;
  readonly text: string;
}

/** The names of all recipes. */
export const recipeNames: readonly string[] = readdirSync(path.join(root, 'docs', 'recipes'))
  .filter((file) => file !== 'README.md')
  .map((file) => path.basename(file, '.md'));

/** The variations of a recipe in `docs/recipes/` by their headings. */
export class Recipe {
  readonly sections: ReadonlyMap<string, readonly Piece[]>;
  readonly #tried = new Set<Piece>();

  constructor(name: string) {
    const text = readFileSync(path.join(root, 'docs', 'recipes', `${name}.md`), 'utf8');
    const parts = text.split(/^#{2,3} /m).slice(1);
    this.sections = new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), piecesOf(part)]));
  }

  /** Files that no test has asked for yet, as `heading: file`. */
  get untried(): readonly string[] {
    return [...this.sections].flatMap(([heading, pieces]) =>
      pieces
        .filter((piece) => piece.file !== LINKS && !this.#tried.has(piece))
        .map(({ file }) => `${heading}: ${file}`),
    );
  }

  /** A folder that builds on the shipped flows and runs one of them, changed as a section says: files by their path under `mappings/`. */
  varied(flow: string, heading: string): Readonly<Record<string, string>> {
    const pieces = (this.sections.get(heading) ?? []).filter(({ file }) => !isFlow(file) || file === `${flow}.yml`);
    if (pieces.length === 0) throw new Error(`The recipe has no YAML for ${flow} under "${heading}".`);
    for (const piece of pieces) this.#tried.add(piece);
    return over(company([flow]), pieces);
  }

  /** The flow of such a folder written out: as the text of a file that needs no other one. */
  whole(flow: string, heading: string): string {
    using folder = workspaceWith(this.varied(flow, heading));
    return writtenOut(path.join(folder.workspace, 'mappings')).get(`${flow}.yml`) ?? '';
  }
}

/** A folder that builds on the shipped flows and runs several of them, changed by all files of a section. */
export const togetherWith = (flows: readonly string[], pieces: readonly Piece[]): Readonly<Record<string, string>> =>
  over(
    company([
      ...new Set([...flows, ...pieces.flatMap(({ file }) => (isFlow(file) ? [path.basename(file, '.yml')] : []))]),
    ]),
    pieces,
  );

/** A case of a flow, with its further runs. */
interface Case {
  readonly given: unknown;
  readonly expect: unknown;
  readonly later?: unknown;
}

/** Runs one case of a flow, also as the YAML under its name, in a folder with these files; gives what failed. */
export async function tryOut(
  files: Readonly<Record<string, string>>,
  flow: string,
  one: string | Case,
): Promise<readonly string[]> {
  const text = `- name: a case\n${typeof one === 'string' ? one : written(one)}`;
  const validation = await check({ ...files, [`${flow}.test.yml`]: text }, [flow]);
  expect(validation.flows.map(({ cases }) => cases)).toEqual([1]);
  expect(validation.errors).toEqual([]);
  return failuresOf(validation);
}

/** JSON is YAML. */
const written = ({ given, expect: wanted, later }: Case): string =>
  Object.entries({ given, expect: wanted, ...Object.fromEntries(later === undefined ? [] : [['then', later]]) })
    .map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`)
    .join('');

/** The files of a folder with those of a section: rows and settings come on top, other files are new. */
function over(base: Readonly<Record<string, string>>, pieces: readonly Piece[]): Readonly<Record<string, string>> {
  const own = pieces.map(({ file, text }) => [file, base[file] === undefined ? text : withRows(base[file], text)]);
  return { ...base, ...Object.fromEntries(own) };
}

const isFlow = (file: string): boolean => !file.includes('/') && file !== SETTINGS && file !== LINKS;

function piecesOf(section: string): readonly Piece[] {
  return [...section.matchAll(/^```yaml\n# mappings\/(\S+\.yml)\n([\s\S]*?)^```/gm)].map(
    ([, file = '', text = '']) => ({
      file,
      text,
    }),
  );
}

/** A folder of the example company, which runs some shipped flows: with its values, and its rows of the tables that are not handed on. */
function company(flows: readonly string[]): Readonly<Record<string, string>> {
  const settings = parseDocument(shipped(SETTINGS), { schema: 'failsafe' }).toJS();
  const values = { prefix: settings.externalKeys.prefix, bookYear: settings.bookYear.start, ...settings.values };
  const tables = Object.keys(parseDocument(shipped('values.yml')).toJS().tables);
  return {
    [SETTINGS]: stringify({ use: 'shipped', flows, values }, { schema: 'failsafe' }),
    ...Object.fromEntries(tables.map((name) => [`tables/${name}.yml`, shipped(`tables/${name}.yml`)])),
  };
}

/** A file with further rows: those of groups one by one. */
function withRows(text: string, rows: string): string {
  const document = parseDocument(text, { schema: 'failsafe' });
  const set = (at: readonly string[], group: unknown): void => {
    if (!isMap(group)) throw new Error('Rows are a map.');
    for (const { key, value } of group.items) {
      const row = [...at, String(key)];
      if (isMap(value) && document.hasIn(row)) set(row, value);
      else document.setIn(row, value);
    }
  };
  set([], parseDocument(rows, { schema: 'failsafe' }).contents);
  return String(document);
}

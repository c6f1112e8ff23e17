import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Document, isMap, isSeq, parseDocument } from 'yaml';
import { shipped } from '../support/samples.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** A piece of YAML of a recipe, and the place in the mappings that its first line names. */
interface Piece {
  /** Path under `mappings/`. */
  readonly file: string;
  /** `step item`, `lines of step order`, `after the last step`, or empty for the file itself. */
  readonly place: string;
  readonly text: string;
}

/** The variations of a recipe in `docs/recipes/` by their headings. */
export class Recipe {
  readonly #sections: ReadonlyMap<string, readonly Piece[]>;

  constructor(name: string) {
    const text = readFileSync(path.join(root, 'docs', 'recipes', `${name}.md`), 'utf8');
    const parts = text.split(/^#{2,3} /m).slice(1);
    this.#sections = new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), piecesOf(part)]));
  }

  /** What there is to try, as `heading: flow`. */
  get variations(): readonly string[] {
    const flows = (pieces: readonly Piece[]): readonly string[] => [
      ...new Set(pieces.flatMap(({ file }) => (file.startsWith('tables/') ? [] : [file.replace(/\.yml$/, '')]))),
    ];
    return [...this.#sections].flatMap(([heading, pieces]) => flows(pieces).map((flow) => `${heading}: ${flow}`));
  }

  /** A shipped flow with its tables, changed as a section says: files by their path under `mappings/`. */
  varied(flow: string, heading: string): Readonly<Record<string, string>> {
    const pieces = this.#sections.get(heading);
    if (pieces === undefined || pieces.length === 0) throw new Error(`The recipe has no YAML under "${heading}".`);
    const own = pieces.filter(({ file }) => file === `${flow}.yml`);
    const tables = pieces.filter(({ file }) => file.startsWith('tables/'));
    if (own.length === 0) throw new Error(`"${heading}" says nothing of ${flow}.`);
    const files = shipped(flow, (text) => own.reduce(changed, text));
    return {
      ...files,
      ...Object.fromEntries(tables.map((piece) => [piece.file, tableOf(piece, files[piece.file] ?? '')])),
    };
  }
}

function piecesOf(section: string): readonly Piece[] {
  return [...section.matchAll(/^```yaml\n# mappings\/(\S+\.yml)(?:, (.*))?\n([\s\S]*?)^```/gm)].map(
    ([, file = '', place = '', text = '']) => ({ file, place, text }),
  );
}

/** A table of a recipe: the whole of it, or, where its first line says so, rows of the one that ships. */
function tableOf({ place, text }: Piece, shippedTable: string): string {
  if (place === '') return text;
  const table = parseDocument(shippedTable, { schema: 'failsafe' });
  const set = (at: readonly string[], rows: unknown): void => {
    if (!isMap(rows)) throw new Error('Rows are a map.');
    for (const { key, value } of rows.items) {
      const row = [...at, String(key)];
      if (isMap(value) && table.hasIn(row)) set(row, value);
      else table.setIn(row, value);
    }
  };
  set([], parseDocument(text, { schema: 'failsafe' }).contents);
  return String(table);
}

/** A flow's text with a piece put in its place. */
function changed(flow: string, { place, text }: Piece): string {
  const document = parseDocument(flow);
  const piece = parseDocument(text);
  if (place === '') setAll(document, [], piece);
  else if (place === 'after the last step') {
    if (!isSeq(piece.contents)) throw new Error('Steps are a list.');
    for (const step of piece.contents.items) document.addIn(['steps'], step);
  } else if (place.startsWith('before step ')) {
    const steps = document.get('steps');
    if (!isSeq(piece.contents) || !isSeq(steps)) throw new Error('Steps are a list.');
    steps.items.splice(stepAt(document, place.slice('before step '.length)), 0, ...piece.contents.items);
  } else {
    const [, lines, id = ''] = /^(lines of )?step (.*)$/.exec(place) ?? [];
    setAll(document, ['steps', stepAt(document, id), ...(lines === undefined ? [] : ['lines'])], piece);
  }
  return String(document);
}

function stepAt(document: Document, id: string): number {
  const steps = document.get('steps');
  const at = isSeq(steps) ? steps.items.findIndex((step) => isMap(step) && step.get('id') === id) : -1;
  if (at < 0) throw new Error(`The flow has no step ${id}.`);
  return at;
}

/** Groups whose keys are set one by one. */
const GROUPS: ReadonlySet<string> = new Set(['fields', 'let', 'lines', 'with']);

/** Sets every key of a piece; those of groups one by one. */
function setAll(document: Document, at: readonly (string | number)[], piece: Pick<Document, 'contents'>): void {
  if (!isMap(piece.contents)) throw new Error('Keys are a map.');
  const there = document.getIn(at);
  const before = isMap(there) ? there.items.length : 0;
  for (const { key, value } of piece.contents.items) {
    const place = [...at, String(key)];
    if (GROUPS.has(String(key)) && isMap(value) && document.hasIn(place)) setAll(document, place, { contents: value });
    else document.setIn(place, value);
  }
  const group = document.getIn(at);
  // What is new among relations and names stands above those that may use it.
  if (isMap(group) && ['with', 'let'].includes(String(at.at(-1)))) {
    const added = group.items.slice(before);
    group.items = [...added, ...group.items.slice(0, before)];
  }
}

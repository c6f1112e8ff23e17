import { createHash } from 'node:crypto';
import {
  cpSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Change, withChange } from './changes.ts';
import { type Place, withTicks } from './ticks.ts';

/** A copy of the repository in which sources are changed and tested; each of its sources counts what it runs. */
export interface Workshop {
  readonly folder: string;
  /** The original sources by path. */
  readonly sources: ReadonlyMap<string, string>;
  /** The places of each source, and the number of the first one. */
  readonly places: ReadonlyMap<string, { readonly first: number; readonly places: readonly Place[] }>;
  /** Where the places that ran are noted, a number a line; `=1024` notes that so many calls of `tick` were reached. */
  readonly notes: string;
  /** Whether the sources note what they run, and after how many calls of `tick` a process ends itself. */
  setTicks(isNoting: boolean, limit: number): void;
  /** Makes one change in the copy until it is disposed of. */
  make(change: Change): Disposable;
}

const LEFT_OUT = new Set(['.git', 'node_modules', 'demo-output']);

/** Copies the repository at `root` into the temporary folder; of what a copy of it held before, only the names in `kept` stay. */
export function openWorkshop(root: string, kept: readonly string[]): Workshop {
  const folder = join(tmpdir(), `exact-asperion-sync-mutate-${hash(root).slice(0, 8)}`);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder))
    if (!kept.includes(name)) rmSync(join(folder, name), { recursive: true, force: true });
  const isCopied = (path: string): boolean => !LEFT_OUT.has(relative(root, path));
  cpSync(root, folder, { recursive: true, filter: isCopied });
  symlinkSync(realpathSync(join(root, 'node_modules')), join(folder, 'node_modules'));
  // The tests that start the bundle see the sources of the copy, too: Node reads TypeScript.
  writeFileSync(join(folder, 'action', 'index.js'), "import '../src/main.ts';\n");

  const sources = new Map(
    globSync('src/**/*.ts', { cwd: root })
      .map((file) => file.replaceAll('\\', '/'))
      .sort()
      .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
  );
  const places = new Map<string, { first: number; places: readonly Place[] }>();
  let first = 0;
  const write = (file: string, text: string, from: number): readonly Place[] => {
    const depth = file.split('/').length - 1;
    const ticking = withTicks(file, text, from, `${'../'.repeat(depth)}ticks.ts`);
    writeFileSync(join(folder, file), ticking.text);
    return ticking.places;
  };
  for (const [file, text] of sources) {
    const found = write(file, text, first);
    places.set(file, { first, places: found });
    first += found.length;
  }
  const notes = join(folder, 'ticks.txt');
  return {
    folder,
    sources,
    places,
    notes,
    setTicks: (isNoting, limit) =>
      writeFileSync(join(folder, 'ticks.ts'), tickModule(isNoting ? notes : null, first, limit)),
    make: (change) => {
      const text = sources.get(change.file) ?? '';
      write(change.file, withChange(text, change), 0);
      return { [Symbol.dispose]: () => void write(change.file, text, places.get(change.file)?.first ?? 0) };
    },
  };
}

/** A hash of a text, for names and to see that a file is another one. */
export function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A process that is past the limit kills itself: an exception could be caught, and vitest takes `process.exit` over. */
function tickModule(notes: string | null, places: number, limit: number): string {
  const count = `if ((count += 1) > ${limit}) process.kill(process.pid, 'SIGKILL');`;
  if (notes === null)
    return `let count = 0;\nexport function forget() {}\nexport function tick(place) {\n  ${count}\n}\n`;
  return `import { appendFileSync } from 'node:fs';
let seen = new Uint8Array(${places});
let count = 0;
let next = 1024;
export function forget() {
  seen = new Uint8Array(${places});
  count = 0;
  next = 1024;
}
export function tick(place) {
  ${count}
  if (count >= next) {
    appendFileSync(${JSON.stringify(notes)}, '=' + next + '\\n');
    next *= 2;
  }
  if (seen[place] === 1) return;
  seen[place] = 1;
  appendFileSync(${JSON.stringify(notes)}, place + '\\n');
}
`;
}

/**
 * Bundles the action into `action/`, the folder that is committed and that a runner starts, and the command line into `dist/`, which is
 * made when the npm package is packed:
 *
 *     node scripts/build.ts                   writes action/
 *     node scripts/build.ts --check           builds beside it and fails when action/ is not what the sources give
 *     node scripts/build.ts --command-line    writes dist/
 *
 * The same sources give the same bytes in every folder and on every Node version, so a difference is always a change.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

/** The files of a bundle by their path inside its folder. */
export type Bundle = ReadonlyMap<string, Buffer>;

/** What ncc's interface gives back; the package brings no types. */
type Ncc = (
  entry: string,
  options: {
    cache: false;
    externals: Readonly<Record<string, string>>;
    filename: string;
    license: string;
    minify: false;
    quiet: true;
  },
) => Promise<{ code: string; assets: Record<string, { source: string | Buffer }> }>;

/**
 * What a library would load into each run, and no run uses: under its new name it does not exist. Calls are made with HTTP/1.1 (`allowH2: false` in
 * `src/http/transport.ts`), and undici does without HTTP/2 where Node has none.
 */
const NEVER_LOADED = { 'node:http2': 'node:http2-is-not-used' };

/**
 * Bundles `entry` (absolute path of a TypeScript module below the working directory) with all that it imports:
 * `index.js`, a numbered file for each module that is loaded later, `licenses.txt` and the `package.json` that makes Node read
 * them as modules. Not minified, so that a change
 * of the bundle can be reviewed. Throws what the compiler has to say; it checks the types of every file of its project.
 */
export async function bundle(entry: string, externals: Readonly<Record<string, string>> = {}): Promise<Bundle> {
  const ncc = createRequire(import.meta.url)('@vercel/ncc') as Ncc;
  const { code, assets } = await ncc(entry, {
    cache: false,
    externals,
    filename: 'index.js',
    license: '[id].licenses.txt',
    minify: false,
    quiet: true,
  });
  const files = Object.entries(assets).map(([name, { source }]) => [name, String(source)] as const);
  const [licences, others] = [files.filter(isLicence), files.filter((file) => !isLicence(file))];
  const all: (readonly [string, Buffer])[] = [
    ['index.js', Buffer.from(inAscii(code))],
    ['licenses.txt', Buffer.from(onceEach(licences.toSorted(byName).map(([, text]) => text)))],
    ...others.map(([name, text]) => [name, Buffer.from(name.endsWith('.js') ? inAscii(text) : text)] as const),
  ];
  return new Map(all.sort(byName));
}

/**
 * The same program in ASCII: with one letter beyond it, the engine holds the whole file at two bytes a character, and reads it more slowly. Throws if a letter stands where an escape would mean something else.
 */
export function inAscii(code: string): string {
  const odd = /(?:\\|String\.raw`[^`]*)[^\0-\x7f]/.exec(code);
  if (odd !== null) throw new Error(`This cannot be written in ASCII: ${odd[0]}`);
  return code.replaceAll(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** ncc writes the licences of each file of the bundle into a file of their own. */
const isLicence = ([name]: readonly [string, string]): boolean => name.endsWith('.licenses.txt');

/** The licences of several files, each once: ncc writes those of what a file loads later with those of the file. */
function onceEach(files: readonly string[]): string {
  const licences = files.flatMap((text) => text.trimEnd().split(/\n\n(?=(?:@[\w.-]+\/)?[\w.-]+\n[\w.+-]+\n)/));
  return `${[...new Set(licences)].join('\n\n')}\n`;
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/** Replaces the folder's content by the bundle. */
export async function writeBundle(files: Bundle, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [name, content] of files) {
    const path = join(folder, name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, content);
  }
}

/** One line per file of the folder that is not what the bundle says: missing, different, or too many. */
export async function differences(files: Bundle, folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const present = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const lines: string[] = [];
  for (const [name, content] of files) {
    if (!present.includes(name)) lines.push(`${name} is missing`);
    else if (!content.equals(await readFile(join(folder, name)))) lines.push(`${name} differs`);
  }
  for (const name of present) if (!files.has(name)) lines.push(`${name} does not belong there`);
  return lines;
}

/** What is built: the module that it begins with, and the folder that it goes to. */
const OUTPUTS = {
  action: { entry: 'main.ts', folder: 'action', externals: NEVER_LOADED },
  commandLine: { entry: 'cli.ts', folder: 'dist', externals: {} },
} as const;

async function check(files: Bundle, folder: string): Promise<void> {
  const lines = await differences(files, folder);
  if (lines.length === 0) return console.log(`${folder}/ is what src/ gives (${files.size} files).`);
  console.error(`${folder}/ is not what src/ gives:`);
  for (const line of lines) console.error(`  ${folder}/${line}`);
  console.error(`Run \`npm run build\` and commit ${folder}/ together with the sources.`);
  process.exitCode = 1;
}

if (import.meta.main) {
  const options = { check: { type: 'boolean' }, 'command-line': { type: 'boolean' } } as const;
  const { values } = parseArgs({ options });
  const { entry, folder, externals } = values['command-line'] === true ? OUTPUTS.commandLine : OUTPUTS.action;
  const root = join(import.meta.dirname, '..');
  process.chdir(root);
  const files = await bundle(join(root, 'src', entry), externals).catch((error: unknown) => {
    // ncc is one file of megabytes: the stack trace of an error would print it
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
  if (values.check) await check(files, folder);
  else {
    await writeBundle(files, folder);
    for (const [name, content] of files) console.log(`${folder}/${name}  ${(content.length / 1024).toFixed(0)} KiB`);
  }
}

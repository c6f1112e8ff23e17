import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, bundle, differences, inAscii, writeBundle } from '../../scripts/build.ts';

const folder = join(import.meta.dirname, '.build-test');
const out = join(folder, 'action');
let files: Bundle;

/** A dependency whose one word is `says`. */
function writeDependency(name: string, says: string): void {
  const dependency = join(folder, 'node_modules', name);
  mkdirSync(dependency, { recursive: true });
  writeFileSync(
    join(dependency, 'package.json'),
    `{"name":"${name}","version":"1.0.0","license":"MIT","type":"module","main":"index.js"}`,
  );
  writeFileSync(join(dependency, 'index.js'), `export const ${name} = "${says}";\n`);
  writeFileSync(join(dependency, 'LICENSE'), `Permission is hereby granted to say ${says}.\n`);
}

const MAIN = `// @ts-ignore the dependencies bring no types
import { greeting } from 'greeting';
import { rate } from './rate.ts';
declare const console: { log(text: string): void };
// @ts-ignore
const { parting } = await import('parting');
console.log(greeting + ' ' + rate + ' ' + parting);
`;

/** A small project with dependencies, as ncc finds them below the working directory. */
function writeProject(): void {
  writeDependency('greeting', 'good morning…');
  writeDependency('parting', 'good night');
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'ES2024',
        module: 'NodeNext',
        rootDir: '.',
        noEmit: true,
        strict: true,
        skipLibCheck: true,
        rewriteRelativeImportExtensions: true,
        resolveJsonModule: true,
        types: [],
      },
      include: ['*.ts'],
    }),
  );
  writeFileSync(join(folder, 'codes.json'), '{"high":21}');
  writeFileSync(
    join(folder, 'rate.ts'),
    "import codes from './codes.json' with { type: 'json' };\nexport const rate: number = codes.high;\n",
  );
  writeFileSync(join(folder, 'main.ts'), MAIN);
}

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeProject();
  files = await bundle(join(folder, 'main.ts'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the bundle', () => {
  it('runs on its own, with dependencies, .ts imports and JSON inside', async () => {
    await writeBundle(files, out);
    rmSync(join(folder, 'node_modules'), { recursive: true });
    expect(execFileSync(process.execPath, [join(out, 'index.js')], { encoding: 'utf8' })).toBe(
      'good morning… 21 good night\n',
    );
    writeProject();
  });

  it('is written in ASCII and says the same', () => {
    expect(inAscii("say('’', /[😀]/u)")).toBe(String.raw`say('\u2019', /[\ud83d\ude00]/u)`);
    expect(() => inAscii(String.raw`say('\’')`)).toThrow('cannot be written in ASCII');
    expect(() => inAscii('String.raw`’`')).toThrow('cannot be written in ASCII');
    for (const [name, content] of files) if (name.endsWith('.js')) expect(String(content)).toMatch(/^[\0-\x7f]*$/);
  });

  it('is a module, is not minified and carries the licences of what it contains', () => {
    expect(JSON.parse(String(files.get('package.json')))).toEqual({ type: 'module' });
    expect(String(files.get('index.js'))).toContain(String.raw`const greeting = "good morning\u2026";`);
    expect(String(files.get('licenses.txt'))).toContain('Permission is hereby granted to say good morning….');
    expect([...files.keys()]).toContain('index.js');
  });

  it('has a separate file for what is loaded later, with its licence', () => {
    expect(String(files.get('index.js'))).not.toContain('const parting = "good night";');
    expect(String(files.get('licenses.txt'))).toContain('Permission is hereby granted to say good night.');
    const names = [...files.keys()].map((name) => name.replace(/^\d+/, 'N'));
    expect(names).toEqual(['N.index.js', 'index.js', 'licenses.txt', 'package.json']);
  });

  it('is the same when it is built again', async () => {
    expect(await bundle(join(folder, 'main.ts'))).toEqual(files);
  });

  it('names what is wrong in the committed folder: changed, missing and foreign files', async () => {
    await writeBundle(files, out);
    expect(await differences(files, out)).toEqual([]);
    writeFileSync(join(out, 'index.js'), 'edited by hand');
    rmSync(join(out, 'licenses.txt'));
    writeFileSync(join(out, 'old.js'), '');
    expect(await differences(files, out)).toEqual([
      'index.js differs',
      'licenses.txt is missing',
      'old.js does not belong there',
    ]);
    expect(await differences(files, join(folder, 'nowhere'))).toHaveLength(files.size);
  });

  it('leaves no file of an earlier bundle behind', async () => {
    writeFileSync(join(out, 'old.js'), '');
    await writeBundle(files, out);
    expect(await differences(files, out)).toEqual([]);
  });

  it('stops at a type error and says where', async () => {
    writeFileSync(join(folder, 'broken.ts'), 'export const amount: number = "ten";\n');
    await expect(bundle(join(folder, 'broken.ts'))).rejects.toThrow(/broken\.ts/);
    rmSync(join(folder, 'broken.ts'));
  });
});

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesWithOwner, namedIn, withNamed } from '../../scripts/owner.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

test('every address of the repository names the owner and the version of package.json', () => {
  const named = namedIn(read('package.json'));
  expect(filesWithOwner()).toEqual(expect.arrayContaining(['README.md', 'CHANGELOG.md', '.github/workflows/sync.yml']));
  for (const file of filesWithOwner()) expect(withNamed(read(file), named), file).toBe(read(file));
});

test('another owner and version are written into addresses and workflows, and nowhere else', () => {
  const text = `clone https://github.com/OWNER/exact-asperion-sync
- uses: OWNER/exact-asperion-sync@v1
  uses: OWNER/exact-asperion-sync/.github/workflows/sync.yml@v1
  repository: OWNER/exact-asperion-sync
https://img.shields.io/github/v/release/OWNER/exact-asperion-sync
https://github.com/OWNER/exact-asperion-sync/blob/v1.2.3/docs/desk.md
https://raw.githubusercontent.com/OWNER/exact-asperion-sync/v1/x.json
gh attestation verify x.tgz -R OWNER/exact-asperion-sync
npx --yes exact-asperion-sync@1.2.3 dashboard, since v1.2.3
cp -R node_modules/exact-asperion-sync/mappings .
your own OWNER/NAME, https://github.com/OWNER/not-this`;
  expect(
    withNamed(text, { owner: 'de-molen', version: '2.0.1' }),
  ).toBe(`clone https://github.com/de-molen/exact-asperion-sync
- uses: de-molen/exact-asperion-sync@v2.0.1
  uses: de-molen/exact-asperion-sync/.github/workflows/sync.yml@v2.0.1
  repository: de-molen/exact-asperion-sync
https://img.shields.io/github/v/release/de-molen/exact-asperion-sync
https://github.com/de-molen/exact-asperion-sync/blob/v2.0.1/docs/desk.md
https://raw.githubusercontent.com/de-molen/exact-asperion-sync/v2/x.json
gh attestation verify x.tgz -R de-molen/exact-asperion-sync
npx --yes exact-asperion-sync@2.0.1 dashboard, since v1.2.3
cp -R node_modules/exact-asperion-sync/mappings .
your own OWNER/NAME, https://github.com/OWNER/not-this`);
});

test('once another owner is written, no file names the one before', () => {
  const files = globSync(['*.md', '{docs,.github,template,src,sandbox,demo}/**/*.*'], { cwd: root });
  const named = namedIn(read('package.json'));
  const before = `${named.owner}/exact-asperion-sync`;
  const known = new Set(filesWithOwner());
  const text = (file: string): string =>
    known.has(file) ? withNamed(read(file), { ...named, owner: 'de-molen' }) : read(file);
  expect(files.filter((file) => !file.endsWith('.png') && text(file).includes(before))).toEqual([]);
});

/**
 * Writes the owner of the repository and the version wherever an address names them. The fields `repository` and `version` of package.json are
 * the places to change:
 *
 *     node scripts/owner.ts
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** The files that name them. */
const FILES = ['*.md', 'docs/**/*.md', '.github/**/*.yml', 'template/**/*.{yml,md,json}', 'src/init/*.ts'];

/** An owner, before the name of the repository, in an address or in a workflow. */
const PLACE =
  /(?<=github(?:usercontent)?\.com\/|uses: |\/release\/|repository: |verify \S+ -R )[\w.-]+(?=\/exact-asperion-sync\b)/g;

/** A version that is run: a workflow names the whole, since a tag that moves would change what is booked without a pull request. */
const RUN =
  /(?<=\/exact-asperion-sync(?:\/\S+\.yml)?@v|\/exact-asperion-sync\/blob\/v|npx --yes exact-asperion-sync@)\d[\w.-]*/g;

/** The major version in the address of a schema: an editor takes the newest of it. */
const SCHEMA = /(?<=\/exact-asperion-sync\/v)\d+(?=\/)/g;

/** What addresses name. */
export interface Named {
  readonly owner: string;
  readonly version: string;
}

/** What package.json names. */
export function namedIn(packageFile: string): Named {
  const { repository, version } = JSON.parse(packageFile) as { repository: { url: string }; version: string };
  const [owner] = PLACE[Symbol.match](repository.url) ?? [];
  if (owner === undefined) throw new Error(`package.json names no owner in ${repository.url}`);
  return { owner, version };
}

/** A text that names this owner and this version everywhere. */
export const withNamed = (text: string, { owner, version }: Named): string =>
  text.replace(PLACE, owner).replace(RUN, version).replace(SCHEMA, version.replace(/\..*/, ''));

/** The files in which an owner stands, relative to the checkout; a version stands in no others. */
export const filesWithOwner = (): readonly string[] =>
  [...new Set(FILES.flatMap((pattern) => globSync(pattern, { cwd: root })))]
    .filter((file) => readFileSync(join(root, file), 'utf8').match(PLACE) !== null)
    .sort();

if (import.meta.main) {
  const named = namedIn(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const file of filesWithOwner()) {
    const path = join(root, file);
    writeFileSync(path, withNamed(readFileSync(path, 'utf8'), named));
  }
}

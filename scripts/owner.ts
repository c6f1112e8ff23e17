/**
 * Writes the owner of the repository wherever an address names it. The field `repository` of package.json is the one place
 * to change:
 *
 *     node scripts/owner.ts
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** The files that name the owner. */
const FILES = ['*.md', 'docs/**/*.md', '.github/**/*.yml', 'template/**/*.{yml,md,json}', 'src/init/*.ts'];

/** An owner, before the name of the repository, in an address or in a workflow. */
const PLACE =
  /(?<=github(?:usercontent)?\.com\/|uses: |\/release\/|repository: |verify \S+ -R )[\w.-]+(?=\/exact-asperion-sync\b)/g;

/** The owner that package.json names. */
export function ownerOf(packageFile: string): string {
  const { repository } = JSON.parse(packageFile) as { readonly repository: { readonly url: string } };
  const [owner] = PLACE[Symbol.match](repository.url) ?? [];
  if (owner === undefined) throw new Error(`package.json names no owner in ${repository.url}`);
  return owner;
}

/** A text that names this owner everywhere. */
export const withOwner = (text: string, owner: string): string => text.replace(PLACE, owner);

/** The files in which an owner stands, relative to the checkout. */
export const filesWithOwner = (): readonly string[] =>
  [...new Set(FILES.flatMap((pattern) => globSync(pattern, { cwd: root })))]
    .filter((file) => readFileSync(join(root, file), 'utf8').match(PLACE) !== null)
    .sort();

if (import.meta.main) {
  const owner = ownerOf(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const file of filesWithOwner()) {
    const path = join(root, file);
    writeFileSync(path, withOwner(readFileSync(path, 'utf8'), owner));
  }
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The checkout. */
export const root = join(import.meta.dirname, '..', '..');

/** package.json, as far as tests look at it. */
export interface PackageFile {
  readonly name: string;
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Reads package.json of a folder. */
export const packageFile = (folder = root): PackageFile =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFile;

/** The scripts of package.json, by name. */
export const scripts = (): readonly (readonly [string, string])[] => Object.entries(packageFile().scripts);

/**
 * What a release needs beside the tests, used by `.github/workflows/release.yml`:
 *
 *     node scripts/release.ts --tag v1.2.3 --notes FILE    checks that the tag may be released, and writes its notes; on a
 *                                                          runner it sets the outputs `major`, the tag that moves along,
 *                                                          and `channel`, the tag of npm
 *     node scripts/release.ts --dry                        all of it for the state as it is, the package included, up to
 *                                                          the point of publishing
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { VERSION } from '../src/version.ts';

/** The places that say the version, and the changelog. */
export interface Sources {
  /** Of package.json, package-lock.json and the sources. */
  readonly versions: Readonly<Record<string, string>>;
  readonly changelog: string;
}

/** What is to be published: the notes as Markdown, the tag that moves along, null if none does, and the tag of npm. */
export interface Release {
  readonly version: string;
  readonly notes: string;
  readonly major: string | null;
  readonly channel: string;
}

const TAG = /^v(\d+)\.(\d+)\.(\d+)(-[\w.]+)?$/;

/** The text under a heading of the changelog such as `1.2.3` or `Unreleased`; null if there is none, or nothing under it. */
export function notesOf(changelog: string, heading: string): string | null {
  const [, ...sections] = changelog.split(/^## /m);
  const own = sections.find((section) => section.startsWith(`[${heading}]`));
  // The addresses of the headings stand at the end of the file.
  const text = (own ?? '')
    .replace(/^.*\n/, '')
    .replace(/^\[[^\]]+\]: .*$/gm, '')
    .trim();
  return text === '' ? null : text;
}

/** The tag of the major version that moves to this one, by which editors take schemas: not to a preview, and not back. */
export function majorTag(tag: string, others: readonly string[]): string | null {
  const own = TAG.exec(tag);
  if (own === null || own[4] !== undefined) return null;
  return others.some((other) => other.startsWith(`v${own[1]}.`) && isNewer(other, own)) ? null : `v${own[1]}`;
}

/** The tag of npm: `latest` is what people get who name no version, so a fix of an older version does not take it back. */
export function npmChannel(tag: string, others: readonly string[]): string {
  const own = TAG.exec(tag);
  if (own === null || own[4] !== undefined) return 'next';
  return others.some((other) => isNewer(other, own)) ? `older-v${own[1]}` : 'latest';
}

/** True for a version above this one that is no preview. */
function isNewer(other: string, own: RegExpExecArray): boolean {
  const parts = TAG.exec(other);
  if (parts === null || parts[4] !== undefined) return false;
  const [more = 0] = [1, 2, 3]
    .map((at) => Number(parts[at]) - Number(own[at]))
    .filter((difference) => difference !== 0);
  return more > 0;
}

/** What would be released under a tag, null = the next one; or why it must not be, a sentence for each reason. */
export function prepare(
  tag: string | null,
  { versions, changelog }: Sources,
  tags: readonly string[],
): Release | string[] {
  const [version = ''] = Object.values(versions);
  const problems: string[] = [];
  if (new Set(Object.values(versions)).size > 1) {
    const said = Object.entries(versions).map(([place, one]) => `${place} says ${one}`);
    problems.push(`The version is not the same everywhere: ${said.join(', ')}.`);
  }
  if (tag !== null && !TAG.test(tag)) problems.push(`${tag} is not a tag of a version, such as v1.2.3.`);
  if (tag !== null && tag !== `v${version}`)
    problems.push(`The tag is ${tag}, but package.json has the version ${version}.`);
  const notes = notesOf(changelog, version) ?? (tag === null ? notesOf(changelog, 'Unreleased') : null);
  if (notes === null)
    problems.push(`CHANGELOG.md has nothing under ${version}${tag === null ? ' or Unreleased' : ''}.`);
  if (problems.length > 0 || notes === null) return problems;
  const own = `v${version}`;
  return { version, notes, major: majorTag(own, tags), channel: npmChannel(own, tags) };
}

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

function sourcesHere(): Sources {
  const versions = {
    'package.json': JSON.parse(read('package.json')).version,
    'package-lock.json': JSON.parse(read('package-lock.json')).version,
    'src/version.ts': VERSION,
  };
  return { versions, changelog: read('CHANGELOG.md') };
}

/** Packs the npm package as the workflow does, and throws it away. */
function packHere(): string {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'release-'));
  const args = ['pack', '--json', '--pack-destination', folder.path];
  const said = execFileSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // What the build says comes first.
  const [{ filename, entryCount, size }] = JSON.parse(said.slice(said.search(/^\[$/m)));
  return `${filename}: ${entryCount} files, ${(size / 1024 / 1024).toFixed(1)} MB`;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { tag: { type: 'string' }, notes: { type: 'string' }, dry: { type: 'boolean' } },
  });
  const tag = values.dry === true ? null : (values.tag ?? '');
  const tags = execFileSync('git', ['tag', '--list', 'v*'], { cwd: root, encoding: 'utf8' }).split('\n');
  const release = prepare(tag, sourcesHere(), tags);
  if (Array.isArray(release)) {
    for (const problem of release) console.error(problem);
    process.exit(1);
  }
  if (values.notes !== undefined) writeFileSync(values.notes, `${release.notes}\n`);
  const { GITHUB_OUTPUT: output } = process.env;
  if (tag !== null && output !== undefined) {
    appendFileSync(output, `major=${release.major ?? ''}\nchannel=${release.channel}\n`);
  }
  console.log(
    `Version ${release.version}; ${release.major ?? 'no other tag'} moves to it, and ${release.channel} of npm. The notes:\n\n${release.notes}\n`,
  );
  if (values.dry === true) console.log(`${packHere()}. Nothing was published.`);
}

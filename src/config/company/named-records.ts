import { ConfigError, type SourcePosition } from '../../errors/errors.ts';
import type { FlowSource } from '../flow-source.ts';
import { type Folder, hasFile, readFile } from '../folder.ts';
import { kept } from '../kept.ts';
import type { Merged } from '../packs/merged.ts';
import { LINKS, linksOf, PAUSES } from './files.ts';
import { type Links, readLinks } from './links.ts';
import { type Pause, readPauses } from './pauses.ts';

/** What names records is about one company: each of several may have a record of that number. `owner`: which of several; null = there is only one. */
export interface Owned {
  readonly merged: Merged;
  readonly owner: string | null;
}

/** The pins of a company. */
export function linksIn(folder: Folder, { merged, owner }: Owned, problems: ConfigError[]): Links | null {
  const ofAll = linksFrom(folder, { file: LINKS, merged }, problems);
  if (owner === null) return ofAll?.links ?? null;
  const own = linksOf(owner);
  if (ofAll !== null && ofAll.links.size > 0) {
    const message = `${LINKS} names records, and each of the companies in settings.yml may have a record of that number.`;
    const hint = `Move the lines to the file of the company that they are about, such as ${own}.`;
    problems.push(new ConfigError('WRONG_VALUE', message, { at: ofAll.at, hint }));
  }
  return linksFrom(folder, { file: own, merged }, problems)?.links ?? null;
}

function linksFrom(
  folder: Folder,
  { file, merged }: { readonly file: string; readonly merged: Merged },
  problems: ConfigError[],
): { readonly links: Links; readonly at: SourcePosition } | null {
  if (!hasFile(folder, file)) return null;
  const source = kept(readFile(folder, file, 'text'), problems);
  const links = source === null ? null : kept(readLinks(source, merged.known), problems);
  return source === null || links === null ? null : { links, at: source.at([]) };
}

/** What is paused; among several companies, flows only. */
export function pausesIn(
  folder: Folder,
  { merged, flows, owner }: Owned & { readonly flows: readonly FlowSource[] },
  problems: ConfigError[],
): readonly Pause[] {
  if (!hasFile(folder, PAUSES)) return [];
  const source = kept(readFile(folder, PAUSES, 'text'), problems);
  const verifying = new Set(flows.filter(({ flow }) => flow.purpose === 'verify').map(({ name }) => name));
  const pauses = source === null ? [] : readPauses(source, { names: merged.known, verifying }, problems);
  if (owner !== null)
    problems.push(...pauses.flatMap(({ record, at }) => (record === null ? [] : [pauseOfAny(record, at)])));
  return pauses;
}

function pauseOfAny(record: string, at: SourcePosition): ConfigError {
  const message = `Each of the companies in settings.yml may have a record "${record}".`;
  return new ConfigError('WRONG_VALUE', message, {
    at,
    hint: 'Pause the flow, or skip the record in links/NAME.yml of its company.',
  });
}

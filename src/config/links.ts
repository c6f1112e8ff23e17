import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { nearest } from './nearest.ts';
import { checkSchema } from './schema-problems.ts';
import type { YamlSource } from './yaml-source.ts';

/** Links pinned by a person: flow → reference in the source → reference in the target, or `skip`. */
export type Links = ReadonlyMap<string, ReadonlyMap<string, string>>;

const linksFile = z.record(z.string(), z.record(z.string(), z.string().min(1)));

/** The links in a file that was read as text, or what is wrong with them. `flows` are the names of all flows there are. */
export function readLinks(source: YamlSource, flows: readonly string[]): Links | readonly ConfigError[] {
  // A file that holds only comments is one without links.
  if (source.value === null || source.value === '') return new Map();
  const checked = checkSchema(linksFile, source);
  if ('problems' in checked) return checked.problems;
  const strangers = Object.keys(checked.value).filter((flow) => !flows.includes(flow));
  if (strangers.length > 0) {
    return strangers.map((flow) => {
      const meant = nearest(flow, flows);
      const hint = meant === null ? 'Write the name of a flow file without .yml.' : `Did you mean "${meant}"?`;
      return new ConfigError('UNKNOWN_FLOW', `There is no flow "${flow}".`, { at: source.at([flow], 'key'), hint });
    });
  }
  return new Map(Object.entries(checked.value).map(([flow, pairs]) => [flow, new Map(Object.entries(pairs))]));
}

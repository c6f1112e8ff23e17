import { z } from 'zod';
import { ConfigError } from '../../errors/errors.ts';
import { guessText } from '../../nearest.ts';
import { isObject } from '../../schema.ts';
import { plainText } from '../schema/schema-parts.ts';
import { checkSchema } from '../schema/schema-problems.ts';
import type { YamlSource } from '../yaml/yaml-source.ts';

/** Links pinned by a person: flow → reference in the source → reference in the target, `new` or `skip`. */
export type Links = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** `links.yml`, read as text. */
export const linksFile = z
  .record(
    z.string(),
    z
      .record(
        z.string(),
        plainText
          .describe(
            'The reference in the target; or new: none of those that may be it is, so it gets a record of its own; or skip: it is not synced as long as this stands here.',
          )
          .meta({
            pattern: '^(?!(?!skip$|new$)(?:[Ss][Kk][Ii][Pp]|[Nn][Ee][Ww])$)',
            patternErrorMessage: 'Write skip and new in small letters.',
          }),
      )
      .describe(
        'The pins of the flow of this name: reference in the source, then reference in the target, new or skip.',
      )
      .meta({ examples: [{ '20001': '10042', '20002': 'new', '20007': 'skip' }] }),
  )
  .describe('Links that a person has pinned, by flow.');

const SKIP = 'skip';

/** What is no reference in the target. */
const WORDS: readonly string[] = [SKIP, 'new'];

/** A target record belongs to one source record. `Skip` would be taken for a reference. */
function doubleTargets(flow: string, pairs: Readonly<Record<string, string>>, { at }: YamlSource): ConfigError[] {
  const taken = new Map<string, string>();
  return Object.entries(pairs).flatMap(([from, to]) => {
    if (WORDS.includes(to)) return [];
    const word = WORDS.find((one) => to.trim().toLowerCase() === one);
    if (word !== undefined) {
      const message = `"${to}" would be read as a reference in the target.`;
      return [
        new ConfigError('WRONG_VALUE', message, { at: at([flow, from]), hint: `Write ${word} in small letters.` }),
      ];
    }
    const other = taken.get(to);
    taken.set(to, from);
    if (other === undefined) return [];
    const message = `"${to}" is linked to "${other}" as well, but a target record belongs to one source record.`;
    return [new ConfigError('LINKED_TWICE', message, { at: at([flow, from]), hint: `Write ${SKIP} for one of them.` })];
  });
}

/** The links in a file that was read as text, or what is wrong with them. `flows` are the names of all flows. */
export function readLinks(source: YamlSource, flows: readonly string[]): Links | readonly ConfigError[] {
  // A file with only comments has no links.
  if (source.value === null || source.value === '') return new Map();
  const loose = isObject(source.value)
    ? Object.entries(source.value).filter(
        ([flow, pin]) => typeof pin === 'string' && pin !== '' && !flows.includes(flow),
      )
    : [];
  if (loose.length > 0) {
    const hint = 'If it is a record, indent it under the name of its flow.';
    return loose.map(
      ([one]) => new ConfigError('UNKNOWN_FLOW', `There is no flow "${one}".`, { at: source.at([one], 'key'), hint }),
    );
  }
  const checked = checkSchema(linksFile, source);
  if ('problems' in checked) return checked.problems;
  const strangers = Object.keys(checked.value).filter((flow) => !flows.includes(flow));
  if (strangers.length > 0) {
    return strangers.map((flow) => {
      const hint = guessText(flow, flows) ?? 'Write the name of a flow file without .yml.';
      return new ConfigError('UNKNOWN_FLOW', `There is no flow "${flow}".`, { at: source.at([flow], 'key'), hint });
    });
  }
  const doubles = Object.entries(checked.value).flatMap(([flow, pairs]) => doubleTargets(flow, pairs, source));
  if (doubles.length > 0) return doubles;
  return new Map(Object.entries(checked.value).map(([flow, pairs]) => [flow, new Map(Object.entries(pairs))]));
}

import { functionGroups } from '../../src/mapping/functions/library.ts';
import { type Json, partOf, withPart } from './json.ts';

const FUNCTIONS = functionGroups
  .map(({ title, functions }) => `- ${title}: ${functions.map(({ name }) => `\`${name}\``).join(' ')}`)
  .join('\n');

/**
 * A kind of rule, with the functions that its expression may use where it has one. That is the one place where an editor lists
 * them: it shows either what a key says itself or what a reference leads to, so a list for all expressions would stand at each.
 */
export function withFunctions(kind: Json): Json {
  if ((kind.properties as Json | undefined)?.expr === undefined) return kind;
  const place = ['properties', 'expr'];
  const { description } = partOf(kind, ...place);
  return withPart(kind, place, { markdownDescription: `${String(description)}\n\nFunctions:\n${FUNCTIONS}` });
}

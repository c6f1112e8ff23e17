import { nearest } from '../config/nearest.ts';
import type { ReferenceRule } from '../config/rule-schema.ts';
import { RecordError } from '../errors.ts';
import { type Compilation, resourceHint } from './compilation.ts';
import { checkReferenceFits } from './constant-checks.ts';
import { converterFor } from './convert.ts';
import { inWords } from './functions/conversions.ts';
import { compileCode, type RulePlace, type RuleSource } from './rules.ts';
import { shownKey } from './shown-key.ts';

/**
 * Compiles `{ ref, by, … }`: the code that the rest of the rule gives is resolved to the id of a record in the target's
 * own list. Throws RecordError REF_NOT_FOUND for a code that the list lacks.
 */
export function compileReference(rule: ReferenceRule, place: RulePlace, flow: Compilation): RuleSource | null {
  const { problems, source, target } = flow;
  const { path } = place;
  const { ref, by } = rule;
  const resource = target.resources.get(ref);
  if (resource === undefined) {
    const message = `there is no resource "${ref}" in ${target.system}`;
    problems.add(source.at([...path, 'ref']), 'UNKNOWN_RESOURCE', message, resourceHint(ref, target, flow.origin));
    return null;
  }
  const field = Object.hasOwn(resource.fields, by) ? resource.fields[by] : undefined;
  if (field === undefined) {
    const meant = nearest(by, Object.keys(resource.fields));
    const hint = meant === null ? undefined : `Did you mean ${meant}?`;
    problems.add(source.at([...path, 'by']), 'UNKNOWN_FIELD', `there is no field "${by}" in ${ref}`, hint);
    return null;
  }
  if (!checkReferenceFits(resource, place, flow)) return null;
  // The code has the type of the list's field, whatever the mapped field holds.
  const code = compileCode(rule, { ...place, spec: field }, flow);
  if (code === null) return null;
  flow.refs.set(`${ref} ${by}`, { resource: ref, by });
  const at = source.at([...path, 'ref']);
  const convert = converterFor(place.spec);
  return {
    evaluate: (scope) => {
      const word = inWords(code.evaluate(scope));
      if (word === null) return null;
      const found = scope.refs(ref, by, word);
      if (found !== undefined) return convert(found);
      throw new RecordError('REF_NOT_FOUND', `There is no record of ${ref} with ${by} ${shownKey(word, code.uses)}.`, {
        at,
        hint: `Create it in ${target.system}, or map another ${by}.`,
      });
    },
    uses: code.uses,
    constant: code.constant,
    filled: code.filled,
    fixed: code.fixed.map(({ value, at: place }) => ({ value, at: place, list: { resource: ref, by } })),
    keys: code.keys,
  };
}

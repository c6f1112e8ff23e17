import type { ReferenceRule } from '../../config/schema/rule-schema.ts';
import { RecordError } from '../../errors/errors.ts';
import { titleOf } from '../../systems/registry.ts';
import type { Value } from '../../values.ts';
import type { Compilation } from '../compilation.ts';
import { type Scope, SEVERAL } from '../expressions/scope.ts';
import { inWords } from '../functions/conversions.ts';
import { shownKey } from '../tables/shown-key.ts';
import { checkCodeFits, checkReferenceFits } from './constant-checks.ts';
import { constantAt } from './constant-rules.ts';
import { converterFor } from './convert.ts';
import { compilePlain } from './plain-rules.ts';
import type { RulePlace, RuleSource } from './rules.ts';

/**
 * Compiles `{ ref, by, … }`: the code that the rest of the rule gives is resolved to the id of a record in the target's
 * own list, or written as it is once the list is known to have it (`gives: code`). Throws RecordError REF_NOT_FOUND for a
 * code that the list does not have and that `missing` does not replace, and for one that several records have.
 */
export function compileReference(rule: ReferenceRule, place: RulePlace, flow: Compilation): RuleSource | null {
  const { problems, source, target } = flow;
  const { path } = place;
  const { ref, by } = rule;
  const resource = target.resources.get(ref);
  if (resource === undefined) {
    problems.addUnknownResource(source.at([...path, 'ref']), ref, target, flow.origin);
    return null;
  }
  const field = Object.hasOwn(resource.fields, by) ? resource.fields[by] : undefined;
  if (field === undefined) {
    problems.addUnknownField(source.at([...path, 'by']), by, resource);
    return null;
  }
  const gives = rule.gives ?? 'id';
  const fits = gives === 'id' ? checkReferenceFits(resource, place, flow) : checkCodeFits(field, place, flow);
  if (!fits) return null;
  // The code has the type of the list's field, whatever the mapped field holds.
  const code = compilePlain(rule, { ...place, spec: field, chooses: true }, flow);
  const standIn = constantAt(rule.missing, [...path, 'missing'], field, flow);
  if (code === null) return null;
  flow.refs.set(`${ref} ${by}`, { resource: ref, by });
  const at = source.at([...path, 'ref']);
  const convert = converterFor(place.spec);
  const list = { resource: ref, by };
  const use = { field: String(path[path.lastIndexOf('fields') + 1]), at };
  const find = (scope: Scope, word: string): Value | undefined => {
    const found = scope.refs(ref, by, word, use);
    if (found === undefined) return undefined;
    if (gives === 'code') return convert(word);
    if (found !== SEVERAL) return convert(found);
    const hint = `Leave it to one of them in ${titleOf(target.system)}.`;
    throw new RecordError('REF_NOT_FOUND', `Several of the ${ref} have ${by} ${shownKey(word, code.uses)}.`, {
      at,
      hint,
    });
  };
  return {
    evaluate: (scope) => {
      const word = inWords(code.evaluate(scope));
      if (word === null) return null;
      const stand = standIn === undefined ? null : inWords(standIn);
      const found = find(scope, word) ?? (stand === null ? undefined : find(scope, stand));
      if (found !== undefined) return found;
      const also = stand === null ? '' : `, and none stands in for it (${stand})`;
      const sought = shownKey(word, code.uses);
      throw new RecordError('REF_NOT_FOUND', `None of the ${ref} has ${by} ${sought}${also}.`, {
        at,
        hint: `Create it in ${titleOf(target.system)}, or map another ${by}.`,
      });
    },
    uses: code.uses,
    constant: code.constant,
    filled: code.filled,
    fixed: [
      ...code.fixed.map(({ value, at: place }) => ({ value, at: place, list })),
      ...(standIn === undefined ? [] : [{ value: standIn, at: source.at([...path, 'missing']), list }]),
    ],
    keys: code.keys,
  };
}

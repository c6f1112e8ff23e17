import type { FlowFile } from '../config/flow-schema.ts';
import { nearest } from '../config/nearest.ts';
import { type Compilation, checkUnconfirmed, compileAt, resourceHint } from './compilation.ts';
import { type Names, NO_LOCALS } from './expressions/names.ts';
import { nameOf } from './expressions/types.ts';
import type { CopySearchEntry } from './program.ts';

/** Compiles `copyOf`: what is looked up in the target to find copies whose links are lost. What is wrong is noted. */
export function compileCopyOf(file: FlowFile, names: Names, flow: Compilation): readonly CopySearchEntry[] {
  const { problems, source, target, origin } = flow;
  return (file.copyOf ?? []).flatMap(({ resource, by, value }, position) => {
    const path = ['copyOf', position];
    const compiled = compileAt(value, [...path, 'value'], names, flow);
    if (compiled !== null && ['list', 'record'].includes(compiled.type.kind)) {
      const message = `a record is looked up by a single value, not ${nameOf(compiled.type)}`;
      problems.add(source.at([...path, 'value']), 'WRONG_TYPE', message);
    }
    const spec = target.resources.get(resource);
    if (spec === undefined) {
      const message = `there is no resource "${resource}" in ${target.system}`;
      problems.add(
        source.at([...path, 'resource']),
        'UNKNOWN_RESOURCE',
        message,
        resourceHint(resource, target, origin),
      );
      return [];
    }
    checkUnconfirmed(spec, [...path, 'resource'], flow);
    const field = Object.hasOwn(spec.fields, by) ? spec.fields[by] : undefined;
    if (field === undefined) {
      const meant = nearest(by, Object.keys(spec.fields));
      const hint = meant === null ? undefined : `Did you mean ${meant}?`;
      problems.add(source.at([...path, 'by']), 'UNKNOWN_FIELD', `there is no field "${by}" in ${resource}`, hint);
    } else if (field.searchable === false) {
      const message = `records of ${resource} cannot be searched by "${by}"`;
      problems.add(source.at([...path, 'by']), 'NOT_SEARCHABLE', message, `Look it up by its key: ${spec.key}.`);
    }
    return compiled === null ? [] : [{ spec, by, value: (scope) => compiled.evaluate(scope, NO_LOCALS) }];
  });
}

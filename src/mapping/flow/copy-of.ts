import type { FlowFile } from '../../config/schema/flow-schema.ts';
import { type Compilation, compileAt } from '../compilation.ts';
import { type Names, NO_LOCALS } from '../expressions/names.ts';
import { nameOf } from '../expressions/types.ts';
import { searchedResource } from '../relations/joins.ts';
import type { CopySearchEntry } from './program.ts';

/** Compiles `copyOf`: what is looked up in the target to find copies whose links are lost. What is wrong is noted. */
export function compileCopyOf(file: FlowFile, names: Names, flow: Compilation): readonly CopySearchEntry[] {
  const { problems, source, target } = flow;
  return (file.copyOf ?? []).flatMap(({ resource, by, value }, position) => {
    const path = ['copyOf', position];
    const compiled = compileAt(value, [...path, 'value'], names, flow);
    if (compiled !== null && ['list', 'record'].includes(compiled.type.kind)) {
      const message = `a record is looked up by a single value, not ${nameOf(compiled.type)}`;
      problems.add(source.at([...path, 'value']), 'WRONG_TYPE', message);
    }
    const spec = searchedResource({ resource, by, value }, path, target, flow);
    return compiled === null || spec === null
      ? []
      : [{ spec, by, value: (scope) => compiled.evaluate(scope, NO_LOCALS) }];
  });
}

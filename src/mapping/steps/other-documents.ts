import type { Path } from '../../config/yaml/yaml-source.ts';
import { type Compilation, compileAt } from '../compilation.ts';
import { type Names, NO_LOCALS } from '../expressions/names.ts';
import { nameOf } from '../expressions/types.ts';
import type { StepProgram } from './step-program.ts';

/** Compiles `unlessBooked`: one key of another document, or a list of them; null when there is none. What is wrong is noted. */
export function compileOtherDocuments(
  text: string | undefined,
  path: Path,
  names: Names,
  flow: Compilation,
): StepProgram['unlessBooked'] {
  if (text === undefined) return null;
  const { problems, source } = flow;
  const at = source.at(path);
  const compiled = compileAt(text, path, names, flow);
  if (compiled === null) return { keys: () => [], at };
  const { type, evaluate } = compiled;
  const one = type.kind === 'list' ? type.element : type;
  if (one.kind === 'list' || one.kind === 'record') {
    const message = `a document is looked up by a key or a list of keys, not ${nameOf(type)}`;
    problems.add(at, 'WRONG_TYPE', message, 'Name its number, such as externalKey(OrderNumber).');
  }
  return { keys: (scope) => [evaluate(scope, NO_LOCALS)].flat().filter((key) => key !== null), at };
}

import type { Path } from '../../config/yaml/yaml-source.ts';
import type { Compilation } from '../compilation.ts';
import type { Names } from '../expressions/names.ts';

/** Notes names in `with` and `let` of lines, steps and checks that already mean something there: a name of the flow, or a field of the source. */
export function checkLineNames(
  written: { readonly with?: object | undefined; readonly let?: object | undefined },
  path: Path,
  { record, related, steps, shared, elsewhere }: Names,
  { problems, source }: Compilation,
): void {
  const taken = new Map<string, string>([
    ...[...elsewhere.keys()].map((name) => [name, 'a name of the flow'] as const),
    ...[related, steps, shared].flatMap((map) =>
      [...(map?.keys() ?? [])].map((name) => [name, 'a name of the flow'] as const),
    ),
    ...Object.keys(record?.spec.fields ?? {}).map((name) => [name, `a field of ${record?.spec.name}`] as const),
  ]);
  for (const key of ['with', 'let'] as const) {
    const what = key === 'with' ? 'related record' : 'value';
    for (const name of Object.keys(written[key] ?? {})) {
      const at = source.at([...path, key, name], 'key');
      const other = taken.get(name);
      if (other !== undefined)
        problems.add(at, 'NAME_TAKEN', `"${name}" is ${other}, too`, `Give this ${what} its own name.`);
      else if (name in Object.prototype)
        problems.add(at, 'RESERVED_NAME', `"${name}" has its own meaning`, 'Choose another name.');
      taken.set(name, `a ${what}`);
    }
  }
}

import type { FlowFile } from '../../config/schema/flow-schema.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { Compilation } from '../compilation.ts';
import type { Names } from '../expressions/names.ts';
import { tableShelf } from '../tables/table-shelf.ts';

/** What expressions of a flow may name before anything of it is compiled; null = its source resource is unknown. */
export function bareNames(spec: ResourceSpec | null, flow: Compilation): Names {
  const { origin: catalog, settings, source } = flow;
  return {
    record: spec === null ? null : { kind: 'record', spec, catalog, origin: { from: 'record', name: '', path: '' } },
    related: new Map(),
    steps: new Map(),
    line: null,
    elsewhere: elsewhereIn(source.flow),
    settings,
    tables: tableShelf({ ...flow, name: source.name }),
  };
}

/** Why a name that the flow does have cannot be used where it was written. */
function elsewhereIn(file: FlowFile): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>([
    ['line', 'It works only under "fields" of "lines".'],
    ['element', 'It works only in steps with "each".'],
    ['index', 'It works only in "lines" and in steps with "each".'],
  ]);
  for (const alias of Object.keys(file.with ?? {}))
    reasons.set(alias, 'A relation may only use those that stand before it.');
  for (const name of Object.keys(file.let ?? {})) reasons.set(name, 'A value of "let" may only use those above it.');
  for (const { id, each } of file.steps) {
    const reason = 'Only rules of the steps after it may use it.';
    reasons.set(id, each === undefined ? reason : 'It has "each", so it stands for several records.');
  }
  return reasons;
}

/** A name that could mean two things is refused: an alias or a step with the name of a source field. */
export function checkNames(spec: ResourceSpec | null, { problems, source }: Compilation): void {
  const { flow: file } = source;
  const fields = spec?.fields ?? {};
  const taken = new Map<string, string>();
  const check = (name: string, what: string, at: ReturnType<typeof source.at>) => {
    const other = taken.get(name) ?? (Object.hasOwn(fields, name) ? `a field of ${spec?.name}` : undefined);
    if (other !== undefined)
      problems.add(at, 'NAME_TAKEN', `"${name}" is ${other}, too`, `Give this ${what} its own name.`);
    else if (name in Object.prototype)
      problems.add(at, 'RESERVED_NAME', `"${name}" has its own meaning`, 'Choose another name.');
    taken.set(name, `a ${what}`);
  };
  for (const alias of Object.keys(file.with ?? {})) check(alias, 'related record', source.at(['with', alias], 'key'));
  for (const name of Object.keys(file.let ?? {})) check(name, 'value', source.at(['let', name], 'key'));
  for (const [position, { id }] of file.steps.entries()) check(id, 'step', source.at(['steps', position, 'id']));
}

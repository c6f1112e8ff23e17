import { allJoins, type Program } from '../mapping/flow/program.ts';
import type { Use, UseKind } from '../systems/assumption.ts';
import type { Catalog, ResourceSpec } from '../systems/catalog.ts';
import type { SystemName } from '../systems/registry.ts';

type Catalogs = Readonly<Record<SystemName, Catalog>>;

/** What flows do with both systems, as far as assumptions matter to it. Pure. */
export function usesOf(programs: readonly Program[], catalogs: Catalogs): readonly Use[] {
  return programs.flatMap((program) => [...sourceUses(program), ...targetUses(program, catalogs)]);
}

function sourceUses(program: Program): readonly Use[] {
  const { name: flow, source, fields, deleted } = program;
  const { system } = source;
  const use = (kind: UseKind, spec: ResourceSpec, field = ''): Use => ({ flow, system, kind, spec, field });
  return [
    use('follows', source.spec),
    ...(deleted === 'ignore' ? [] : [use('deletions', source.spec)]),
    ...fields.map((field) => use('reads', source.spec, field)),
    ...allJoins(program).flatMap(({ spec, by, fields: own }) => [
      use('searches', spec, by),
      ...[by, ...own].map((field) => use('reads', spec, field)),
    ]),
  ];
}

function targetUses({ name: flow, target, steps, copyOf, refs }: Program, catalogs: Catalogs): readonly Use[] {
  const { system } = target;
  const use = (kind: UseKind, spec: ResourceSpec, field = ''): Use => ({ flow, system, kind, spec, field });
  const specOf = (resource: string) => catalogs[system].resources.get(resource);
  return [
    ...steps.flatMap(({ spec, match, fallback, outline, linesField }) => [
      use('keeps', spec),
      // The first field of a key is asked for, the others are compared.
      ...match.map(([first = '']) => use('searches', spec, first)),
      ...Object.keys(fallback?.by ?? {}).map((field) => use('searches', spec, field)),
      ...outline.fields.flatMap(({ resource, field }) => {
        if (resource === spec.name) return [use('reads', spec, field), use('writes', spec, field)];
        return linesField === null ? [] : [use('reads', spec, `${linesField}.${field}`)];
      }),
    ]),
    ...copyOf.flatMap(({ spec, by }) => [use('searches', spec, by), use('reads', spec, by)]),
    ...refs.flatMap(({ resource, by }) => {
      const spec = specOf(resource);
      return spec === undefined ? [] : [use('reads', spec, by)];
    }),
  ];
}

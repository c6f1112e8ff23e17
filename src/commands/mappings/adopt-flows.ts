import { yamlFiles } from '../../config/folder.ts';
import { alone, type Library, ownFlows, PARTS, readTree } from '../../config/packs/library.ts';
import { overridesOf } from '../../config/packs/overrides.ts';
import { EXTENDS } from '../../config/packs/parts.ts';
import { readFlow } from '../../config/packs/read-flow.ts';
import { SHIPPED } from '../../config/packs/shipped.ts';
import { plainValue } from '../../config/packs/tree.ts';
import { isObject } from '../../schema.ts';
import { asWritten } from './comments.ts';
import { type Copy, isShipped, written } from './copy.ts';
import { type Changes, inCopy, rewrite } from './rewrite.ts';

/** The parts and flows that are shipped as well, as overrides. What a part changes is not said again in the flows that use it. */
export function flowChanges(copy: Copy): Changes {
  const parts = partChanges(copy);
  const names = ownFlows(copy.place).filter((name) => isShipped(copy, `${name}.yml`));
  const bases = flowsWithParts(names, parts, copy);
  const flows = names.flatMap((name): (readonly [string, string | null])[] => {
    const file = `${name}.yml`;
    const own = readFlow(alone(copy.place), name, () => {});
    const base = bases.get(name);
    if (own === null || base === undefined) return [];
    const change = overridesOf(base, plainValue(own));
    if (change === undefined) return [[file, null]];
    // The entries of a list stand in another order: the file stays as it is.
    if (change === null) return [];
    const { enabled: _, ...rest } = change as Readonly<Record<string, unknown>>;
    return [[file, Object.keys(rest).length === 0 ? null : overrideText(rest, file, copy)]];
  });
  return new Map([...parts, ...flows]);
}

function overrideText(change: Readonly<Record<string, unknown>>, file: string, copy: Copy): string {
  return asWritten({ [EXTENDS]: SHIPPED, ...change }, written(file, copy), 'core');
}

/** The parts that are shipped as well. One of which the change cannot be said beside `extends: shipped` stays as it is. */
function partChanges(copy: Copy): Changes {
  const files = yamlFiles(copy.place, [], PARTS).map((name) => `${PARTS}/${name}`);
  return new Map(
    files.flatMap((file): (readonly [string, string | null])[] => {
      if (!isShipped(copy, file)) return [];
      const [own, base] = [copy.place, copy.shipped].map((one) => readTree(one, file, 'flow', () => {}));
      if (own == null || base == null) return [];
      const change = overridesOf(plainValue(base), plainValue(own));
      if (change === undefined) return [[file, null]];
      return isObject(change) && !(EXTENDS in change) ? [[file, overrideText(change, file, copy)]] : [];
    }),
  );
}

/** The shipped flows, written out with the parts of the folder in place. */
function flowsWithParts(
  names: readonly string[],
  parts: Changes,
  { place, shipped }: Copy,
): ReadonlyMap<string, unknown> {
  return inCopy(place, ({ root }) => {
    rewrite(root, new Map([...parts, ...names.map((name) => [`${name}.yml`, null] as const)]));
    const library: Library = { ...alone({ root, name: place.name }), bases: [alone(shipped)] };
    return new Map(
      names.flatMap((name) => {
        const tree = readFlow(library, name, () => {});
        return tree === null ? [] : [[name, plainValue(tree)] as const];
      }),
    );
  });
}

import type { FlowSource } from '../config/flow-source.ts';
import type { Coverage, CoverageMark } from '../mapping/coverage.ts';
import type { Program } from '../mapping/flow/program.ts';
import type { Item } from '../sync/item.ts';

/** Covers the use of default records, which the engine decides; returns a callback for the records of every run. */
export function watchFallbacks(
  programs: readonly Program[],
  flows: readonly FlowSource[],
  coverage: Coverage,
): (program: Program, items: readonly Item[]) => void {
  const marks = new Map<string, CoverageMark>();
  for (const { name, steps } of programs) {
    const source = flows.find((flow) => flow.name === name);
    for (const [position, { id, fallback }] of steps.entries()) {
      if (source === undefined || fallback === null || fallback.use === 'never') continue;
      const at = source.at(['steps', position, 'default'], 'key');
      marks.set(`${name} ${id}`, coverage.point(name, at, `takes the default record of step ${id}`));
    }
  }
  return ({ name, steps }, items) => {
    for (const { id } of steps) {
      const mark = marks.get(`${name} ${id}`);
      if (mark !== undefined && items.some((item) => stoodIn(item, id))) mark();
    }
  };
}

/** A step that was left out has no known target, unless it is the default record. */
function stoodIn({ results }: Item, step: string): boolean {
  const result = results.get(step);
  return result !== undefined && result.values === null && Object.keys(result.target).length > 0;
}

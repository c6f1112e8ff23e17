import { ConfigError, type SourcePosition } from '../../errors/errors.ts';
import type { Declared } from './declared.ts';
import { SETTINGS_VALUES } from './settings-values.ts';
import type { Tree } from './tree.ts';
import { textsOf } from './uses.ts';

/** Values that nobody set, with the flows that need them. */
export class MissingValues {
  readonly #uses = new Map<string, { readonly at: SourcePosition; readonly flows: Set<string> }>();

  add(value: string, flow: string, at: SourcePosition): void {
    const known = this.#uses.get(value) ?? { at, flows: new Set() };
    known.flows.add(flow);
    this.#uses.set(value, known);
  }

  /** The values that a flow needs because it calls a function that reads them from the settings. */
  addUsed(flow: Tree, name: string, given: ReadonlyMap<string, unknown>): void {
    for (const [value, { functions }] of Object.entries(SETTINGS_VALUES)) {
      if (given.has(value)) continue;
      for (const [, text, { origin }] of textsOf(flow)) {
        if (functions.some((one) => text.includes(`${one}(`))) this.add(value, name, origin.source.at(origin.path));
      }
    }
  }

  /** The values that nobody set, sorted. */
  get names(): readonly string[] {
    return [...this.#uses.keys()].sort();
  }

  problems({ values }: Declared, file: string): readonly ConfigError[] {
    return [...this.#uses].sort(byName).map(([value, { at, flows }]) => {
      const [first, ...others] = [...flows].sort();
      const more = others.length === 0 ? '' : ` and ${others.length} more`;
      const needs = others.length === 0 ? 'needs' : 'need';
      const message = `The value "${value}" is not set; ${first}${more} ${needs} it (${at.file}:${at.line}).`;
      const hint = `Set it under "values" in ${file}: ${values.get(value)?.about ?? SETTINGS_VALUES[value]?.about ?? value}.`;
      return new ConfigError('VALUE_MISSING', message, { at: { file, line: 1, column: 1 }, hint });
    });
  }
}

const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  left.localeCompare(right);

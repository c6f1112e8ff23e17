import { ConfigError, type SourcePosition } from '../../errors/errors.ts';
import { whoNeed } from '../../nearest.ts';
import { ascending } from '../../order.ts';
import type { Declared } from './declared.ts';
import { SETTINGS_VALUES } from './settings-values.ts';
import type { Tree } from './tree.ts';
import { textsOf } from './uses.ts';

/** Values that nobody set, with the flows that need them. */
export class MissingValues {
  readonly #uses = new Map<string, { readonly at: SourcePosition; readonly flows: Set<string> }>();

  /** Values that were set under a name that is not quite theirs, which is told already. */
  readonly #meant: ReadonlySet<string>;

  constructor(meant: ReadonlySet<string>) {
    this.#meant = meant;
  }

  add(value: string, flow: string, at: SourcePosition): void {
    if (this.#meant.has(value)) return;
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

  /** One problem for all of them: who sets one sets the others, too. */
  problems({ values }: Declared, file: string): readonly ConfigError[] {
    const found = [...this.#uses].sort(byName);
    const [first] = found;
    if (first === undefined) return [];
    const need = whoNeed([...new Set(found.flatMap(([, use]) => [...use.flows]))]);
    const says = (value: string): string => values.get(value)?.about ?? SETTINGS_VALUES[value]?.about ?? value;
    const [name, { at }] = first;
    const names = found.map(([value]) => value);
    const places = found.map(([value, use]) => `${value} (${use.at.file}:${use.at.line})`);
    const message =
      names.length === 1
        ? `The value "${name}" is not set; ${need} it (${at.file}:${at.line}).`
        : `${names.length} values are not set: ${places.join(', ')}; ${need} them.`;
    const each = names.length === 1 ? says(name) : names.map((one) => `${one} (${says(one)})`).join(', ');
    const hint = `Set ${names.length === 1 ? 'it' : 'them'} under "values" in ${file}: ${each}.`;
    return [new ConfigError('VALUE_MISSING', message, { at: { file, line: 1, column: 1 }, hint })];
  }
}

const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  ascending(left, right);

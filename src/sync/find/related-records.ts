import type { RecordError } from '../../errors/errors.ts';
import { allJoins, type Program } from '../../mapping/flow/program.ts';
import type { Join } from '../../mapping/relations/joins.ts';
import { matchForm } from '../../systems/match-form.ts';
import type { System } from '../../systems/system.ts';
import type { RecordValues, Value } from '../../values.ts';

/** So many values of a relation are kept; beyond, they are forgotten and asked for again. */
const MOST_VALUES = 2_000;

/** What is known of the records of a resource by one of its fields. */
interface Known {
  /** The fields that any relation of the flow uses: the records are asked for once for all of them. */
  readonly fields: readonly string[];
  /** Records by the comparable form of the value. A value without any is asked for again: its record may have been entered meanwhile. */
  readonly found: Map<string, readonly RecordValues[]>;
  /** Why a value cannot be asked for. */
  readonly refused: Map<string, RecordError>;
}

/** The related records (`with`) of a flow's records: none is fetched twice in a run, whichever relation or batch needs it. */
export class RelatedRecords {
  readonly #program: Program;
  readonly #source: System;
  readonly #signal: AbortSignal;
  readonly #known = new Map<string, Known>();
  /** The source may answer from lists that it holds for this flow. */
  #memory = {};

  constructor({ program, source, signal }: { program: Program; source: System; signal: AbortSignal }) {
    this.#program = program;
    this.#source = source;
    this.#signal = signal;
  }

  /** The records found by any of the values, by the comparable form of the value, and why a value cannot be asked for. */
  async of(join: Join, values: readonly Value[]): Promise<Pick<Known, 'found' | 'refused'>> {
    const { spec, by } = join;
    const known = this.#knownOf(join);
    const { fields, found, refused } = known;
    const wanted = new Map<string, Value>();
    for (const value of values) {
      const form = matchForm(spec, by, value);
      if (form !== null && !found.has(form) && !refused.has(form)) wanted.set(form, value);
    }
    if (wanted.size === 0) return known;
    if (found.size > MOST_VALUES) return this.#afresh(join, values);
    const records = await this.#source.find({
      resource: spec.name,
      field: by,
      values: [...wanted.values()],
      fields,
      memory: this.#memory,
      refused: (value, why) => refused.set(matchForm(spec, by, value) ?? '', why),
      signal: this.#signal,
    });
    const groups = Map.groupBy(records, (record) => matchForm(spec, by, record[by]) ?? '');
    for (const [form, group] of groups) if (wanted.has(form)) found.set(form, group);
    return known;
  }

  /** Forgets all: the flow has written to its source. */
  forget(): void {
    this.#known.clear();
    this.#memory = {};
  }

  #afresh(join: Join, values: readonly Value[]): Promise<Pick<Known, 'found' | 'refused'>> {
    this.#known.delete(nameOf(join));
    return this.of(join, values);
  }

  #knownOf(join: Join): Known {
    const name = nameOf(join);
    const alike = allJoins(this.#program).filter((other) => nameOf(other) === name);
    const fields = [...new Set([join.by, join.spec.key, ...alike.flatMap((one) => one.fields)])];
    const known = this.#known.get(name) ?? { fields, found: new Map(), refused: new Map() };
    this.#known.set(name, known);
    return known;
  }
}

const nameOf = ({ spec, by }: Join): string => `${spec.name}\n${by}`;

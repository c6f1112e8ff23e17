import { actionIn } from '../activity/actions.ts';
import type { EventLine } from '../activity/format.ts';
import type { Language } from '../errors/language.ts';
import type { EventBlock, EventIndex, NameBlock } from './overview.ts';
import { pack } from './pack.ts';
import { TextList } from './words.ts';

/** How many events or names one block holds: few enough to open within a blink, and many enough to pack well. */
const BLOCK = 4096;
const NONE = -1;

/** The events as the page holds them: an index, and packed blocks that are opened one by one. */
export interface PackedEvents {
  readonly index: EventIndex;
  readonly events: readonly string[];
  readonly names: readonly string[];
}

/** The run of an event: how many came before it, and when it started (seconds since 1970). */
export interface EventRun {
  readonly number: number;
  readonly startedAt: number;
}

const COLUMNS = ['run', 'after', 'flow', 'step', 'action', 'code', 'fields', 'reference', 'target', 'through'] as const;
const AS_THEY_ARE = ['after', 'flow', 'step', 'action', 'code', 'fields'] as const;
type Column = (typeof COLUMNS)[number];

/** Collects events in columns of numbers: a million of them take a hundred megabytes. */
export class EventColumns {
  readonly #columns = Object.fromEntries(COLUMNS.map((name) => [name, [] as number[]])) as Record<Column, number[]>;
  readonly #names = new TextList();
  readonly #words = { step: new TextList(), action: new TextList(), code: new TextList(), fields: new TextList() };
  readonly #flows: TextList;

  readonly #language: Language;

  /** `flows` gives the flows their places; those of the runs are in it, too. `language` is that of what happened. */
  constructor(flows: TextList, language: Language) {
    this.#flows = flows;
    this.#language = language;
  }

  /** Adds an event. */
  add({ number, startedAt }: EventRun, event: EventLine): void {
    const { step, action, code, fields } = this.#words;
    const row: Record<Column, number> = {
      run: number,
      after: Math.round(Date.parse(event.at) / 1000) - startedAt,
      flow: this.#flows.place(event.flow),
      step: step.place(event.step),
      action: action.place(actionIn(this.#language, event.action)),
      code: event.code === null ? NONE : code.place(event.code),
      fields: event.fields.length === 0 ? NONE : fields.place(event.fields.join(', ')),
      reference: this.#names.place(event.reference),
      target: event.target === null ? NONE : this.#names.place(event.target),
      through: event.through === undefined ? NONE : this.#names.place(event.through),
    };
    for (const name of COLUMNS) this.#columns[name].push(row[name]);
  }

  /** Packs all events. `places` are those of the runs in the page, in the order in which they came. */
  pack(places: readonly number[]): PackedEvents {
    const ranks = new Ranks(this.#names.texts);
    const blocks = slices(this.#byReference(ranks)).map((rows) => this.#block(rows, places));
    const names = slices(this.#otherNames(ranks));
    const { step, action, code, fields } = this.#words;
    return {
      index: {
        count: this.#columns.run.length,
        references: blocks.map(({ references: [first = ''] }) => first),
        names: names.map(([first]) => first?.[0] ?? ''),
        steps: step.texts,
        actions: action.texts,
        codes: code.texts,
        fields: fields.texts,
      },
      events: blocks.map(pack),
      names: names.map(pack),
    };
  }

  /** The rows by reference, and in their order. */
  #byReference(ranks: Ranks): readonly number[] {
    const { reference } = this.#columns;
    const all = reference.length;
    // Numbers that sort as pairs do: without a function to compare them that takes a tenth of the time.
    const keys = Float64Array.from(reference, (place, row) => ranks.of(place) * all + row).sort();
    return Array.from(keys, (key) => key % all);
  }

  #block(rows: readonly number[], places: readonly number[]): EventBlock {
    const column = (name: Column): readonly number[] => {
      const all = this.#columns[name];
      return rows.map((row) => all[row] ?? NONE);
    };
    const texts = this.#names.texts;
    const local = new TextList();
    const named = (name: Column): readonly number[] =>
      column(name).map((place) => (place === NONE ? NONE : local.place(texts[place] ?? '')));
    const groups = Map.groupBy(column('reference'), (place) => place);
    const [target, through] = [named('target'), named('through')];
    return {
      references: [...groups.keys()].map((place) => texts[place] ?? ''),
      counts: [...groups.values()].map(({ length }) => length),
      names: local.texts,
      run: column('run').map((run) => places[run] ?? NONE),
      ...(Object.fromEntries(AS_THEY_ARE.map((name) => [name, column(name)])) as Pick<
        EventBlock,
        (typeof AS_THEY_ARE)[number]
      >),
      target,
      through,
    };
  }

  /** Each name of a target or a bringing document with each reference that it leads to, sorted by name. */
  #otherNames(ranks: Ranks): NameBlock {
    const { reference, target, through } = this.#columns;
    const all = ranks.sorted.length;
    const keys = [target, through].flatMap((column) =>
      column.flatMap((name, row) => {
        const place = reference[row] ?? NONE;
        return name === NONE || name === place ? [] : [ranks.of(name) * all + ranks.of(place)];
      }),
    );
    const sorted = Float64Array.from(keys).sort();
    return [...new Set(sorted)].map((key) => [
      ranks.sorted[Math.floor(key / all)] ?? '',
      ranks.sorted[key % all] ?? '',
    ]);
  }
}

/** The order of texts as the page compares them: by their code units, whatever the language. */
class Ranks {
  readonly sorted: readonly string[];
  readonly #ranks: Uint32Array;

  constructor(texts: readonly string[]) {
    this.sorted = texts.toSorted();
    const places = new Map(texts.map((text, place) => [text, place]));
    this.#ranks = new Uint32Array(texts.length);
    for (const [rank, text] of this.sorted.entries()) this.#ranks[places.get(text) ?? 0] = rank;
  }

  /** The rank of the text at a place. */
  of(place: number): number {
    return this.#ranks[place] ?? 0;
  }
}

function slices<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const parts: (readonly Item[])[] = [];
  for (let at = 0; at < items.length; at += BLOCK) parts.push(items.slice(at, at + BLOCK));
  return parts;
}

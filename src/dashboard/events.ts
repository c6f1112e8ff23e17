import type { EventLine } from '../activity/format.ts';
import type { EventBlock, EventIndex, NameBlock } from './overview.ts';
import { pack } from './pack.ts';
import { Words } from './words.ts';

/** How many events or names one block holds: few enough to open within a blink, and many enough to pack well. */
const BLOCK = 4096;
const NONE = -1;

/** The events as the page holds them: an index, and packed blocks that are opened one by one. */
export interface PackedEvents {
  readonly index: EventIndex;
  readonly events: readonly string[];
  readonly names: readonly string[];
}

/** One event in numbers; texts by their places. */
interface Row {
  readonly run: number;
  readonly at: number;
  readonly flow: number;
  readonly step: number;
  readonly action: number;
  readonly code: number;
  readonly fields: number;
  readonly reference: number;
  readonly target: number;
  readonly through: number;
}

const COLUMNS = ['run', 'at', 'flow', 'step', 'action', 'code', 'fields', 'reference', 'target', 'through'] as const;
const PLACED = ['flow', 'step', 'action', 'code', 'fields'] as const;

/** Collects events in columns of numbers: a million of them take a hundred megabytes. */
export class EventColumns {
  readonly #columns = Object.fromEntries(COLUMNS.map((name) => [name, [] as number[]])) as Record<keyof Row, number[]>;
  readonly #names = new Words();
  readonly #words = { step: new Words(), action: new Words(), code: new Words(), fields: new Words() };
  readonly #flows: Words;

  /** `flows` gives the flows their places; those of the runs are in it, too. */
  constructor(flows: Words) {
    this.#flows = flows;
  }

  /** Adds an event of the run that came as this one, counted from 0. */
  add(run: number, event: EventLine): void {
    const { step, action, code, fields } = this.#words;
    const row: Row = {
      run,
      at: Math.round(Date.parse(event.at) / 1000),
      flow: this.#flows.place(event.flow),
      step: step.place(event.step),
      action: action.place(event.action),
      code: event.code === null ? NONE : code.place(event.code),
      fields: event.fields.length === 0 ? NONE : fields.place(event.fields.join(', ')),
      reference: this.#names.place(event.reference),
      target: event.target === null ? NONE : this.#names.place(event.target),
      through: event.through === undefined ? NONE : this.#names.place(event.through),
    };
    for (const name of COLUMNS) this.#columns[name].push(row[name]);
  }

  /**
   * Packs all events. `runs` says for each run, in the order in which they came, its place in the page and when it started (seconds since 1970).
   */
  pack(runs: readonly { readonly place: number; readonly startedAt: number }[]): PackedEvents {
    const names = this.#names.texts;
    const order = this.#order(names);
    const blocks = slices(order).map((rows) => this.#block(rows, names, runs));
    const others = slices(this.#otherNames(names));
    const { step, action, code, fields } = this.#words;
    return {
      index: {
        count: order.length,
        references: blocks.map(({ references: [first = ''] }) => first),
        names: others.map(([first]) => first?.[0] ?? ''),
        steps: step.texts,
        actions: action.texts,
        codes: code.texts,
        fields: fields.texts,
      },
      events: blocks.map(pack),
      names: others.map((block: NameBlock) => pack(block)),
    };
  }

  /** The events by reference, then by time. */
  #order(names: readonly string[]): readonly number[] {
    const { reference, at } = this.#columns;
    const ranks = new Uint32Array(names.length);
    for (const [rank, place] of sortedPlaces(names).entries()) ranks[place] = rank;
    const rankOf = (row: number): number => ranks[reference[row] ?? 0] ?? 0;
    const order = Uint32Array.from(reference.keys());
    order.sort((a, b) => rankOf(a) - rankOf(b) || (at[a] ?? 0) - (at[b] ?? 0) || a - b);
    return [...order];
  }

  #block(
    rows: readonly number[],
    names: readonly string[],
    runs: readonly { readonly place: number; readonly startedAt: number }[],
  ): EventBlock {
    const columns = this.#columns;
    const local = new Words();
    const takeName = (place: number): number => (place === NONE ? NONE : local.place(names[place] ?? ''));
    const column = (name: keyof Row): readonly number[] => rows.map((row) => columns[name][row] ?? NONE);
    const groups = Map.groupBy(column('reference'), (place) => place);
    const target = column('target').map(takeName);
    const through = column('through').map(takeName);
    const ofRun = column('run').map((run) => runs[run]);
    return {
      references: [...groups.keys()].map((place) => names[place] ?? ''),
      counts: [...groups.values()].map(({ length }) => length),
      names: local.texts,
      run: ofRun.map((run) => run?.place ?? NONE),
      after: column('at').map((at, place) => at - (ofRun[place]?.startedAt ?? 0)),
      ...(Object.fromEntries(PLACED.map((name) => [name, column(name)])) as Pick<EventBlock, (typeof PLACED)[number]>),
      target,
      through,
    };
  }

  /** Each name of a target or a bringing document with the references that it leads to, sorted by name. */
  #otherNames(names: readonly string[]): NameBlock {
    const { reference, target, through } = this.#columns;
    const leads = new Map<number, Set<number>>();
    for (const column of [target, through]) {
      for (const [row, name] of column.entries()) {
        const place = reference[row] ?? NONE;
        if (name === NONE || name === place) continue;
        const known = leads.get(name);
        if (known === undefined) leads.set(name, new Set([place]));
        else known.add(place);
      }
    }
    return sortedPlaces(names).flatMap((name) =>
      [...(leads.get(name) ?? [])].map((place) => [names[name] ?? '', names[place] ?? ''] as const),
    );
  }
}

/** The places of texts, sorted as the page compares them: by their code units, whatever the language. */
function sortedPlaces(texts: readonly string[]): readonly number[] {
  const textOf = (place: number): string => texts[place] ?? '';
  return [...texts.keys()].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}

function slices<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const parts: (readonly Item[])[] = [];
  for (let at = 0; at < items.length; at += BLOCK) parts.push(items.slice(at, at + BLOCK));
  return parts;
}

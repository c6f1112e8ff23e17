import type { EventLine, RunLine } from '../activity/format.ts';
import type { LogLine } from '../activity/read.ts';
import { isErrorCode } from '../errors/codes.ts';
import type { ConfigError } from '../errors/errors.ts';
import type { Language } from '../errors/language.ts';
import { meaningWithoutReason } from '../errors/meanings/without-reason.ts';
import { dutchDay } from '../http/dutch-time.ts';
import { factsOf, systemNames } from '../systems/registry.ts';
import { BookedDays } from './booked.ts';
import { EventColumns, type PackedEvents } from './events.ts';
import type { Overview, ShownFlow, ShownRun, ShownSystem } from './overview.ts';
import { TextList } from './words.ts';

/** All that the page shows, and what could not be read of the logs. */
export interface Collected {
  readonly overview: Overview;
  readonly packed: PackedEvents;
  readonly damaged: readonly ConfigError[];
  /** That of what happened, of what codes mean, and so of the page. */
  readonly language: Language;
}

/** Collects runs and events, in any order of the runs. `made` is when and by which version. */
export async function collect(
  lines: AsyncIterable<LogLine>,
  made: { readonly madeAt: number; readonly version: string },
  language: Language = 'en',
): Promise<Collected> {
  const collection = new Collection(language);
  const damaged: ConfigError[] = [];
  for await (const line of lines) {
    if (line.kind === 'damaged') damaged.push(line.error);
    else if (line.kind === 'run') collection.addRun(line.run);
    else collection.addEvent(line.event);
  }
  return { ...collection.close({ ...made, damaged: damaged.length }), damaged, language };
}

class Collection {
  readonly #flows = new TextList();
  readonly #codes = new Set<string>();
  readonly #events: EventColumns;
  readonly #booked = new BookedDays(this.#flows);
  readonly #runs: ShownRun[] = [];
  readonly #language: Language;

  constructor(language: Language) {
    this.#language = language;
    this.#events = new EventColumns(this.#flows, language);
  }

  addRun(run: RunLine): void {
    const startedAt = Date.parse(run.startedAt);
    const day = dutchDay(startedAt);
    const { administration, result, version, config, calls } = run;
    for (const { code } of [...run.flows, ...run.waiting]) if (code !== null) this.#codes.add(code);
    this.#booked.add(run, day);
    this.#runs.push({
      run: run.run,
      address: run.page?.startsWith('https://') === true ? run.page : null,
      administration,
      startedAt: Math.round(startedAt / 1000),
      day,
      seconds: Math.round((Date.parse(run.finishedAt) - startedAt) / 100) / 10,
      result,
      version,
      config,
      calls,
      flows: run.flows.map(({ flow, code, created, updated, unchanged, skipped, failed, waiting, differences = 0 }) => {
        return [this.#flows.place(flow), code, created, updated, unchanged, skipped, failed, waiting, differences];
      }),
      waiting: run.waiting.map(({ flow, code, count }) => [this.#flows.place(flow), code, count]),
    });
  }

  /** Adds an event of the run that was added last. */
  addEvent(event: EventLine): void {
    if (event.code !== null) this.#codes.add(event.code);
    const number = this.#runs.length - 1;
    this.#events.add({ number, startedAt: this.#runs[number]?.startedAt ?? 0 }, event);
  }

  close(made: Pick<Overview, 'madeAt' | 'version' | 'damaged'>): Pick<Collected, 'overview' | 'packed'> {
    const runs = this.#runs.toSorted((a, b) => a.startedAt - b.startedAt);
    const places = new Map(runs.map((run, place) => [run, place]));
    const packed = this.#events.pack(this.#runs.map((run) => places.get(run) ?? 0));
    const codes = [...this.#codes].toSorted();
    const overview: Overview = {
      ...made,
      runs,
      booked: this.#booked.rows,
      documents: this.#booked.documents,
      flows: this.#flows.texts.map(shownFlow),
      systems: [...new Set(runs.flatMap(({ calls }) => Object.keys(calls)))].map(shownSystem),
      codes: Object.fromEntries(
        codes.flatMap((code) => (isErrorCode(code) ? [[code, meaningWithoutReason(code, this.#language)]] : [])),
      ),
      events: packed.index,
    };
    return { overview, packed };
  }
}

/** The systems of a flow whose name ends as the shipped ones do: `orders.exact-online-to-asperion`. */
function shownFlow(name: string): ShownFlow {
  for (const from of systemNames()) {
    const to = systemNames().find((other) => name.endsWith(`.${from}-to-${other}`));
    if (to !== undefined) return { name, from: factsOf(from).title, to: factsOf(to).title };
  }
  return { name, from: null, to: null };
}

function shownSystem(name: string): ShownSystem {
  const known = systemNames().find((one) => one === name);
  if (known === undefined) return { name, title: name, callsPerDay: null };
  const { title, limits, settings } = factsOf(known);
  const usual = settings.schema.safeParse({});
  const callsPerDay = usual.success ? (limits?.callsPerDay(usual.data as object as never, null, '') ?? null) : null;
  return { name, title, callsPerDay };
}

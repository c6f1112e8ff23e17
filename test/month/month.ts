import { type Chance, chance } from '../../sandbox/world/random.ts';
import { Company, type Ended, type RunOptions } from '../sandbox-week/company.ts';
import { Acts } from './acts.ts';
import { COMPANIES, type Own } from './companies.ts';
import { Diary } from './diary.ts';
import { lyingOpen, remembered } from './kept-state.ts';
import { Look } from './look.ts';
import { armFault, type Mishap, mishap, WEATHERS, type Weather } from './troubles.ts';
import type { Losses } from './verdict.ts';
import { smallWorld } from './world.ts';

const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 4 * QUARTER_MS;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 31;
/** Months in which the clocks change: on 29 March and on 25 October. */
const MONTHS = [Date.UTC(2026, 2, 1), Date.UTC(2026, 9, 1)] as const;
/** Slots of the night in which they do, in UTC. */
const CLOCK_CHANGES: Readonly<Record<number, number>> = { 2: 29, 9: 25 };
const LOOK_EVERY_DAYS = 4;
/** The longest that a system goes on storing a create of a lost run, in seconds. */
const MOST_LATE_S = 9 * 60;
/** Enough quiet runs for dead letters that wait a day, and for what stopped a run. */
const MOST_QUIET_RUNS = 24;

/** What a month came to. */
export interface Month {
  /** What is not as the model has it, in words; empty when all is well. */
  readonly problems: readonly string[];
  readonly runs: number;
  /** Of a schedule that starts one every quarter of an hour. */
  readonly due: number;
  readonly writes: number;
  /** How often somebody had to log in anew, because a run was killed between its token call and the save. */
  readonly logins: number;
}

/** A month of one company. */
class Calendar {
  readonly #company: Company;
  readonly #own: Own;
  readonly #luck: Chance;
  readonly #lateLuck: Chance;
  readonly #diary = new Diary();
  readonly #acts: Acts;
  readonly #look: Look;
  readonly problems: string[] = [];
  runs = 0;
  logins = 0;
  #losses: Losses = 'none';

  constructor(seed: number, company: Company, own: Own) {
    this.#company = company;
    this.#own = own;
    this.#luck = chance(seed, 'month');
    this.#lateLuck = chance(seed, 'late');
    this.#look = new Look(own, this.#diary);
    this.#acts = new Acts(this.#diary.desk(company), seed, own.rules.customers?.ways === 'both');
  }

  async live(startMs: number): Promise<void> {
    let weather: Weather = 'calm';
    await this.#settle('first');
    for (let day = 0; day < DAYS && this.problems.length === 0; day += 1) {
      const isClockChange = CLOCK_CHANGES[new Date(startMs).getUTCMonth()] === day + 1;
      const slots = Array.from({ length: this.#luck.between(0, 3) }, () => this.#luck.between(24, 90));
      if (isClockChange) slots.push(1, 3, 4, 5);
      for (const slot of slots.sort((left, right) => left - right)) {
        await this.#quarter(startMs + day * DAY_MS + slot * QUARTER_MS, weather);
      }
      if (day % LOOK_EVERY_DAYS !== LOOK_EVERY_DAYS - 1 && day !== DAYS - 1) continue;
      await this.#settle(`day ${day + 1}`);
      weather = this.#luck.pick(WEATHERS);
    }
  }

  /** People work, and a run is started, late as they are; sometimes the next one too. */
  async #quarter(dueMs: number, weather: Weather): Promise<void> {
    const { time } = this.#company;
    time.now = Math.max(time.now, dueMs + this.#luck.between(0, 600_000));
    this.#acts.work(this.#luck.between(1, 3));
    // A schedule that GitHub drops is one run less.
    const runs = this.#luck.between(0, 2);
    for (let run = 0; run < runs; run += 1) {
      await this.#run(weather);
      time.now += QUARTER_MS;
    }
  }

  async #run(weather: Weather): Promise<void> {
    if (weather !== 'calm' && this.#losses === 'none') this.#losses = 'runs';
    if (weather !== 'calm' && this.#luck.between(1, 3) > 1) armFault(this.#company, this.#luck);
    if (weather === 'storm' && this.#lateLuck.between(1, 4) === 1) return await this.#loseCreate();
    let options: Mishap['options'] = { onTheWay: this.#disturb() };
    if (weather === 'storm' && this.#luck.between(1, 4) === 1) return await this.#loseWrite();
    if (weather === 'storm' && this.#luck.between(1, 2) === 1) {
      const more = mishap(this.#company, this.#luck, async () => void (await this.#attempt({})));
      options = more.options;
      if (more.losses === 'state') this.#losses = 'state';
    }
    await this.#attempt(options);
  }

  /**
   * A mistake is written, that run is killed before it can save what it wrote, and the mistake is set right: the next run knows of it by
   * the marks alone. It comes at once: were these lost as well, nobody could know.
   */
  async #loseWrite(): Promise<void> {
    const mistake = this.#acts.mistype();
    if (mistake === null) return;
    await this.#attempt({
      onTheWay: async (moment) => (moment === 'after' && mistake.hasArrived() ? 'kill' : 'on'),
    });
    mistake.setRight();
    await this.#goOn();
  }

  /** A run is killed while a create is under way, which is stored later; somebody starts the next one at once. */
  async #loseCreate(): Promise<void> {
    const { time, asperion } = this.#company;
    this.#acts.addCustomer();
    const storeAfterMs = this.#lateLuck.between(5, MOST_LATE_S) * 1000;
    let isSent = false;
    const after = () => {
      isSent = true;
    };
    asperion.faults.add({ act: 'store-late', method: 'POST', path: /\/debtors$/, storeAfterMs, after });
    await this.#attempt({ onTheWay: async () => (isSent ? 'kill' : 'on') });
    await this.#attempt({});
    time.now += MOST_LATE_S * 1000;
    await asperion.faults.catchUp(time.now);
    time.now += QUARTER_MS - MOST_LATE_S * 1000;
    await this.#goOn();
  }

  /** Runs until one is not held for a lost one. */
  async #goOn(): Promise<void> {
    while (isHeld(await this.#attempt({}))) this.#company.time.now += QUARTER_MS;
  }

  /** People go on with their work while a run is under way. */
  #disturb(): NonNullable<RunOptions['onTheWay']> {
    const at = this.#luck.between(1, 60);
    let seen = 0;
    return async (moment) => {
      if (moment === 'after') seen += 1;
      if (moment === 'after' && seen === at) this.#acts.workInSources();
      return 'on';
    };
  }

  async #attempt(options: RunOptions): Promise<Ended> {
    this.runs += 1;
    const ended = await this.#company.attempt({ flows: this.#own.flows, ...options });
    const errors = ended.how === 'finished' ? ended.result.flows.flatMap(({ error }) => error ?? []) : [];
    if (errors.some(({ code }) => LOGIN_LOST.has(code))) {
      this.#company.logIn();
      this.logins += 1;
    }
    return ended;
  }

  /** Nothing goes wrong any more: runs until nothing is left to do, then the model looks. */
  async #settle(when: string): Promise<void> {
    const { exactOnline, asperion, shelf, time } = this.#company;
    for (const { faults } of [exactOnline, asperion]) faults.clear();
    Object.assign(shelf.troubles, { refusedSaves: 0, failedRestores: 0, olderRestores: 0 });
    const began = time.now;
    for (let run = 0; ; run += 1) {
      time.now += QUARTER_MS;
      const before = this.writes();
      const ended = await this.#attempt({});
      const stops = stopsOf(ended);
      const letters = Object.values((await this.#company.progress()).flows).flatMap((flow) =>
        Object.values(flow.deadLetters),
      );
      const isQuiet = stops.length === 0 && !isHeld(ended) && this.writes() === before;
      // Whatever waits is tried once a day.
      if (isQuiet && run > 0 && (letters.length === 0 || time.now > began + 50 * HOUR_MS)) break;
      if (isQuiet && run > 0) time.now += 25 * HOUR_MS;
      if (stops.length > 0) time.now += HOUR_MS;
      if (run > MOST_QUIET_RUNS) {
        this.problems.push(`${when}: it does not come to rest: ${stops.join(', ') || 'it writes again and again'}`);
        return;
      }
    }
    const problems = this.#look.take(this.#company, await this.#company.progress(), this.#losses);
    this.problems.push(...problems.map((problem) => `${when} (losses: ${this.#losses}): ${problem}`));
    this.problems.push(...lyingOpen(shelf).map((problem) => `${when}: ${problem}`));
    this.#losses = 'none';
    if (this.#luck.between(1, 4) === 1) await this.#idle(when);
  }

  /** The month leaves out runs for which nothing happened and nothing is due: such a run does nothing, and remembers nothing else. */
  async #idle(when: string): Promise<void> {
    const before = { writes: this.writes(), remembered: remembered(await this.#company.progress()) };
    this.#company.time.now += QUARTER_MS;
    await this.#attempt({});
    const after = { writes: this.writes(), remembered: remembered(await this.#company.progress()) };
    if (before.writes !== after.writes) this.problems.push(`${when}: a run with nothing to do wrote something`);
    if (before.remembered !== after.remembered)
      this.problems.push(`${when}: a run with nothing to do changed the state`);
  }

  /** Calls so far that write. */
  writes(): number {
    const { exactOnline, asperion } = this.#company;
    return [...exactOnline.requests, ...asperion.requests].filter(
      ({ method, path }) => method !== 'GET' && !path.endsWith('/token'),
    ).length;
  }
}

/** What a run says when its login has ended. */
const LOGIN_LOST: ReadonlySet<string> = new Set(['AUTHORISATION_EXPIRED', 'REFRESH_REFUSED']);

/** True for a run that did nothing because one before it was lost. */
const isHeld = (ended: Ended): boolean =>
  ended.how === 'finished' && ended.result.flows.some(({ rest }) => rest?.reason === 'lost');

function stopsOf(ended: Ended): readonly string[] {
  if (ended.how !== 'finished') return [ended.how === 'stopped' ? ended.error.code : ended.how];
  const { flows, saveError } = ended.result;
  return [...flows.flatMap(({ error }) => error?.code ?? []), ...(saveError === null ? [] : [saveError.code])];
}

/** Lives through the month of a seed: the same seed is the same month, to the last call. */
export async function liveMonth(seed: number): Promise<Month> {
  const luck = chance(seed, 'company');
  const startMs = luck.pick(MONTHS);
  await using company = await Company.open(startMs, smallWorld());
  const calendar = new Calendar(seed, company, luck.pick(COMPANIES));
  await calendar.live(startMs);
  const { problems, runs, logins } = calendar;
  return { problems, runs, due: DAYS * 96, writes: calendar.writes(), logins };
}

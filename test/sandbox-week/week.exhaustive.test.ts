import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { landmarks } from '../../sandbox/world/landmarks.ts';
import { chance } from '../../sandbox/world/random.ts';
import { createWorld } from '../../sandbox/world/world.ts';
import type { RunResult } from '../../src/sync/result.ts';
import { Company } from './company.ts';
import { differences } from './equal.ts';
import {
  busiestMinute,
  callsPerDay,
  companyCalls,
  mostErrorsPerHour,
  shortestGap,
  shortestTokenGap,
} from './limits.ts';
import { People } from './people.ts';

const QUARTER_MS = 15 * 60_000;
const RUNS_A_DAY = 96;
const DAYS = 7;
/** A Wednesday; on the Sunday the clocks go back. */
const START = Date.UTC(2026, 9, 21);
/** GitHub starts scheduled runs late, and not always by the same time. */
const MOST_LATE_MS = 10 * 60_000;

let company: Company;
/** What stopped flows, with the days on which it did. */
const stops: Record<string, number[]> = {};
/** How long each run took on the fake clock, ms. */
const durations: number[] = [];
/** The shortest time between two calls of each run to Asperion, s. */
const paces: number[] = [];
let idle: { writes: number; stopped: number };

function note({ flows, saveError }: RunResult, day: number): void {
  if (saveError !== null) throw saveError;
  for (const { error } of flows) {
    if (error !== null) stops[error.code] = [...new Set([...(stops[error.code] ?? []), day])];
  }
}

/** What happens before a run, beside the ordinary edits of a working day and a few at night. */
function prepare(people: People, day: number, slot: number): void {
  const { exactOnline } = company;
  const isWorkingDay = slot >= 28 && slot <= 76 && day !== 2;
  people.work(isWorkingDay ? 2 : slot % 8 === 0 ? 1 : 0);
  if (day === 1 && slot === 36) people.priceAllArticles();
  if (day === 2) people.priceAllArticles();
  if (day === 3 && slot === 40) people.importCustomers(60);
  // The night in which one hour comes twice.
  if (day === 4 && slot < 12) people.work(2);
  if (day === 4 && slot === 30) exactOnline.switches.withoutLicence = ['SalesItemPrices'];
  if (day === 4 && slot === 42) exactOnline.switches.withoutLicence = [];
  if (day === 5 && slot === 20) {
    exactOnline.faults.add({ method: 'PUT', path: /logistics\/Items/, act: 'status', status: 400, times: 30 });
    people.describeArticles(25);
  }
}

beforeAll(async () => {
  company = await Company.open(START, createWorld({ customers: 30, articles: 330, orders: 40 }));
  const people = new People(company, 1);
  const luck = chance(1, 'schedule');
  for (let run = 0; run < DAYS * RUNS_A_DAY; run += 1) {
    const due = START + run * QUARTER_MS + luck.between(0, MOST_LATE_MS);
    // A run that takes longer than a quarter of an hour makes the next one wait, as the workflow's concurrency does.
    company.time.now = Math.max(company.time.now, due);
    const day = Math.floor(run / RUNS_A_DAY);
    prepare(people, day, run % RUNS_A_DAY);
    const { now: startedAt } = company.time;
    const { length: seen } = company.asperion.requests;
    note(await company.run(), day);
    durations.push(company.time.now - startedAt);
    paces.push(shortestGap(company.asperion.requests.slice(seen).filter(({ path }) => path.startsWith('/v1/'))));
  }
  const seen = [company.exactOnline.requests.length, company.asperion.requests.length] as const;
  company.time.now += QUARTER_MS;
  const { flows } = await company.run();
  const calls = [...company.exactOnline.requests.slice(seen[0]), ...company.asperion.requests.slice(seen[1])];
  idle = {
    writes: calls.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token')).length,
    stopped: flows.filter(({ error }) => error !== null).length,
  };
});

afterAll(() => company[Symbol.asyncDispose]());

describe('a week of runs, one in every 15 minutes, at a busy company', () => {
  it('is 672 runs, one of them longer than an access token lives', () => {
    expect(durations).toHaveLength(672);
    expect(Math.max(...durations)).toBeGreaterThan(600_000);
  });

  it('never makes more than 60 calls in a clock minute, and is never told that it did', () => {
    const calls = companyCalls(company.exactOnline.requests);
    expect(busiestMinute(calls)).toBe(60);
    expect(calls.filter(({ status }) => status === 429)).toEqual([]);
  });

  it('never makes more than 5,000 calls on a UTC day, and uses all when there is work', () => {
    const days = callsPerDay(companyCalls(company.exactOnline.requests));
    expect(Math.max(...days)).toBe(5000);
    expect(days.indexOf(5000)).toBe(2);
  });

  it('never asks for tokens within 570 s of the last time', () => {
    expect(shortestTokenGap(company.exactOnline.requests)).toBeGreaterThanOrEqual(570);
    expect(shortestTokenGap(company.exactOnline.requests)).toBeLessThan(600);
  });

  it('keeps its pace with Asperion', () => {
    expect(Math.min(...paces)).toBeGreaterThanOrEqual(0.5);
  });

  it('stays below the errors that block the app, even when every change is refused', () => {
    expect(mostErrorsPerHour(company.exactOnline.requests)).toBe(6);
  });

  it('stops only where it must: for the day, while a right is missing, and for the hour', () => {
    expect(stops).toEqual({ DAY_BUDGET: [2], FORBIDDEN: [4], ERROR_BUDGET: [5] });
  });

  it('ends with both systems equal and nothing doubled, of hundreds of records', () => {
    expect(differences(company)).toEqual([]);
    expect(company.asperion.rows('debtors').length).toBeGreaterThan(150);
    expect(company.asperion.rows('salesinvoiceswithlines').length).toBeGreaterThan(100);
    // It began with 330 articles, of which two are in units that no item can have; every other one is one item.
    const articles = company.asperion.rows('articles').length;
    expect(articles).toBeGreaterThan(400);
    expect(company.exactOnline.rows('Items')).toHaveLength(articles - landmarks.articles.unknownUnits.length);
  });

  it('has nothing left but the records that no run can sync', async () => {
    expect(idle).toEqual({ writes: 0, stopped: 0 });
    const letters = Object.values((await company.progress()).flows).flatMap(({ deadLetters }) =>
      Object.values(deadLetters),
    );
    expect(letters.map(({ reference, code }) => `${reference} ${code}`).sort()).toEqual([
      '20019 REQUIRED_EMPTY',
      '26013 CHECK_FAILED', // a charge that no line shows
      '26025 CHECK_FAILED', // its invoice is not printed
      'DNS-9002 UNMAPPED_KEY', // units that Exact Online does not have
      'DNS-9003 UNMAPPED_KEY',
    ]);
  });
});

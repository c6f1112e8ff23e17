import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'performance.md'), 'utf8');

/** Calls of the `GITHUB_TOKEN` that a repository may make in an hour, and what jobs make at most: `test/e2e/companies/companies.test.ts` counts them. */
const AN_HOUR = 1000;
const OF_THE_TOKENS = 7;
const OF_A_COMPANY = 13;
/** With issues, where something waits: `test/e2e/companies/companies-desk.test.ts`. */
const OF_ITS_ISSUES = 2;

/** Calls to Exact Online that companies of one contract share, and those of a run without work. */
const OF_A_CONTRACT = 20_000;
const WITHOUT_WORK = 4;

/** The companies that have room in a schedule, by its runs of a day. */
const most = (runs: number, ofACompany: number): number =>
  Math.floor((AN_HOUR / (runs / 24) - OF_THE_TOKENS) / ofACompany);

test('the numbers of companies have room in an hour in which all of them write, and no more have', () => {
  const rows = [...page.matchAll(/^\| every (?:\d+ minutes|hour) \| .*$/gm)].map(([row]) =>
    row
      .split('|')
      .slice(2, 7)
      .map((cell) => Number(cell.replace(/[^\d]/g, ''))),
  );
  expect(rows).toHaveLength(4);
  const withIssues = rows.map(([runs = 0]) => most(runs, OF_A_COMPANY + OF_ITS_ISSUES));
  const [last = 0] = withIssues.slice(-1);
  expect(page).toContain(
    `With issues, and something that waits in each company, they are ${withIssues.slice(0, -1).join(', ')} and ${last} (computed).`,
  );
  for (const [runs = 0, companies = 0, calls, idle, left] of rows) {
    expect(companies).toBe(most(runs, OF_A_COMPANY));
    const share = Math.floor(OF_A_CONTRACT / companies);
    expect([calls, idle, left]).toEqual([share, runs * WITHOUT_WORK, share - runs * WITHOUT_WORK]);
  }
});

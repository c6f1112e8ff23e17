/**
 * How large the dashboard of so many runs and events is, how long it takes to make, and how long Chromium takes to open it and to find a record:
 *
 *     node test/bench/dashboard.ts [runs] [events]      10,000 runs with 1,000,000 events unless told otherwise
 */
import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { collect } from '../../src/dashboard/collect.ts';
import { dashboardPage } from '../../src/dashboard/page.ts';
import { VERSION } from '../../src/version.ts';
import { linesOf } from '../dashboard/logs.ts';
import { years } from '../dashboard/years.ts';

const TIMES = 5;
const runs = Number(process.argv[2] ?? 10_000);
const eventsPerRun = Math.round(Number(process.argv[3] ?? 1_000_000) / runs);
const until = '2026-11-27T10:00:00Z';

using folder = mkdtempDisposableSync(join(tmpdir(), 'dashboard-'));
const file = join(folder.path, 'dashboard.html');
const startedAt = performance.now();
const lines = linesOf(years({ runs, eventsPerRun, everyHours: 1, until }));
const collected = await collect(lines, { madeAt: Date.parse(until) / 1000, version: VERSION });
const page = dashboardPage(collected);
writeFileSync(file, page);
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
const memory = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(`${runs} runs, ${collected.overview.events.count} events: ${(page.length / 1e6).toFixed(1)} MB`);
console.log(`drawn up and made in ${seconds} s with ${memory} MB of memory`);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--enable-precise-memory-info'],
});
const measured: { drawn: number; loaded: number; found: number; heap: number }[] = [];
for (let time = 0; time < TIMES; time++) {
  const tab = await (await browser.newContext()).newPage();
  await tab.goto(pathToFileURL(file).href);
  await tab.locator('html[data-drawn]').waitFor();
  // The page notes when it is drawn; all times count from the moment at which the address was entered.
  const drawn = Number(await tab.evaluate('performance.getEntriesByName("drawn")[0].startTime'));
  const loaded = Number(await tab.evaluate('performance.getEntriesByType("navigation")[0].loadEventEnd'));
  const askedAt = performance.now();
  await tab.getByLabel('Reference').fill('200123');
  await tab.keyboard.press('Enter');
  await tab.getByRole('heading', { name: 'The way of 200123' }).waitFor();
  await tab.locator('#said').filter({ hasText: 'shown' }).waitFor();
  const found = performance.now() - askedAt;
  const heap = Number(await tab.evaluate('performance.memory.usedJSHeapSize')) / 1e6;
  measured.push({ drawn, loaded, found, heap });
  await tab.close();
}
await browser.close();
const median = (key: keyof (typeof measured)[number]): number =>
  Math.round(measured.map((one) => one[key]).sort((a, b) => a - b)[TIMES >> 1] ?? 0);
console.log(`drawn after ${median('drawn')} ms, read to its end after ${median('loaded')} ms (median of ${TIMES})`);
console.log(`a record found and drawn in ${median('found')} ms, ${median('heap')} MB of heap`);

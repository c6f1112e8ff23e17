/**
 * Makes the pictures of the README and of docs/dashboard.md from real output, in light and in dark: the last summary of the demo's stage, and
 * the dashboard of an invented company.
 *
 *     npm run pictures      needs Chromium (CHROMIUM names it; /usr/bin/chromium)
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { edit } from '../demo/edit.ts';
import { DemoStage } from '../demo/stage.ts';
import { excerpt } from '../demo/terminal.ts';
import { stepPage } from '../sandbox/github/step-page.ts';
import { collect } from '../src/dashboard/collect.ts';
import { dashboardPage } from '../src/dashboard/page.ts';
import { markdown } from '../src/report/page/markdown.ts';
import { VERSION } from '../src/version.ts';
import { linesOf } from '../test/dashboard/logs.ts';
import { years } from '../test/dashboard/years.ts';
import { page } from './pictures/page.ts';

const root = join(import.meta.dirname, '..');
const WIDTH = 900;

/** What the picture shows: what one edited VAT row moves, as Markdown. */
async function scene(): Promise<string> {
  await using stage = await DemoStage.set(join(root, 'action', 'index.js'), join(root, 'example', 'mappings'));
  const silent = (): void => {};
  await stage.sync(silent);
  const change = await stage.review(edit, silent);
  return markdown(excerpt(stepPage(change), ['What was edited', 'orders.exact-online-to-asperion']));
}

/** The dashboard of half a year. */
async function dashboard(): Promise<string> {
  const until = '2026-11-27T10:00:00Z';
  const lines = linesOf(years({ runs: 2200, eventsPerRun: 2, everyHours: 2, until }));
  return dashboardPage(await collect(lines, { madeAt: Date.parse(until) / 1000, version: VERSION }));
}

/** What a picture shows: the whole page, or its upper part of this height. */
interface Shot {
  readonly name: string;
  readonly html: string;
  readonly width: number;
  readonly height?: number;
}

async function take(browser: Browser, folder: string, { name, html, width, height }: Shot): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    const tab = await browser.newPage({ colorScheme, viewport: { width, height: height ?? 200 } });
    await tab.setContent(html);
    if (name === 'dashboard') await tab.locator('html[data-drawn]').waitFor();
    const path = join(folder, `${name}-${colorScheme}.png`);
    await tab.screenshot({ path, fullPage: height === undefined });
    console.log(path.slice(root.length + 1));
  }
}

if (import.meta.main) {
  const folder = join(root, 'docs', 'images');
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  await take(browser, folder, { name: 'dashboard', html: await dashboard(), width: 1100, height: 960 });
  await take(browser, folder, { name: 'change', html: page(await scene()), width: WIDTH });
  await browser.close();
}

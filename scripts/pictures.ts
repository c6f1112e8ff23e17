/**
 * Makes the pictures of the README from real output: runs the demo's stage, and takes what it leaves in a browser, in light and in dark.
 *
 *     npm run pictures      needs Chromium (CHROMIUM names it; /usr/bin/chromium)
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { edit } from '../demo/edit.ts';
import { type DemoRun, DemoStage } from '../demo/stage.ts';
import { excerpt } from '../demo/terminal.ts';
import { stepPage } from '../sandbox/github/step-page.ts';
import { markdown } from '../src/report/page/markdown.ts';
import { page } from './pictures/page.ts';

const root = join(import.meta.dirname, '..');
const WIDTH = 900;

/** What each picture shows: Markdown by its name. */
async function scenes(): Promise<Readonly<Record<string, string>>> {
  await using stage = await DemoStage.set(join(root, 'action', 'index.js'), join(root, 'example', 'mappings'));
  const silent = (): void => {};
  const shown = (run: DemoRun, sections: readonly string[]): string => markdown(excerpt(stepPage(run), sections));
  return {
    plan: shown(await stage.plan(silent), ['What a sync would do', 'What will be booked']),
    sync: shown(await stage.sync(silent), ['Flows', 'What was booked', 'Records that failed']),
    change: shown(await stage.review(edit, silent), ['What was edited', 'orders.exact-online-to-asperion']),
  };
}

if (import.meta.main) {
  const folder = join(root, 'docs', 'images');
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  for (const [name, markdown] of Object.entries(await scenes())) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const shown = await browser.newPage({ colorScheme, viewport: { width: WIDTH, height: 200 } });
      await shown.setContent(page(markdown));
      const path = join(folder, `${name}-${colorScheme}.png`);
      await shown.screenshot({ path, fullPage: true });
      console.log(path.slice(root.length + 1));
    }
  }
  await browser.close();
}

/**
 * Makes the picture of the README from real output: runs the demo's stage, and takes its last summary in a browser, in light and in dark.
 *
 *     npm run pictures      needs Chromium (CHROMIUM names it; /usr/bin/chromium)
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { edit } from '../demo/edit.ts';
import { DemoStage } from '../demo/stage.ts';
import { excerpt } from '../demo/terminal.ts';
import { stepPage } from '../sandbox/github/step-page.ts';
import { markdown } from '../src/report/page/markdown.ts';
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

if (import.meta.main) {
  const folder = join(root, 'docs', 'images');
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const shown = page(await scene());
  for (const colorScheme of ['light', 'dark'] as const) {
    const tab = await browser.newPage({ colorScheme, viewport: { width: WIDTH, height: 200 } });
    await tab.setContent(shown);
    const path = join(folder, `change-${colorScheme}.png`);
    await tab.screenshot({ path, fullPage: true });
    console.log(path.slice(root.length + 1));
  }
  await browser.close();
}

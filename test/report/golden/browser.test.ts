import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { page as shownOnGitHub } from '../../../scripts/pictures/page.ts';
import { LANGUAGES } from '../../../src/errors/language.ts';
import { goldens, goldenTexts } from './texts.ts';

/** Debian's Chromium. Without it these tests are skipped: `apt-get install chromium`. */
const CHROMIUM = '/usr/bin/chromium';

const all = goldens.flatMap((golden) => LANGUAGES.map((language) => [golden, language] as const));

describe.skipIf(!existsSync(CHROMIUM))('what people read, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  it.each(all)('the %s in the language %s is whole, in light and in dark', async (golden, language) => {
    const markdown = goldenTexts[golden](language);
    const page = await (await browser.newContext({ viewport: { width: 1000, height: 800 } })).newPage();
    const head = `<html lang="${language}"><title>${golden}</title><meta`;
    await page.setContent(shownOnGitHub(markdown).replace('<meta', head));
    for (const folded of await page.locator('summary').all()) await folded.click();
    const cells = await page
      .locator('table')
      .evaluateAll((tables) =>
        tables.map((table) => [...table.querySelectorAll('tr')].map((row) => row.children.length)),
      );
    expect(cells).toHaveLength(markdown.match(/^\| ---/gm)?.length ?? 0);
    for (const rows of cells) expect(new Set(rows).size).toBe(1);
    // No mark of Markdown is left as text.
    const said = (await page.locator('p, li, td, th, h2, h3').allInnerTexts()).join('\n');
    expect(said.match(/\*\*|\]\(|\| --|<\/?\w+>|\\[[\]~]/g)).toBeNull();
    await page.evaluate(axe.source);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await page.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: ['wcag2a', 'wcag2aa'] }),
      );
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
    await page.context().close();
  });
});

import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenSandbox } from '../../../sandbox/command/open-sandbox.ts';
import { openSmall } from './open.ts';

/** Debian's Chromium. Without it these tests are skipped: `apt-get install chromium`. */
const CHROMIUM = '/usr/bin/chromium';

describe.skipIf(!existsSync(CHROMIUM))('the page in a browser', () => {
  let sandbox: OpenSandbox;
  let browser: Browser;
  beforeAll(async () => {
    sandbox = await openSmall();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    await sandbox[Symbol.asyncDispose]();
  });

  async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(sandbox.pageUrl);
    await page.locator('.record').first().waitFor();
    return page;
  }

  /** What the checks of accessibility find, by rule and place. */
  async function findings(page: Page): Promise<readonly string[]> {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }

  it('edits a record by keyboard, and says that it is saved', async () => {
    const page = await open();
    await page.getByRole('tab', { name: 'Customers' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: /KOF-1004/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Sales price').fill('26.5');
    await page.keyboard.press('Enter');
    await page.getByText('KOF-1004 is saved in Asperion.').waitFor();
    await page.getByRole('button', { name: /KOF-1004.*26\.5/ }).waitFor();
    const article = sandbox.servers.asperion.rows('articles').find(({ articleNumber }) => articleNumber === 'KOF-1004');
    expect(article?.salesPrice).toBe(26.5);
  });

  it('shows markup in a record as text', async () => {
    const [account] = sandbox.servers.exactOnline.rows('Accounts');
    sandbox.servers.exactOnline.update('Accounts', account?.ID, { Name: '<img src=x onerror=alert(1)>' });
    const page = await open();
    await page.getByText('<img src=x onerror=alert(1)>').waitFor();
    expect(await page.locator('img').count()).toBe(0);
  });

  it('shows a call as it arrives', async () => {
    const page = await open();
    await fetch(`${sandbox.servers.asperion.url}/v1/journals`);
    const row = page.getByRole('row', { name: '/v1/journals' });
    await row.waitFor();
    expect(await row.textContent()).toMatch(/Asperion[\s\S]*GET[\s\S]*401/);
  });

  it.each(['light', 'dark'] as const)('passes the checks of accessibility, %s', async (colorScheme) => {
    const page = await open({ colorScheme });
    await fetch(`${sandbox.servers.asperion.url}/v1/vatcodes`);
    await page.getByRole('row', { name: '/v1/vatcodes' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.locator('.record').first().click();
    expect(await findings(page)).toEqual([]);
  });

  it('fits on a telephone', async () => {
    const page = await open({ viewport: { width: 360, height: 740 } });
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(360);
  });

  it('runs the action, and the books show what it wrote', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Sync' }).click();
    await page.getByText(/^Sync has ended with exit code 0/).waitFor({ timeout: 120_000 });
    await page.getByText('External key EO-20009').waitFor();
  });
});

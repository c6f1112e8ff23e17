import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunLine } from '../../src/activity/format.ts';
import { collect } from '../../src/dashboard/collect.ts';
import { dashboardPage } from '../../src/dashboard/page.ts';
import type { Language } from '../../src/errors/language.ts';
import { flowLine, linesOf, runLine } from './logs.ts';
import { threeDays } from './three-days.ts';

/** Debian's Chromium. Without it these tests are skipped: `apt-get install chromium`. */
const CHROMIUM = '/usr/bin/chromium';

describe.skipIf(!existsSync(CHROMIUM))('the dashboard in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-'));
  const file = join(folder, 'dashboard.html');
  let browser: Browser;
  beforeAll(async () => {
    const madeAt = Date.parse('2026-11-27T18:00:00Z') / 1000;
    writeFileSync(file, dashboardPage(await collect(linesOf(threeDays()), { madeAt, version: '0.1.0' })));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  async function openFile(file: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(pathToFileURL(file).href);
    await page.locator('html[data-drawn]').waitFor();
    return page;
  }
  const open = (options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> => openFile(file, options);

  const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

  /** The rows of a table as texts. */
  const rowsOf = async (table: Locator): Promise<readonly string[]> =>
    (await table.locator('tbody tr').all()).reduce<Promise<string[]>>(
      async (rows, row) => [
        ...(await rows),
        (await row.locator('th, td').allInnerTexts()).join(' | ').replaceAll(/[\n\u00a0]/g, ' '),
      ],
      Promise.resolve([]),
    );

  /** What the checks of accessibility find, by rule and place. */
  async function findings(page: Page): Promise<readonly string[]> {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }

  it('shows what waits, the money, and the runs', async () => {
    const page = await open();
    expect(await page.locator('#about').textContent()).toContain('4 runs and 7 events');
    expect(await rowsOf(region(page, 'What waits now'))).toEqual([
      expect.stringMatching(
        /^UNMAPPED_KEY \| orders\S+ \| 2 \| A table of the mappings has no row.* \| Add the missing row/,
      ),
    ]);
    expect(await rowsOf(region(page, 'Booked, by flow, period and VAT code'))).toEqual([
      'orders.exact-online-to-asperion',
      '2026-11 | VH21 | 3 | € 1,234.60 | € 259.27',
      '2026-11 | VL9 | 1 | € 0.20 | computed there',
      '2026-11 | all | 3 | € 1,234.80 | € 259.27 + computed there',
    ]);
    expect((await rowsOf(region(page, 'All runs, the newest first')))[0]).toBe(
      '2026-11-27 11:17 | Some records wait | 30 s | 1 | 0 | 0 | 0 | 2 | 4',
    );
    await page.getByText('3 documents, € 1,234.80 without VAT.').waitFor();
    await page.getByText('Exact Online: at most 6 calls on one day (2026-11-26), 1% of the usual 5,000.').waitFor();
  });

  it('cuts off no column of what waits and of the money on a desktop', async () => {
    const page = await open({ viewport: { width: 1100, height: 900 } });
    for (const name of ['What waits now', 'Booked, by flow, period and VAT code']) {
      const [content, shown] = await region(page, name).evaluate((list) => [list.scrollWidth, list.clientWidth]);
      expect([name, content]).toEqual([name, shown]);
    }
  });

  it('shows the money on a phone without a way to the side', async () => {
    const page = await open({ viewport: { width: 360, height: 640 } });
    const money = region(page, 'Booked, by flow, period and VAT code');
    const [content, shown] = await money.evaluate((list) => [list.scrollWidth, list.clientWidth]);
    expect(content).toBe(shown);
  });

  it('gives the numbers of a chart as a table, by keyboard', async () => {
    const page = await open();
    await page.locator('#runs summary').focus();
    await page.keyboard.press('Enter');
    const numbers = region(page, 'Runs: numbers');
    await numbers.waitFor();
    expect(await rowsOf(numbers)).toEqual([
      '2026-11-25 | 1 | 0 | 0 | 0',
      '2026-11-26 | 0 | 1 | 0 | 1',
      '2026-11-27 | 0 | 1 | 0 | 0',
    ]);
    await page.keyboard.press('Tab');
    expect(await numbers.evaluate((element) => element.ownerDocument.activeElement === element)).toBe(true);
  });

  it('filters by flow: runs, what waits and the money', async () => {
    const page = await open();
    await page.getByRole('combobox', { name: 'Flow' }).selectOption('products.asperion-to-exact-online');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('1 run shown.').waitFor();
    await page.getByText('Nothing waits.').waitFor();
    await page.getByText('Nothing was booked.').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByText('4 runs shown.').waitFor();
  });

  it('filters by date', async () => {
    const page = await open();
    await page.getByLabel('From').fill('2026-11-26');
    await page.getByLabel('Until').fill('2026-11-26');
    await page.keyboard.press('Enter');
    await page.getByText('2 runs shown.').waitFor();
    expect(await rowsOf(region(page, 'Booked, by flow, period and VAT code'))).toEqual([
      'orders.exact-online-to-asperion',
      '2026-11 | VH21 | 2 | € 0.30 | € 0.06',
    ]);
  });

  it('shows the way of one record through both systems, found by either number', async () => {
    const page = await open();
    for (const number of ['20001', '10042']) {
      await page.getByLabel('Reference').fill(number);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: `The way of ${number}` }).waitFor();
      await page.getByText('3 runs shown.').waitFor();
      expect(await rowsOf(region(page, `All that happened to ${number}`))).toEqual([
        '2026-11-25 11:17:05 | 20001 Exact Online | → – | waits for a person AMBIGUOUS |  | customers.exact-online-to-asperion debtor',
        '2026-11-26 11:17:05 | 20001 Exact Online | → 10042 Asperion | was created in the target | name, city | customers.exact-online-to-asperion debtor, by 5001',
        '2026-11-27 11:17:05 | 10042 Asperion | → 20001 Exact Online | was changed in the target | city | customers.asperion-to-exact-online account',
      ]);
    }
  });

  it('shows with an order the customer that it brought', async () => {
    const page = await open();
    await page.getByLabel('Reference').fill('5001');
    await page.keyboard.press('Enter');
    await page.getByText('1 run shown.').waitFor();
    expect(await rowsOf(region(page, 'All that happened to 5001'))).toEqual([
      expect.stringContaining('20001 Exact Online | → 10042 Asperion'),
      expect.stringContaining('5001 Exact Online | → 26001 Asperion'),
    ]);
  });

  it('keeps the money of administrations apart, and filters by one', async () => {
    const two = join(folder, 'two.html');
    const runs = threeDays();
    const north = runs.map(
      ([run, events]) => [{ ...run, run: `${run.run}0`, administration: 'north' }, events] as const,
    );
    writeFileSync(two, dashboardPage(await collect(linesOf([...runs, ...north]), { madeAt: 0, version: '0.1.0' })));
    const page = await openFile(two);
    const money = region(page, 'Booked, by flow, period and VAT code');
    expect((await rowsOf(money)).map((row) => row.split(' | ').slice(0, 3).join(' '))).toEqual(
      ['default', 'north'].flatMap((name) => [
        `orders.exact-online-to-asperion (${name})`,
        ...['VH21 3', 'VL9 1', 'all 3'].map((code) => `2026-11 ${code}`),
      ]),
    );
    await page.getByRole('combobox', { name: 'Administration' }).selectOption('north');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('4 runs shown.').waitFor();
    expect(await rowsOf(money)).toHaveLength(4);
  });

  /** The page of these runs in a file of its own. */
  async function openRuns(name: string, runs: readonly RunLine[], language: Language = 'en'): Promise<Page> {
    const made = { madeAt: 0, version: '0.1.0' };
    const collected = await collect(linesOf(runs.map((run) => [run, []] as const)), made, language);
    writeFileSync(join(folder, name), dashboardPage(collected));
    return openFile(join(folder, name));
  }

  it('tells runs that left records waiting from those in which all is well', async () => {
    const page = await openRuns('waits.html', [runLine({ run: '1-1' }), runLine({ result: 'waiting' })]);
    await page.getByText('2 runs, none of them failed, 1 left records waiting.').waitFor();
  });

  it('tells a run that found differences from one where all is well, with how many per flow', async () => {
    const flow = 'reconcile-customers.exact-online-to-asperion';
    const flows = [flowLine({ flow, unchanged: 36, differences: 2 }), flowLine({ differences: 0 })];
    const page = await openRuns('differs.html', [runLine({ run: '1-1' }), runLine({ result: 'differs', flows })]);
    await page.getByText('2 runs, none of them failed, 1 found differences between the books.').waitFor();
    expect(await page.locator('#figures').textContent()).toMatch(/Last runBooks differ.*0 failed, 1 with differences/);
    expect(await rowsOf(region(page, 'All runs, the newest first'))).toEqual([
      expect.stringContaining(' | Books differ | '),
      expect.stringContaining(' | All well | '),
    ]);
    await region(page, 'All runs, the newest first').getByRole('button').first().click();
    expect((await rowsOf(region(page, 'Flows of this run'))).map((row) => row.split(' | ')[1])).toEqual([
      '2 differences',
      'well',
    ]);
    expect(await findings(page)).toEqual([]);
  });

  it('draws the seven VAT codes with most money, and all others as one', async () => {
    const november = { flow: 'orders.exact-online-to-asperion', year: 2026, period: 11 };
    const booked = Array.from({ length: 10 }, (_, place) => {
      return { ...november, vatCode: `V${place}`, documents: 1, amount: `${place + 1}00.00`, vat: '0.00' };
    });
    const page = await openRuns('codes.html', [runLine({ booked, bookedDocuments: [{ ...november, documents: 4 }] })]);
    await page.getByText('4 documents, € 5,500.00 without VAT.').waitFor();
    await page.locator('#booked summary').click();
    const numbers = region(page, 'Booked per period and VAT code: numbers');
    expect(await numbers.locator('thead th').allInnerTexts()).toEqual([
      'Period',
      ...[9, 8, 7, 6, 5, 4, 3].map((place) => `VAT code V${place}`),
      'others',
    ]);
    expect((await rowsOf(numbers))[0]).toMatch(/^2026-11 \| € 1,000.00 .* \| € 600.00$/);
    expect(await rowsOf(region(page, 'Booked, by flow, period and VAT code'))).toHaveLength(12);
  });

  it('does not guess how many documents an older log means', async () => {
    const row = { flow: 'orders.exact-online-to-asperion', year: 2026, period: 11, documents: 1 };
    const booked = ['VH', 'VL'].map((vatCode) => ({ ...row, vatCode, amount: '1.00', vat: '0.21' }));
    const page = await openRuns('older.html', [runLine({ booked })]);
    await page.getByText('An unknown number of documents, € 2.00 without VAT.').waitFor();
    expect((await rowsOf(region(page, 'Booked, by flow, period and VAT code'))).at(-1)).toContain('| all | – | € 2.00');
  });

  it('says where the reason of a failed check stands, for it is not on the page', async () => {
    const orders = flowLine({ flow: 'orders.exact-online-to-asperion', waiting: 1 });
    const waiting = [{ flow: orders.flow, code: 'CHECK_FAILED', count: 1 }];
    const runs = [runLine({ result: 'waiting', flows: [orders], waiting })];
    const english = await rowsOf(region(await openRuns('check.html', runs), 'What waits now'));
    expect(english).toEqual([expect.stringContaining('The reason is in the summary of the run.')]);
    const dutch = await rowsOf(region(await openRuns('check.nl.html', runs, 'nl'), 'Wat nu wacht'));
    expect(dutch).toEqual([expect.stringContaining('De reden staat in de samenvatting van de run.')]);
  });

  it('speaks Dutch, with Dutch signs in numbers, and nothing in English is left', async () => {
    const dutch = join(folder, 'dutch.html');
    const collected = await collect(linesOf(threeDays()), { madeAt: 0, version: '0.1.0' }, 'nl');
    writeFileSync(dutch, dashboardPage(collected));
    const page = await openFile(dutch);
    expect(await page.locator('html').getAttribute('lang')).toBe('nl');
    await page.getByLabel('Kenmerk').fill('20001');
    await page.getByRole('button', { name: 'Tonen', exact: true }).click();
    await page.getByRole('heading', { name: 'De weg van 20001' }).waitFor();
    for (const details of await page.locator('details > summary').all()) await details.click();
    const said = (await page.locator('header, main').allInnerTexts()).join('\n');
    expect(said).toMatch(/\d,\d\d\b/);
    expect(said.match(/\b(the|and|was|waits?|with|none|runs? took|calls?|created|changed)\b.*/g)).toBeNull();
    expect(await findings(page)).toEqual([]);
  });

  it('proposes records whose number begins with what was written', async () => {
    const page = await open();
    await page.getByLabel('Reference').fill('KOF');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'KOF-1004' }).click();
    await page.getByRole('heading', { name: 'The way of KOF-1004' }).waitFor();
    await page.getByLabel('Reference').fill('nothing like it');
    await page.keyboard.press('Enter');
    await page.getByText('The logs say nothing of nothing like it in this time and in these flows.').waitFor();
  });

  it('opens a run with its records, by keyboard, and comes back', async () => {
    const page = await open();
    const first = region(page, 'All runs, the newest first').getByRole('button').first();
    await first.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Run of 2026-11-27 11:17' }).waitFor();
    await page.getByRole('button', { name: 'Show its records' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('3 events.').waitFor();
    expect(await rowsOf(region(page, 'Records of this run'))).toHaveLength(3);
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await first.evaluate((element) => element.ownerDocument.activeElement === element)).toBe(true);
  });

  it('shows markup in a log as text', async () => {
    const page = await open();
    await page.getByLabel('Reference').fill('<img src=x onerror=alert(1)>');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'The way of <img' }).waitFor();
    expect(await page.locator('img').count()).toBe(0);
  });

  it.each([
    { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
    { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
    { name: 'on a telephone', colorScheme: 'light', viewport: { width: 375, height: 740 } },
  ] as const)('passes the checks of accessibility and fits, $name', async ({ colorScheme, viewport }) => {
    const page = await open({ colorScheme, viewport });
    await page.getByLabel('Reference').fill('20001');
    await page.keyboard.press('Enter');
    await page.getByText('3 runs shown.').waitFor();
    for (const numbers of await page.getByText('Numbers of this chart').all()) await numbers.click();
    await region(page, 'How long runs took: numbers').waitFor();
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
  });
});

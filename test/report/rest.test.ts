import { describe, expect, test } from 'vitest';
import { markdown } from '../../src/report/page/markdown.ts';
import { readerOf } from '../../src/report/reader.ts';
import { about } from '../../src/report/run/rest.ts';
import { runPage } from '../../src/report/run/summary.ts';
import { verdictOf } from '../../src/report/run/verdict.ts';
import type { RestReport } from '../../src/report/run-report.ts';
import { en } from '../../src/report/words/en.ts';
import { nl } from '../../src/report/words/nl.ts';
import { deadLetter, reportWith } from './reports.ts';

const counts = { created: 1400, updated: 0, unchanged: 11_000, skipped: 0, failed: 0 };
const far: RestReport = { reason: 'time', began: true, done: 12_400, left: 87_600, minutes: 290 };
const products = {
  flow: 'products',
  source: { system: 'asperion', resource: 'articles' },
  records: counts,
  steps: [{ step: 'item', read: 12_400, ...counts }],
  rest: far,
} as const;
const notBegun: RestReport = { reason: 'time', began: false, done: null, left: null, minutes: null };
const none = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
const prices = { flow: 'prices', records: none, steps: [{ step: 'price', read: 0, ...none }], rest: notBegun };

describe('a run that ended before it was done', () => {
  test.each([
    [
      'how far it got and when it will be done',
      reportWith(products),
      '✅ The time of this run was up: 12,400 of 100,000 articles are done; the rest follows in the next runs, in about 5 hours. Written: 1,400 articles.',
      '✅ De tijd van deze run was op: 12.400 van 100.000 artikelen klaar; de rest volgt in de volgende runs en is over ongeveer 5 uur klaar. Geschreven: 1.400 artikelen.',
    ],
    [
      'how many records it did if nobody knows how many there are',
      reportWith({ ...products, rest: { ...notBegun, began: true } }),
      '✅ The time of this run was up: 12,400 articles are done; the rest follows in the next runs. Written: 1,400 articles.',
      '✅ De tijd van deze run was op: 12.400 artikelen klaar; de rest volgt in de volgende runs. Geschreven: 1.400 artikelen.',
    ],
    [
      'flows that it did not begin',
      reportWith(products, { flows: [...reportWith(products).flows, ...reportWith(prices).flows] }),
      '✅ The time of this run was up: 12,400 of 100,000 articles are done; the rest follows in the next runs, in about 5 hours; prices follows in the next runs. Written: 1,400 articles.',
      '✅ De tijd van deze run was op: 12.400 van 100.000 artikelen klaar; de rest volgt in de volgende runs en is over ongeveer 5 uur klaar; prices volgt in de volgende runs. Geschreven: 1.400 artikelen.',
    ],
    [
      'a shared token that has ended, which is no want of time',
      reportWith({ ...products, rest: { ...far, reason: 'token' } }),
      '✅ The access token of the tokens job has ended: 12,400 of 100,000 articles are done; the rest follows in the next runs, in about 5 hours. Written: 1,400 articles.',
      '✅ Het toegangstoken van de job tokens is verlopen: 12.400 van 100.000 artikelen klaar; de rest volgt in de volgende runs en is over ongeveer 5 uur klaar. Geschreven: 1.400 artikelen.',
    ],
    [
      'the calls of the day, and the days that it will take',
      reportWith({ ...products, rest: { ...far, reason: 'calls', minutes: 30_000 } }),
      '✅ The calls that a first load may use today are used up: 12,400 of 100,000 articles are done; the rest follows in the next runs, in about 21 days. Written: 1,400 articles.',
      '✅ De aanroepen die het eerste inladen vandaag mag gebruiken, zijn op: 12.400 van 100.000 artikelen klaar; de rest volgt in de volgende runs en is over ongeveer 21 dagen klaar. Geschreven: 1.400 artikelen.',
    ],
    [
      'a limit of the flow',
      reportWith({ ...products, rest: { ...far, reason: 'limit', minutes: null } }),
      '✅ The limit of a run was reached: 12,400 of 100,000 articles are done; the rest follows in the next runs. Written: 1,400 articles.',
      '✅ De limiet van een run (limit) is bereikt: 12.400 van 100.000 artikelen klaar; de rest volgt in de volgende runs. Geschreven: 1.400 artikelen.',
    ],
    [
      'a limit of the flow in a run with the input `since`, after which no other run goes on',
      reportWith({ ...products, rest: { ...far, reason: 'since', done: null, left: null, minutes: null } }),
      '⚠️ The limit of a run was reached: 12,400 articles are done; run it once more with the same since for the rest. Written: 1,400 articles.',
      '⚠️ De limiet van een run (limit) is bereikt: 12.400 artikelen klaar; start de run nog eens met dezelfde since voor de rest. Geschreven: 1.400 artikelen.',
    ],
    [
      'a guard that a person has to open, which no run does',
      reportWith({ ...prices, rest: { ...notBegun, reason: 'guard' } }),
      '✅ A guard stopped a flow of the same records: prices waits until that is approved, or the guard is raised.',
      '✅ Een guard heeft een flow van dezelfde records gestopt: prices wacht tot dat is goedgekeurd of de guard is verhoogd.',
    ],
    [
      'records that wait, first',
      reportWith({ ...products, deadLetters: [deadLetter('7')] }),
      '⚠️ 1 article waits for you. The time of this run was up: 12,400 of 100,000 articles are done; the rest follows in the next runs, in about 5 hours. Written: 1,400 articles.',
      '⚠️ 1 artikel wacht op u. De tijd van deze run was op: 12.400 van 100.000 artikelen klaar; de rest volgt in de volgende runs en is over ongeveer 5 uur klaar. Geschreven: 1.400 artikelen.',
    ],
  ])('tells %s', (_, report, inEnglish, inDutch) => {
    for (const [words, expected] of [
      [en, inEnglish],
      [nl, inDutch],
    ] as const) {
      const { sign, text } = verdictOf(report, words);
      expect(`${sign} ${text}`).toBe(expected);
    }
  });

  test('marks the flow in the table of flows', () => {
    expect(markdown(runPage(reportWith(products), readerOf('en', {})))).toContain('products (goes on)');
    expect(markdown(runPage(reportWith(products), readerOf('nl', {})))).toContain('products (gaat verder)');
  });

  test.each([
    [1, '1 minute'],
    [90, '90 minutes'],
    [91, '2 hours'],
    [36 * 60, '36 hours'],
    [36 * 60 + 1, '2 days'],
    [48 * 60 + 1, '3 days'],
  ])('takes %i minutes, which is about %s', (minutes, told) => {
    expect(about(minutes, en)).toBe(told);
  });
});

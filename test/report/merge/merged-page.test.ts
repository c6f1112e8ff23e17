import { describe, expect, test } from 'vitest';
import { messageOf } from '../../../src/report/alarm/message.ts';
import { type MergedReport, mergedPage, mergedTotals, mergedVerdict } from '../../../src/report/merge/merged-page.ts';
import { markdown } from '../../../src/report/page/markdown.ts';
import { readerOf } from '../../../src/report/reader.ts';
import { runPage } from '../../../src/report/run/summary.ts';
import type { RunReport } from '../../../src/report/run-report.ts';
import { wordsIn } from '../../../src/report/words/words.ts';
import { deadLetter, reportWith } from '../reports.ts';

const good = reportWith();
const waiting = reportWith({ deadLetters: [deadLetter('20001')] });
const blocked = reportWith({
  status: 'stopped',
  error: { code: 'FORBIDDEN', message: 'Exact Online refuses this administration.', hint: 'Ask for access.' },
  steps: [],
});

const merged = (reports: Readonly<Record<string, RunReport | null>>): MergedReport => ({
  version: '0.1.0',
  administrations: Object.entries(reports).map(([name, report]) => ({ name, report })),
});

const pageOf = (reports: Readonly<Record<string, RunReport | null>>, language: 'en' | 'nl' = 'en'): string =>
  markdown(mergedPage(merged(reports), readerOf(language, {})));

describe('the summary of all companies', () => {
  test('says in one sentence that all of them are in step', () => {
    expect(mergedVerdict(merged({ noord: good, zuid: good }), wordsIn('en'))).toEqual({
      sign: '✅',
      text: '2 administrations in step.',
    });
  });

  test('names those that were not synced, those that need a look, and how many are in step', () => {
    const verdict = mergedVerdict(merged({ noord: good, oost: waiting, zuid: blocked, west: null }), wordsIn('en'));
    expect(verdict).toEqual({
      sign: '❌',
      text: 'zuid, west were not synced. oost needs a look. 1 of 4 administrations in step.',
    });
    expect(mergedVerdict(merged({ noord: good, oost: waiting }), wordsIn('nl')).text).toBe(
      'oost vraagt aandacht. 1 van de 2 administraties is bij.',
    );
  });

  test('does not count a company as in step that was not done, or never begun', () => {
    const rest = { reason: 'time', began: true, done: null, left: null, minutes: null } as const;
    const late = reportWith({ rest });
    expect(mergedVerdict(merged({ noord: good, zuid: late }), wordsIn('en'))).toEqual({
      sign: '⚠️',
      text: 'zuid is not done yet, and the next runs go on. 1 of 2 administrations in step.',
    });
    const unbegun = reportWith({ rest: { ...rest, began: false }, calls: {} });
    expect(mergedVerdict(merged({ noord: good, zuid: unbegun }), wordsIn('nl')).text).toBe(
      'zuid is nog niet klaar; de volgende runs gaan verder. 1 van de 2 administraties is bij.',
    );
  });

  test('says of a company whose other flows came to their end that it was synced in part', () => {
    const part = { ...good, flows: [...good.flows, ...blocked.flows] };
    const { sign, text } = mergedVerdict(merged({ noord: part, zuid: blocked, west: good }), wordsIn('en'));
    expect([sign, text]).toEqual([
      '❌',
      'zuid was not synced. noord was synced only in part. 1 of 3 administrations in step.',
    ]);
    const unsaved = { ...part, errors: blocked.flows.flatMap(({ error }) => error ?? []) };
    expect(mergedVerdict(merged({ noord: unsaved }), wordsIn('nl')).text).toBe(
      'noord is niet gesynchroniseerd. 0 van de 1 administratie zijn bij.',
    );
  });

  test('says of companies without calls, or with a silent system, that they go on alone', () => {
    const short = {
      isRed: false,
      outages: [{ isYoung: true, since: '2026-11-25T12:00:00.000Z' }],
      tells: [],
      answering: [],
      why: [],
    };
    const stoppedBy = (code: string, isShort: boolean): RunReport => {
      const report = reportWith({ status: 'stopped', error: { code, message: 'No.', hint: null }, steps: [] });
      return {
        ...report,
        ...(isShort && { alarm: { ...short, isGood: false, isWellAgain: false, remindsOn: null } }),
      } as RunReport;
    };
    const rest = { reason: 'calls', began: true, done: null, left: null, minutes: null } as const;
    const all = { noord: stoppedBy('DAY_BUDGET', true), oost: reportWith({ rest }), zuid: stoppedBy('GAVE_UP', true) };
    expect(mergedVerdict(merged(all), wordsIn('en'))).toEqual({
      sign: '⚠️',
      text: 'noord, oost have no calls left for now, and go on by themselves. zuid is not done yet, and the next runs go on. 0 of 3 administrations in step.',
    });
    expect(mergedVerdict(merged({ noord: stoppedBy('DAY_BUDGET', false) }), wordsIn('en')).text).toContain(
      'noord was not synced.',
    );
  });

  test('has a line for each company, and under its name what to do', () => {
    const page = pageOf({ noord: good, oost: waiting, zuid: blocked, west: null });
    const [, after = ''] = page.split('### oost');
    expect(page.match(/^\| (noord|oost|zuid|west) /gm)).toHaveLength(4);
    expect(page).toContain('its job did not get to its end');
    expect(after).toContain('UNMAPPED_KEY');
    expect(page.split('### zuid')[1]).toContain(
      'Exact Online refuses this administration. What to do: Ask for access.',
    );
    expect(page).not.toContain('### noord');
    expect(pageOf({ west: null }, 'nl')).toContain('de job is niet tot het einde gekomen');
  });

  test('says that a damaged report cannot be read, and which is of an earlier attempt', () => {
    const parts: MergedReport['administrations'] = [
      { name: 'noord', report: null, isDamaged: true },
      { name: 'oost', report: good, earlierAttempt: 1 },
      { name: 'zuid', report: good },
    ];
    const both = { version: '0.1.0', administrations: parts };
    expect(mergedVerdict(both, wordsIn('en'))).toEqual({
      sign: '❌',
      text: 'The report of noord cannot be read. The report of oost is from an earlier attempt: if its job ran again, look at the log of the job. 2 of 3 administrations in step.',
    });
    const page = markdown(mergedPage(both, readerOf('nl', {})));
    expect(page).toContain('| noord | ❌ Het rapport is beschadigd en zegt niet hoe het ging.');
    expect(page).toContain('| oost | ✅ Uit poging 1: Alles loopt gelijk');
    expect(page).toContain('| zuid | ✅ Alles loopt gelijk');
    const rerun = { version: '0.1.0', administrations: parts.slice(1) };
    expect(mergedVerdict(rerun, wordsIn('nl'))).toEqual({
      sign: '⚠️',
      text: 'Het rapport van oost is van een eerdere poging: bekijk het logboek van de job als die opnieuw heeft gelopen. 2 van de 2 administraties zijn bij.',
    });
  });

  test('adds up what all of them did', () => {
    const totals = mergedTotals(merged({ noord: good, oost: waiting, west: null }));
    expect(totals).toMatchObject({ created: 4, updated: 2, deadLetters: 1, apiCalls: 12 });
  });
});

test('what a company tells has its name: in a chat, and at the top of its summary', () => {
  const alarm = {
    isRed: true,
    why: ['new'],
    tells: [],
    outages: [],
    answering: [],
    isWellAgain: false,
    remindsOn: null,
  };
  const red = { ...blocked, administration: 'zuid', alarm: { ...alarm, isGood: false } } as unknown as RunReport;
  expect(messageOf(red, wordsIn('en'), {})).toContain(': zuid: customers stopped.');
  expect(markdown(runPage(red, readerOf('en', {}))).split('\n')[0]).toMatch(/: zuid$/);
});

import { describe, expect, it } from 'vitest';
import { type AskedFor, pausedToday } from '../../../src/commands/sync/paused-today.ts';
import type { Pause } from '../../../src/config/company/pauses.ts';
import { markdown } from '../../../src/report/page/markdown.ts';
import { pausedSection } from '../../../src/report/paused.ts';
import { readerOf } from '../../../src/report/reader.ts';
import { runPage } from '../../../src/report/run/summary.ts';
import { verdictOf } from '../../../src/report/run/verdict.ts';
import { en } from '../../../src/report/words/en.ts';
import { nl } from '../../../src/report/words/nl.ts';
import { reportWith } from '../../report/reports.ts';

const pause = (more: Partial<Pause>): Pause => ({
  flow: null,
  record: null,
  until: '2026-12-05',
  by: 'Accounts',
  why: 'Year-end closing',
  at: { file: 'mappings/paused.yml', line: 3, column: 3 },
  ...more,
});

/** On 5 December 2026, an hour before midnight in the Netherlands, unless told otherwise. */
const today = (pauses: readonly Pause[], more: Partial<AskedFor> = {}) =>
  pausedToday({
    records: null,
    selected: new Set(['customers', 'orders']),
    pauses,
    nowMs: Date.UTC(2026, 11, 5, 22),
    ...more,
  });

const said = (pauses: readonly Pause[], more: Partial<AskedFor> = {}): string =>
  markdown(pausedSection(today(pauses, more).reports, en));

describe('what is paused today', () => {
  it('leaves the other flows running', () => {
    expect([...today([pause({ flow: 'orders' })]).running]).toEqual(['customers']);
    expect([...today([pause({ flow: 'orders', record: '26013' })]).running]).toEqual(['customers', 'orders']);
    expect([...today([pause({})]).running]).toEqual([]);
  });

  it('holds to the end of its last day, as the Dutch clock has it', () => {
    expect(today([pause({})]).isAll).toBe(true);
    expect(today([pause({})], { nowMs: Date.UTC(2026, 11, 5, 23) }).isAll).toBe(false);
  });

  it('is everything only if no flow of the run is left', () => {
    const orders = pause({ flow: 'orders' });
    expect(today([orders]).isAll).toBe(false);
    expect(today([orders], { selected: new Set(['orders']) }).isAll).toBe(true);
    expect(today([pause({ flow: 'orders', record: '26013' })], { selected: new Set(['orders']) }).isAll).toBe(false);
  });

  it('refuses a record that is asked for by name, with who, until when and why', () => {
    const record = pause({ flow: 'orders', record: '26013' });
    expect(() => today([record], { records: ['26012', '26013'] })).toThrow(
      expect.objectContaining({
        code: 'PAUSED',
        message: 'orders, record 26013 is paused up to and including 2026-12-05 by Accounts: Year-end closing.',
        hint: expect.stringContaining('on 2026-12-06'),
        at: { file: 'mappings/paused.yml', line: 3, column: 3 },
      }),
    );
    expect(today([record], { records: ['26012'] }).isAll).toBe(false);
    expect(today([record], { records: ['26013'], selected: new Set(['customers']) }).isAll).toBe(false);
    expect(today([pause({ ...record, until: '2026-12-04' })], { records: ['26013'] }).reports).toHaveLength(1);
  });

  it('is the longest of several pauses, and of those until the same day the first line', () => {
    for (const flow of [{ flow: 'orders', record: '26013' }, { flow: null }]) {
      const lines = [
        pause({ ...flow, why: 'Short' }),
        pause({ ...flow, until: '2026-12-06', why: 'Long' }),
        pause({ ...flow, until: '2026-12-06', why: 'Long as well' }),
      ];
      expect(() => today(lines, { records: ['26013'] })).toThrow('Accounts: Long.');
    }
  });

  it('refuses any record if every flow of the run is paused', () => {
    expect(() => today([pause({})], { records: ['26012'] })).toThrow(expect.objectContaining({ code: 'PAUSED' }));
  });
});

describe('a flow for which something was approved', () => {
  it('is refused while it is paused', () => {
    const lines = [pause({ flow: 'orders' })];
    expect(() => today(lines, { approved: ['customers', 'orders'] })).toThrow(
      expect.objectContaining({ code: 'PAUSED', hint: expect.stringContaining('the input approve;') }),
    );
    expect(today(lines, { approved: ['customers'] }).isAll).toBe(false);
  });
});

describe('the section on pauses', () => {
  it('says of each pause what, until when, who, why, and when it goes on', () => {
    expect(said([pause({ flow: 'orders' }), pause({ flow: 'customers', record: '20001', why: '<b>*' })])).toBe(
      `### Paused

- **orders** is paused up to and including 5 December 2026 by Accounts: Year-end closing (goes on by itself on 6 December 2026; mappings/paused.yml:3)
- **customers, record 20001** is paused up to and including 5 December 2026 by Accounts: &lt;b>\\* (goes on by itself on 6 December 2026; mappings/paused.yml:3)
`,
    );
  });

  it('says that a pause is over, and that its line can go', () => {
    expect(said([pause({ until: '2026-12-04' })])).toContain(
      '**Everything**: the pause ended on 4 December 2026. Remove its line (mappings/paused.yml:3).',
    );
    expect(said([])).toBe('\n');
  });

  it('stands in the summary, in the readers’ language; the verdict says what is paused', () => {
    const { reports: paused } = today([pause({ flow: 'customers' })]);
    const records = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
    const idle = { steps: [{ step: 'debtor', read: 0, ...records }], records };
    const report = reportWith({ ...idle, isPaused: true }, { paused });
    expect(verdictOf(report, en).text).toBe('All flows of this run are paused: nothing was read or written.');
    const { flows: running } = reportWith(idle);
    expect(verdictOf({ ...report, flows: [...report.flows, ...running] }, en)).toEqual({
      sign: '✅',
      text: 'All in step: nothing had to be written. 1 flow is paused.',
    });
    expect(markdown(runPage(report, readerOf('en', {})))).toContain('| customers (paused) | customers | 0 |');
    expect(markdown(pausedSection(paused, nl))).toContain(
      '**customers** is gepauzeerd tot en met 5 december 2026 door Accounts: Year-end closing (gaat vanzelf verder op 6 december 2026; mappings/paused.yml:3)',
    );
  });
});

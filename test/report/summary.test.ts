import { describe, expect, test } from 'vitest';
import { fitted } from '../../src/report/page/fit.ts';
import { markdown } from '../../src/report/page/markdown.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { errorsPage, headline, runPage } from '../../src/report/summary.ts';
import { deadLetter, failed, reportWith } from './reports.ts';

const summarise = (report: RunReport): string => markdown(runPage(report));

describe('the headline', () => {
  const idle = { steps: [{ step: 'debtor', read: 3, created: 0, updated: 0, unchanged: 3, skipped: 0, failed: 0 }] };
  const stopped = { status: 'stopped', error: { code: 'UNREACHABLE', message: 'No answer.', hint: null } } as const;

  test.each([
    ['writes', reportWith(), '1 flow ran: 2 records created, 1 updated.'],
    ['nothing to do', reportWith(idle), '1 flow ran: nothing had to be written.'],
    [
      'failures',
      reportWith({ failures: [failed('1'), failed('2')] }),
      '1 flow ran: 2 records created, 1 updated. 2 records failed.',
    ],
    [
      'dead letters',
      reportWith({ ...idle, deadLetters: [deadLetter('1')] }),
      '1 flow ran: nothing had to be written. 1 record that failed before waits for another try.',
    ],
    ['a stopped flow', reportWith({ ...idle, ...stopped }), '1 of 1 flow stopped: customers. Nothing was written.'],
  ])('tells of %s', (_, report, expected) => {
    expect(headline(report)).toBe(expected);
  });
});

describe('the summary', () => {
  test('counts each flow and step, and calls per system', () => {
    const text = summarise(reportWith());
    expect(text).toContain('| customers | debtor | 10 | 2 | 1 | 5 | 1 | 1 |');
    expect(text).toContain('### Calls used\n\n| System | Calls |\n| --- | ---: |\n');
    expect(text).toContain('| exact-online | 3 |');
    expect(text).toContain('| asperion GET debtors | 3 |');
    expect(text).toContain('Took 2.5 s, from 2026-11-25 13:00 Dutch time; version 0.1.0.');
    expect(text).not.toContain('Records that');
  });

  test('has no table of calls when there were none', () => {
    expect(summarise(reportWith({}, { calls: {} }))).not.toContain('Calls used');
  });

  test('tells how long an hour took', () => {
    const text = summarise(reportWith({}, { finishedAt: '2026-11-25T13:00:00.000Z' }));
    expect(text).toContain('Took 3600.0 s, from 2026-11-25 13:00 Dutch time');
  });

  test('a failed record comes with reason, advice and the time of the next try, and once only', () => {
    const text = summarise(
      reportWith({
        failures: [failed('20001')],
        deadLetters: [deadLetter('20001'), deadLetter('20002', { attempts: 3 })],
      }),
    );
    expect(text).toContain('### Records that failed in this run (1)');
    expect(text).toContain(
      '| 20001 | customers | debtor | `UNMAPPED_KEY` | vat-codes has no row for country. | Add the missing row to the table in the mappings folder. | 1 | 2026-11-25 14:00 |',
    );
    expect(text).toContain('### Records that wait for their next try (1)');
    expect(text.match(/\| 20001 \|/g)).toHaveLength(1);
    expect(text).toMatch(/\| 20002 \|.*\| 3 \| 2026-11-25 14:00 \|/);
  });

  test('a record that is no dead letter is tried in the next run', () => {
    expect(summarise(reportWith({ failures: [failed('20001', { nextAt: null })] }))).toContain('| in the next run |');
  });

  test("explains Exact Online's Dutch messages", () => {
    const reason = 'Exact Online refused the record: Periode is afgesloten';
    expect(summarise(reportWith({ failures: [failed('20001', { code: 'REFUSED', reason })] }))).toContain(
      '| The booking period is closed. Open the period, or date the document in an open one. |',
    );
  });

  test('a stopped flow says where and what to do', () => {
    const at = { file: 'mappings/customers.yml', line: 3, column: 8 };
    const error = { code: 'NO_FEED', message: 'It cannot be read', hint: 'Use another', at };
    const text = summarise(reportWith({ status: 'stopped', error }));
    expect(text).toContain(
      '- **customers**: NO_FEED mappings/customers.yml:3:8 It cannot be read. What to do: Use another.',
    );
    expect(text).toContain('| customers (stopped) | debtor |');
  });

  test('warnings of the run and of its flows are listed', () => {
    const text = summarise(reportWith({ warnings: ['one record twice'] }, { warnings: ['caches may not be listed'] }));
    expect(text).toContain('- caches may not be listed\n- **customers**: one record twice');
  });

  test('nothing in a message breaks the table or becomes a tag, a link or emphasis', () => {
    const reason = 'a | b\r\n<img src=x> [x](y) *bold* `c` & SOME_CODE';
    const line = summarise(reportWith({ failures: [failed('2|1', { reason })] }))
      .split('\n')
      .find((one) => one.includes('UNMAPPED'));
    expect(line).toContain('| 2\\|1 |');
    expect(line).toContain('| a \\| b &lt;img src=x> \\[x\\](y) \\*bold\\* \\`c\\` &amp; SOME_CODE |');
  });

  test('a long reason is shortened', () => {
    const text = summarise(reportWith({ failures: [failed('1', { reason: 'x'.repeat(5000) })] }));
    expect(text).toContain(`${'x'.repeat(500)}…`);
    expect(text).not.toContain('x'.repeat(501));
  });

  test('what does not fit under the limit is counted, and the rest stays whole', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => failed(String(index), { reason: 'é'.repeat(200) }));
    const report = reportWith({
      failures: many,
      deadLetters: many.map(({ isNew: _, ...record }) => ({ ...record, reference: `p${record.reference}` })),
    });
    const text = markdown(fitted(runPage(report), 1_000_000, 'the report file'));
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    const shown = text.match(/^\| \d+ \| customers/gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(1000);
    expect(text).toContain(`… and ${20_000 - shown} more records; the report file has them all.`);
    expect(text).toContain('… and 20000 more records');
    expect(text).toContain('| exact-online | 3 |');
    expect(summarise(report)).not.toContain('more record');
  });

  test('a run that did not begin lists its problems', () => {
    const at = { file: 'mappings/a.yml', line: 6, column: 5 };
    const errors = [{ code: 'UNKNOWN_KEY', message: 'Unknown key "matchh".', hint: 'Did you mean "match"?', at }];
    expect(markdown(errorsPage(errors, false))).toContain(
      'The run did not begin, and nothing was written: 1 problem.\n\n- UNKNOWN_KEY mappings/a.yml:6:5 Unknown key "matchh". What to do: Did you mean "match"?',
    );
    expect(markdown(errorsPage(errors, true))).not.toContain('nothing was written');
  });
});

describe('what checks report', () => {
  test('is shown once per check, with how many records and the first five of them', () => {
    const notices = ['1', '2', '3', '4', '5', '6', '6'].map((reference, index) => ({
      reference,
      check: 'reverse-charge',
      text: `Line ${index + 1} has <reverse> charge.`,
    }));
    const text = summarise(
      reportWith({ notices: [...notices, { reference: '9', check: 'no-lines', text: 'Empty.' }] }),
    );
    expect(text).toContain('### What checks report');
    expect(text).toContain(
      '- **customers**: reverse-charge, 6 records (1, 2, 3, 4, 5 and 1 more): Line 1 has &lt;reverse> charge. …',
    );
    expect(text).toContain('- **customers**: no-lines, 1 record (9): Empty.');
    expect(summarise(reportWith())).not.toContain('What checks report');
  });
});

describe('what was left out', () => {
  test('is shown with its number and the words of the mapping', () => {
    const text = summarise(reportWith({ leftOut: [{ words: 'in another currency', count: 12 }] }));
    expect(text).toContain('### What was left out\n\n- **customers**: 12 left out: in another currency\n');
    expect(summarise(reportWith())).not.toContain('left out');
  });
});

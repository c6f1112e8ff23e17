import { describe, expect, test } from 'vitest';
import { fitted } from '../../src/report/page/fit.ts';
import { markdown } from '../../src/report/page/markdown.ts';
import { readerOf } from '../../src/report/reader.ts';
import { errorsPage, runPage } from '../../src/report/run/summary.ts';
import { verdictOf } from '../../src/report/run/verdict.ts';
import type { FlowReport, RunReport } from '../../src/report/run-report.ts';
import { en } from '../../src/report/words/en.ts';
import { nl } from '../../src/report/words/nl.ts';
import { deadLetter, failed, reportWith } from './reports.ts';

const summarise = (report: RunReport): string => markdown(runPage(report, readerOf('en', {})));

describe('the verdict', () => {
  const none = { created: 0, updated: 0, unchanged: 3, skipped: 0, failed: 0 };
  const idle = { steps: [{ step: 'debtor', read: 3, ...none }], records: none };
  const stopped = { status: 'stopped', error: { code: 'UNREACHABLE', message: 'No answer.', hint: null } } as const;
  const total = {
    year: 2026,
    period: 11,
    quarter: null,
    documents: 20,
    vat: null,
    withVat: null,
    vatComputedBy: null,
    unknown: 0,
  };
  const booking = {
    source: { system: 'exact-online', resource: 'salesorder/SalesOrders' },
    records: { ...none, created: 20 },
    booked: [{ ...total, vatCode: '2', amount: '12345.67' }],
    bookedTotals: [
      { ...total, amount: '12345.67' },
      { ...total, quarter: '2026-Q4', amount: '12345.67' },
    ],
  } as const;

  test.each([
    ['writes', reportWith(), '✅ All in step: 3 customers.', '✅ Alles loopt gelijk: 3 klanten.'],
    [
      'money, each document once',
      reportWith(booking),
      '✅ All in step: 20 orders, € 12,345.67 booked (without VAT).',
      '✅ Alles loopt gelijk: 20 orders, € 12.345,67 geboekt (exclusief btw).',
    ],
    [
      'related records that flows wrote, by kind',
      reportWith({ ...booking, related: [{ source: { system: 'asperion', resource: 'debtors' }, count: 5 }] }),
      '✅ All in step: 20 orders, 5 debtors, € 12,345.67 booked (without VAT).',
      '✅ Alles loopt gelijk: 20 orders, 5 debiteuren, € 12.345,67 geboekt (exclusief btw).',
    ],
    [
      'nothing to do',
      reportWith(idle),
      '✅ All in step: nothing had to be written.',
      '✅ Alles loopt gelijk: er hoefde niets te worden geschreven.',
    ],
    [
      'documents that were there and were linked, also if they come to nothing',
      reportWith({
        ...booking,
        ...idle,
        ...{ booked: [], bookedTotals: [] },
        linked: { booked: [], bookedTotals: [{ ...total, documents: 2, amount: '0.00' }] },
      }),
      '✅ All in step: nothing had to be written. Linked: 2 documents that were there already, € 0.00 (without VAT).',
      '✅ Alles loopt gelijk: er hoefde niets te worden geschreven. Gekoppeld: 2 documenten die er al stonden, € 0,00 (exclusief btw).',
    ],
    [
      'records that wait',
      reportWith({ ...booking, ...idle, bookedTotals: [], deadLetters: [deadLetter('1'), deadLetter('2')] }),
      '⚠️ 2 orders wait for you.',
      '⚠️ 2 orders wachten op u.',
    ],
    [
      'records that are tried again by themselves',
      reportWith({ failures: [failed('1', { nextAt: null })] }),
      '⚠️ 1 customer is tried again in the next run. Written: 3 customers.',
      '⚠️ 1 klant wordt bij de volgende run opnieuw geprobeerd. Geschreven: 3 klanten.',
    ],
    [
      'a progress that was lost',
      reportWith({}, { isProgressLost: true }),
      '⚠️ There is no saved progress, though earlier runs were there: it was lost, or could not be saved. Every record is compared in full again, and what people corrected in the target is set back. Written: 3 customers.',
      '⚠️ Er is geen opgeslagen voortgang, hoewel er eerder runs zijn geweest: ze is verloren gegaan of kon niet worden opgeslagen. Elk record wordt weer volledig vergeleken, en wat mensen in het doelsysteem hebben verbeterd, wordt teruggezet. Geschreven: 3 klanten.',
    ],
    [
      'days of which nobody knows what was deleted',
      reportWith({ ...idle, missedDeletions: { from: '2026-06-01', until: '2026-07-15' } }),
      '⚠️ What was deleted in the source some time ago is not known; the summary says of which days.',
      '⚠️ Wat er een tijd geleden in de bron is verwijderd, is niet bekend; in de samenvatting staat van welke dagen.',
    ],
    [
      'a stopped flow among others',
      reportWith(
        { ...idle, ...stopped },
        { flows: [...reportWith({ ...idle, ...stopped }).flows, ...reportWith().flows] },
      ),
      '❌ 1 of 2 flows stopped: customers. Written: 3 customers.',
      '❌ 1 van 2 flows gestopt: customers. Geschreven: 3 klanten.',
    ],
  ])('tells of %s', (_, report, inEnglish, inDutch) => {
    for (const [words, expected] of [
      [en, inEnglish],
      [nl, inDutch],
    ] as const) {
      const { sign, text } = verdictOf(report, words);
      expect(`${sign} ${text}`).toBe(expected);
    }
  });
});

describe('what to do', () => {
  const at = { file: 'mappings/tables/vat-codes.yml', line: 12, column: 1 };
  const row = (key: string) =>
    `Table vat-codes has no row for "${key}". Add "${key}": … to mappings/tables/vat-codes.yml.`;
  const onGitHub = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'us/books', GITHUB_REF_NAME: 'main' };

  test('has one entry per cause, the largest first, with five references and the line to edit', () => {
    const letters = ['1', '2', '3', '4', '5', '6'].map((reference) => deadLetter(reference, { reason: row('14'), at }));
    const report = reportWith({ deadLetters: [deadLetter('7', { reason: row('15'), at }), ...letters] });
    const text = markdown(runPage(report, readerOf('en', onGitHub)));
    const link =
      '[mappings/tables/vat-codes.yml:12](https://github.com/us/books/edit/main/mappings/tables/vat-codes.yml#L12)';
    expect(text).toContain(`### What to do

- **6 customers wait** (1, 2, 3, 4, 5 and 1 more): Table vat-codes has no row for "14". Add "14": … to mappings/tables/vat-codes.yml. → ${link} \`UNMAPPED_KEY\`
- **1 customer waits** (7): Table vat-codes has no row for "15".`);
  });

  test('sends nobody to a file that comes with the action', () => {
    const at = { file: 'shipped/parts/debtor.yml', line: 12, column: 1 };
    const reason = 'The source has nothing for address, which debtors need.';
    const text = summarise(reportWith({ deadLetters: [deadLetter('20019', { code: 'REQUIRED_EMPTY', reason, at })] }));
    expect(text).toContain(
      `${reason} What to do: Fill in the field in the source; the record then goes on by itself. \`REQUIRED_EMPTY\``,
    );
  });

  test('has one entry for records whose reasons differ in numbers only, as an example', () => {
    const letters = ['10.00', '12.50'].map((total, index) =>
      deadLetter(String(index + 1), { code: 'TOTAL_MISMATCH', reason: `The lines add up to ${total}.` }),
    );
    const text = summarise(reportWith({ deadLetters: letters }));
    expect(text).toContain('- **2 customers wait** (1, 2): For example, 1: The lines add up to 10.00. What to do: ');
  });

  test('has one entry for an invoice and a credit note that fail for the same reason', () => {
    const letters = ['224.38 has 20.19', '-35.90 has -3.23'].map((said, index) =>
      deadLetter(String(index + 1), { code: 'CHECK_FAILED', reason: `A line of ${said} of VAT.` }),
    );
    const text = summarise(reportWith({ deadLetters: letters }));
    expect(text).toContain('- **2 customers wait** (1, 2): For example, 1: A line of 224.38 has 20.19 of VAT.');
  });

  test('has one entry for records of which one line is in doubt, or several', () => {
    const letters = ['Line 1 has no VAT code.', 'Line 2 has no VAT code. Line 5 has no VAT code.'].map((said, index) =>
      deadLetter(String(index + 1), { code: 'CHECK_FAILED', reason: `${said} Choose one.` }),
    );
    const text = summarise(reportWith({ deadLetters: letters }));
    const said = 'For example, 1: Line 1 has no VAT code. Choose one. `CHECK_FAILED`';
    expect(text).toContain(`- **2 customers wait** (1, 2): ${said}\n`);
  });

  test('has one entry for records refused for one reason, whatever else of them is booked', () => {
    const letters = ['Booked already: EO-1. ', '', 'Booked already: EO-21, EO-22. '].map((booked, index) =>
      deadLetter(String(index + 1), { code: 'REFUSED', reason: `${booked}Ledger account is blocked.` }),
    );
    const text = summarise(reportWith({ deadLetters: letters }));
    expect(text).toContain('- **3 customers wait** (1, 2, 3): Ledger account is blocked.');
  });

  test('counts the records of each kind that wait for one thing', () => {
    const why = { code: 'AMBIGUOUS', reason: 'It may be 7 or 9.' };
    const customers = reportWith({ deadLetters: [deadLetter('1', why)] });
    const source = { system: 'exact-online', resource: 'salesorder/SalesOrders' } as const;
    const orders = reportWith({ flow: 'orders', source, deadLetters: [deadLetter('26', why), deadLetter('27', why)] });
    const text = summarise({ ...customers, flows: [...customers.flows, ...orders.flows] });
    expect(text).toContain('- **1 customer and 2 orders wait** (1, 26, 27): ');
  });

  test('asks nothing for a record that is tried again by itself', () => {
    const text = summarise(
      reportWith({ failures: [failed('1', { code: 'TIMEOUT', reason: 'No answer.', nextAt: null })] }),
    );
    expect(text).toContain('- **1 customer failed and is tried again in the next run** (1): No answer. `TIMEOUT`');
  });
});

describe('the summary', () => {
  test('counts each flow and step, and calls per system', () => {
    const text = summarise(reportWith());
    expect(text).toContain('| customers | debtor | 10 | 2 | 1 | 5 | 1 | 1 |');
    expect(text).toContain('| customers | customers | 10 | 2 | 1 | 5 | 1 | 0 |');
    expect(text).toContain('| Exact Online | 3 | not known | not known |');
    expect(text).toContain('| asperion GET debtors | 3 |');
    expect(text).toContain('Took 2.5 s, from 25 November 2026 at 13:00 Dutch time; version 0.1.0.');
    expect(text).not.toContain('What to do');
  });

  test('has no table of calls when there were none', () => {
    expect(summarise(reportWith({}, { calls: {} }))).not.toContain('Calls');
  });

  test('tells how long an hour took', () => {
    const text = summarise(reportWith({}, { finishedAt: '2026-11-25T13:00:00.000Z' }));
    expect(text).toContain('Took 3600.0 s, from 25 November 2026 at 13:00 Dutch time');
  });

  test('a failed record comes with reason, advice and the time of the next try, and once only', () => {
    const text = summarise(
      reportWith({
        failures: [failed('20001')],
        deadLetters: [deadLetter('20001'), deadLetter('20002', { attempts: 3 })],
      }),
    );
    expect(text).toContain('<summary>Every record that waits or failed (2)</summary>');
    expect(text).toContain(
      '| 20001 | customers | debtor | `UNMAPPED_KEY` | vat-codes has no row for country. |  | 1 | 25 November 2026 at 14:00 |',
    );
    expect(text.match(/\| 20001 \|/g)).toHaveLength(1);
    expect(text).toMatch(/\| 20002 \|.*\| 3 \| 25 November 2026 at 14:00 \|/);
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

  test('what stands in backticks is in code style', () => {
    const error = { code: 'GUARD_EXCEEDED', message: 'Too much.', hint: 'Raise `guard` in the flow.' };
    const text = summarise(reportWith({ status: 'stopped', error }));
    expect(text).toContain('**customers stopped**: Too much. What to do: Raise `guard` in the flow. `GUARD_EXCEEDED`');
  });

  test('a stopped flow says where and what to do', () => {
    const at = { file: 'mappings/customers.yml', line: 3, column: 8 };
    const error = { code: 'NO_FEED', message: 'It cannot be read', hint: 'Use another', at };
    const text = summarise(reportWith({ status: 'stopped', error }));
    expect(text).toContain(
      '- **customers stopped**: It cannot be read. What to do: Use another. → mappings/customers.yml:3 `NO_FEED`',
    );
    expect(text).toContain('| customers (stopped) | customers |');
  });

  test('warnings of the run and of its flows are listed', () => {
    const text = summarise(reportWith({ warnings: ['one record twice'] }, { warnings: ['caches may not be listed'] }));
    expect(text).toContain('- caches may not be listed\n- **customers**: one record twice');
  });

  test('nothing in a message breaks the table or becomes a tag, a link or emphasis', () => {
    const reason = 'a | b\r\n<img src=x> [x](y) *bold* `c` & SOME_CODE';
    const line = summarise(reportWith({ failures: [failed('2|1', { reason })] }))
      .split('\n')
      .find((one) => one.startsWith('|') && one.includes('UNMAPPED'));
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
    const text = markdown(fitted(runPage(report, readerOf('en', {})), 1_000_000, 'the report file'));
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    const shown = text.match(/^\| p?\d+ \| customers/gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(1000);
    expect(text).toContain(
      `… and ${(40_000 - shown).toLocaleString('en')} more records; the report file has them all.`,
    );
    expect(text).toContain('| Exact Online | 3 |');
    expect(summarise(report)).not.toContain('more record');
  });

  test('a run that did not begin lists its problems', () => {
    const at = { file: 'mappings/a.yml', line: 6, column: 5 };
    const errors = [{ code: 'UNKNOWN_KEY', message: 'Unknown key "matchh".', hint: 'Did you mean "match"?', at }];
    expect(markdown(errorsPage(errors, false))).toContain(
      '❌ The run did not begin, and nothing was written: 1 problem.\n\n- UNKNOWN_KEY mappings/a.yml:6:5 Unknown key "matchh". What to do: Did you mean "match"?',
    );
    expect(markdown(errorsPage(errors, true))).not.toContain('nothing was written');
    const gone = { code: 'STATE_GONE', message: 'The run was cancelled.', hint: null };
    expect(markdown(errorsPage([gone], false, nl))).toContain(
      '❌ De run is niet begonnen en er is niets geschreven: 1 probleem.',
    );
    expect(markdown(errorsPage([gone], false, nl))).not.toContain('cancelled');
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
    expect(text).toContain('- **customers**: 6 records (1, 2, 3, 4, 5 and 1 more): Line 1 has &lt;reverse> charge. …');
    expect(text).toContain('- **customers**: 1 record (9): Empty.');
    expect(summarise(reportWith())).not.toContain('What checks report');
  });

  test('names each document that was booked on a later day, with both days', () => {
    const moved = (reference: string, day: string) => ({
      reference,
      check: 'redated',
      text: `It is dated 2026-09-${day} and booked on 2026-11-29 (closed: redate).`,
    });
    const notices = [...['1', '2', '3', '4', '5', '6'].map((one) => moved(one, '20')), moved('7', '21')];
    const text = summarise(reportWith({ notices }));
    expect(text).toContain(': 6 records (1, 2, 3, 4, 5, 6): It is dated 20 September 2026 and booked on 29 November');
    expect(text).toContain(': 1 record (7): It is dated 21 September 2026 and booked on 29 November');
  });
});

describe('what was left out', () => {
  test('is shown with its number and the words of the mapping', () => {
    const text = summarise(reportWith({ leftOut: [{ words: 'in another currency', count: 12 }] }));
    expect(text).toContain('### What was left out\n\n- **customers**: 12 left out: in another currency\n');
    expect(text).toContain('- **customers**: 1 left out: nothing to write\n');
    const records = { created: 2, updated: 1, unchanged: 5, skipped: 0, failed: 1 };
    expect(summarise(reportWith({ records }))).not.toContain('left out');
  });
});

describe('up to when the books are in step', () => {
  const [flow] = reportWith({ isReadToEnd: true }).flows;
  const [left] = reportWith({ flow: 'stock' }).flows;
  const flows = flow === undefined || left === undefined ? [] : [flow, left];

  test('is when the run began, if every flow was read to its end', () => {
    const text = summarise(reportWith({ isReadToEnd: true }));
    expect(text).toContain('In step up to 25 November 2026 at 13:00 (Dutch time).');
    expect(markdown(runPage(reportWith({ isReadToEnd: true }), readerOf('nl', {})))).toContain(
      'Bijgewerkt tot 25 november 2026 om 13:00 (Nederlandse tijd).',
    );
  });

  test('names the flows that were not, and says that records wait', () => {
    expect(summarise(reportWith({}, { flows }))).toContain('(Dutch time), except stock.');
    const waits = flows.map((one) => ({ ...one, deadLetters: [deadLetter('1')] }));
    expect(summarise(reportWith({}, { flows: waits }))).toContain('(Dutch time), except stock and what waits.');
  });

  test('counts many flows instead of naming them', () => {
    const many = Array.from({ length: 6 }, () => ({ ...reportWith().flows[0], flow: 'stock' }) as FlowReport);
    expect(summarise(reportWith({}, { flows: [...flows.slice(0, 1), ...many] }))).toContain('except 6 flows.');
  });

  test('is not told if no flow was read to its end', () => {
    expect(summarise(reportWith())).not.toContain('In step up to');
  });
});

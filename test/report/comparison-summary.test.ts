import { describe, expect, test } from 'vitest';
import { stopsMore } from '../../src/plan/make-comparison.ts';
import { markdown } from '../../src/report/page/markdown.ts';
import { planComment } from '../../src/report/plan/comment-page.ts';
import type { ComparedFlow, Comparison } from '../../src/report/plan/comparison-report.ts';
import { comparisonPage } from '../../src/report/plan/comparison-summary.ts';
import { en } from '../../src/report/words/en.ts';
import { planHead } from './reports.ts';

const about = { name: 'mappings', commit: '6a1f0c7', most: 60_000 };
const summariseComparison = (made: Comparison): string => markdown(comparisonPage(made, en));

describe('a comparison as Markdown', () => {
  const compared = (more: Partial<ComparedFlow>): ComparedFlow => ({
    flow: 'orders',
    errors: [],
    compared: 200,
    alike: 163,
    stays: 30,
    outcomes: [],
    fields: [],
    money: [],
    periods: [],
    moves: [],
    records: [],
    ...more,
  });
  const comparison = (...flows: readonly ComparedFlow[]): Comparison => ({
    ...planHead,
    kind: 'comparison',
    base: 'before/mappings',
    config: { flows: { added: [], removed: [], enabled: [], disabled: [], changed: [], changedOff: [] }, files: [] },
    edits: [],
    flows,
  });

  const side = { outcome: 'updated', code: null, reason: null } as const;
  const change = (reference: string, fields: ComparedFlow['records'][number]['fields'] = []) =>
    ({ reference, step: 'debtor', base: side, head: side, fields, stays: false, amount: null }) as const;

  test('shows forty fields of a record', () => {
    const fields = Array.from({ length: 41 }, (_, index) => ({ field: `f${index + 1}`, base: 'x', head: 'y' }));
    const text = summariseComparison(comparison(compared({ records: [change('1', fields)] })));
    expect(text).toContain('| 1 | debtor | `f40` | x | y |');
    expect(text).not.toContain('| 1 | debtor | `f41` | x | y |');
  });

  test('shows the money that moves in one line, with thousands', () => {
    const text = summariseComparison(
      comparison(
        compared({
          moves: [{ of: 'VAT code', from: 'VH', to: 'VL', lines: 12, amount: '1240.00' }],
          money: [
            {
              vatCode: 'VH',
              account: '8000',
              base: '1234567.80',
              head: '1233327.80',
              difference: '-1240.00',
              lines: [40, 28],
              unknown: 0,
            },
          ],
        }),
      ),
    );
    expect(text).toContain('- VAT code VH → VL: 12 lines, € 1,240.00\n');
    expect(text).toContain('| VH | 8000 | 40 → 28 | € 1,234,567.80 | € 1,233,327.80 | € -1,240.00 |');
    expect(text).toContain(
      '37 of 200 records come out differently. 30 of these are in the target already and stay as sent',
    );
  });

  test('says what a sync does with documents that stay as sent, but not of a flow that is gone', () => {
    const made = comparison(compared({}));
    const told = 'in the target already and stay as sent: a sync reports a document that differs';
    expect(summariseComparison(made)).toContain(told);
    for (const kind of ['removed', 'disabled'] as const) {
      const { config } = made;
      const text = summariseComparison({
        ...made,
        config: { ...config, flows: { ...config.flows, [kind]: ['orders'] } },
      });
      expect(text).toContain('30 of these are in the target already and stay as sent. Nothing');
    }
  });

  test('counts what is not known apart, and does not list it record by record', () => {
    const side = { code: null, reason: null } as const;
    const unknown = { outcome: 'not known', code: 'NOT_RECORDED', reason: 'Website is not in the recording.' } as const;
    const records = ['20001', '20002', '20003'].map((reference) => ({
      reference,
      step: 'debtor',
      base: { ...side, outcome: 'unchanged' } as const,
      head: reference === '20003' ? ({ ...side, outcome: 'updated' } as const) : unknown,
      fields: [],
      stays: false,
      amount: null,
    }));
    const text = summariseComparison(comparison(compared({ compared: 10, alike: 7, stays: 0, records })));
    expect(text).toContain(
      '1 of 10 records comes out differently. The outcome of 2 is not known. A record that was settled or left out before is written when it changes next at the latest, or by a sync that asks for it (inputs since and records). Nothing was written.',
    );
    expect(text).toContain('### orders: 1 of 10 records, 2 not known');
    expect(text).toContain('| 20003 | debtor | outcome | unchanged | updated |');
    expect(text).not.toContain('20001');
  });

  test('says by flow when what was settled before is written', () => {
    const flow = (name: string, more: Partial<ComparedFlow>) =>
      compared({ flow: name, records: [change('1')], stays: 0, ...more });
    const said = (...flows: readonly ComparedFlow[]) => summariseComparison(comparison(...flows));
    const articles = flow('articles', { readAgainHours: 24 });
    const atOnce = flow('orders', { readAgainHours: 0 });
    const ofArticles =
      'Records of articles that were settled or left out before are written within 24 hours, when all of them are read again.';
    expect(said(articles)).toContain(`differently. ${ofArticles} Nothing`);
    expect(said(atOnce)).toContain(
      'Records of orders that were settled or left out before are written by the next sync, which reads all of them again.',
    );
    expect(said(articles, flow('customers', {}))).toContain(
      `${ofArticles} A record of another flow that was settled or left out before is written when`,
    );
    expect(said(compared({ readAgainHours: 24 }))).not.toContain('settled or left out');
  });

  test('counts the outcomes in a table, without the unknown where there is none', () => {
    const outcomes = [{ step: 'debtor', base: 'created', head: 'refused UNMAPPED_KEY', records: 3 }];
    const text = summariseComparison(comparison(compared({ stays: 0, outcomes, records: [change('1')] })));
    expect(text).toContain('### orders: 37 of 200 records\n');
    expect(text).toContain(
      '| Step | Outcome before | Outcome after | Such as | Records |\n| --- | --- | --- | --- | ---: |\n| debtor | created | refused UNMAPPED_KEY |  | 3 |\n',
    );
  });

  test('does not say that all stays the same when nothing is recorded of a flow', () => {
    const made = comparison(compared({ compared: 22, alike: 22, stays: 0, records: [] }));
    const text = summariseComparison({ ...made, basis: { ...made.basis, unrecorded: ['orders'] } });
    expect(text).toContain('What 1 flow would do is not known: see below. All of 22 records come out the same.');
    expect(text).toContain('- Nothing is recorded of orders, so what it would write and book is not shown.');
  });

  test('counts a flow as stopped by the change only if it came to its end before', () => {
    const error = { code: 'UNMAPPED_KEY', message: 'No row.', hint: null };
    const stopped = (...of: readonly ('base' | 'head')[]) =>
      stopsMore(comparison(compared({}), compared({ errors: of.map((one) => ({ of: one, error })) })));
    expect([stopped(), stopped('head'), stopped('base', 'head'), stopped('base')]).toEqual([false, true, false, false]);
  });

  test('calls nobody in the comment of a pull request, whatever a record is called', () => {
    const odd = '@octocat #12 https://evil.example';
    const fields = [{ field: 'city', base: odd, head: 'x' }];
    const { text } = planComment(comparison(compared({ records: [change(odd, fields)] })), en, about);
    expect(text).not.toMatch(/@octocat|#12\b|https:\/\/evil/);
    expect(text).toContain('octocat');
  });

  test('does not say that all stay the same when some records are not known', () => {
    const unknown = { outcome: 'not known', code: 'NOT_RECORDED', reason: 'It is not in the recording.' } as const;
    const records = [change('1'), { ...change('2'), head: unknown }];
    const text = summariseComparison(comparison(compared({ compared: 10, alike: 8, stays: 0, records })));
    expect(text).toContain('1 of 10 records comes out differently. The outcome of 1 is not known.');
    expect(text).not.toContain('All of');
    const neither = { ...change('3'), base: unknown, head: unknown };
    const made = comparison(compared({ compared: 1, alike: 0, stays: 0, records: [neither] }));
    // A heading would have nothing below it.
    expect(planComment(made, en, about).text).not.toContain('###');
  });

  test('does not say that all comes out the same when more changes than values', () => {
    const warnings = ['Paused up to and including 2026-12-05: nothing of orders is written.'];
    const made = { ...comparison(compared({ compared: 22, alike: 22, stays: 0 })), warnings };
    const said =
      'All of 22 records get the same values. The change does more than the values show: see below. Nothing was written.\n\n';
    const line = '- Paused up to and including 5 December 2026: nothing of orders is written.\n';
    expect(summariseComparison(made)).toMatch(new RegExp(`${said}(?:- .*\n)*${line}`));
    expect(planComment(made, en, about).text).toContain(`${said}${line}`);
    const other = { ...comparison(compared({ records: [change('1')] })), warnings };
    expect(summariseComparison(other)).toMatch(
      /37 of 200 records come out differently\..* does more than the values show/,
    );
  });

  test('keeps silent about flows that nothing changes', () => {
    const text = summariseComparison(comparison(compared({ alike: 200, stays: 0 })));
    expect(text).toContain('All of 200 records come out the same.');
    expect(text).not.toContain('### orders');
  });
});

import { describe, expect, test } from 'vitest';
import { fitted } from '../../src/report/page/fit.ts';
import { markdown } from '../../src/report/page/markdown.ts';
import type { Plan, PlanFlow, PlanRecord } from '../../src/report/plan/plan-report.ts';
import { planPage } from '../../src/report/plan/plan-summary.ts';
import { readerOf } from '../../src/report/reader.ts';
import { planHead } from './reports.ts';

const record = (reference: string, more: Partial<PlanRecord> = {}): PlanRecord => ({
  reference,
  step: 'debtor',
  subject: null,
  action: 'update',
  target: '10001',
  links: false,
  fields: [{ field: 'city', before: 'Delft', after: 'Gouda' }],
  refusal: null,
  ...more,
});

const counts = {
  create: 0,
  update: 0,
  link: 0,
  unchanged: 0,
  left: 0,
  differ: 0,
  apart: 0,
  refuse: 0,
  ambiguous: 0,
  unknown: 0,
};

const flow = (more: Partial<PlanFlow> = {}): PlanFlow => ({
  flow: 'customers',
  status: 'ok',
  isFirst: false,
  steps: [{ step: 'debtor', resource: 'asperion.debtors', read: 1, ...counts }],
  approve: null,
  guard: [],
  limit: null,
  waiting: 0,
  deleted: [],
  booked: [],
  bookedTotals: [],
  money: [],
  records: [],
  ...more,
});
const summarisePlan = (made: Plan): string => markdown(planPage(made, readerOf('en', {})));
const plan = (...flows: readonly PlanFlow[]): Plan => ({ ...planHead, kind: 'plan', flows, links: [] });

describe('the plan as Markdown', () => {
  test('shows forty fields of a record, changed or created', () => {
    const fields = Array.from({ length: 41 }, (_, index) => ({ field: `f${index + 1}`, before: null, after: 'x' }));
    const of = (action: PlanRecord['action'], count: number): string =>
      summarisePlan(plan(flow({ records: [record('1', { action, fields: fields.slice(0, count) })] })));
    for (const action of ['create', 'update'] as const) {
      expect(of(action, 40)).toContain('`f40`');
      expect(of(action, 41)).toContain('`f40`');
      expect(of(action, 41)).not.toContain('`f41`');
    }
  });

  test('leads to the file that settles what is ambiguous, and says once what to do', () => {
    const at = { file: 'mappings/links.yml', line: 1, column: 1 };
    const reason =
      '1 may be 10001 or 10002 in the target, but both match. Settle it in links.yml: below "a", write "1": "10001".';
    const refusal = { code: 'AMBIGUOUS', reason, at } as const;
    const checked = { code: 'CHECK_FAILED', reason: 'No lines. Add one.', at: { ...at, file: 'mappings/a.yml' } };
    const records = [record('1', { action: 'refuse', refusal }), record('2', { action: 'refuse', refusal: checked })];
    const links = [{ flow: 'customers', source: '1', target: '10001', candidates: ['10001', '10002'], why: '', at }];
    const onGitHub = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'a/b', GITHUB_REF_NAME: 'main' };
    const text = markdown(planPage({ ...plan(flow({ records })), links }, readerOf('en', onGitHub)));
    const link = '[mappings/links.yml:1](https://github.com/a/b/edit/main/mappings/links.yml#L1)';
    expect(text).toContain(`then put it into ${link}, below the name of its flow`);
    expect(text).toContain(`| \`AMBIGUOUS\` | ${reason} (${link}) |  |`);
    expect(text).toContain('| `CHECK_FAILED` | No lines. Add one. (mappings/a.yml:1) |  |');
  });

  test('tells of records that wait from earlier runs, though it would write nothing', () => {
    const text = summarisePlan(plan(flow({ waiting: 12 }), flow({ waiting: 4 })));
    expect(text).toContain(
      '€ 0.00 to book. 16 records of earlier runs still wait for the next try. A sync now would write nothing.',
    );
  });

  test('has rows that add up to what was looked at: what is linked is among what changes or stays', () => {
    const numbers = { create: 33, update: 2, link: 3, unchanged: 1, differ: 2, refuse: 4 };
    const steps = [{ step: 'debtor', resource: 'asperion.debtors', read: 40, ...counts, ...numbers }];
    const found = [
      { step: 'check', resource: 'asperion.debtors', read: 3, ...counts, unchanged: 1, differ: 2, apart: 2 },
    ];
    const text = summarisePlan(plan(flow({ steps }), flow({ steps: found })));
    expect(text).toContain('| customers | debtor | 33 | 2 | 1 | 0 | 0 | 4 | 3 |');
    expect(text).toContain('| customers | check | 0 | 0 | 1 | 0 | 2 | 0 | 0 |');
    expect(text).toContain('What would be linked is among the other numbers of its row.');
  });

  test('has a table of what each step would do, its numbers to the right', () => {
    expect(summarisePlan(plan(flow()))).toContain(
      [
        '| Flow | Step | Create | Update | Unchanged | Left | Differ | Refuse | Link |',
        '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
        '| customers | debtor | 0 | 0 | 0 | 0 | 0 | 0 | 0 |',
      ].join('\n'),
    );
  });

  test('shows a value of 120 characters whole, and cuts a longer one', () => {
    const rowOf = (after: string): string =>
      summarisePlan(plan(flow({ records: [record('1', { fields: [{ field: 'city', before: null, after }] })] })));
    expect(rowOf('x'.repeat(120))).toContain(`| ${'x'.repeat(120)} |`);
    expect(rowOf('x'.repeat(121))).toContain(`| ${'x'.repeat(120)}… |`);
  });

  test('shows the largest changes first, and marks values that were not read', () => {
    const two = [
      { field: 'city', before: 'Delft', after: 'Gouda' },
      { field: 'name', after: '[name]' },
    ];
    const text = summarisePlan(plan(flow({ records: [record('1'), record('2', { fields: two, subject: '20002' })] })));
    const rows = text.split('\n').filter((line) => line.includes('`city`') || line.includes('`name`'));
    expect(rows).toEqual([
      '| \\~ 20002 (of 2) | debtor | 10001 | `city` | Delft | Gouda |',
      '| \\~ 20002 (of 2) | debtor | 10001 | `name` | not read | \\[name\\] |',
      '| \\~ 1 | debtor | 10001 | `city` | Delft | Gouda |',
    ]);
  });

  test('says what holds a flow back: its guard, its limit, dead letters that wait, an error', () => {
    const stopped = flow({
      status: 'stopped',
      error: { code: 'UNREACHABLE', message: 'No answer.', hint: null },
      guard: ['812 creates (maxCreates 800)'],
      limit: 500,
      waiting: 2,
      deleted: [{ step: 'debtor', target: '10009', isDeactivated: true }],
    });
    const text = summarisePlan(plan(stopped));
    expect(text).toContain('1 of 1 flow could not be planned to the end.');
    expect(text).toContain('- **customers** stops: UNREACHABLE No answer.');
    expect(text).toContain('would stop before its first write: 812 creates (maxCreates 800).');
    expect(text).toContain('takes at most 500 records a run; the rest waits for later runs.');
    expect(text).toContain('2 records wait for the next try');
    expect(text).toContain('1 record whose source record was deleted would be put out of use: 10009.');
  });

  test('counts what would wait behind a guard for itself, with its money', () => {
    const steps = [{ step: 'debtor', resource: 'asperion.debtors', read: 1, ...counts, create: 3 }];
    const booked = {
      ...{ year: 2026, period: null, quarter: null, documents: 3, amount: '120.00' },
      ...{ vat: null, withVat: null, vatComputedBy: null, unknown: 0 },
    };
    const guarded = flow({ steps, guard: ['3 creates (maxCreates 2)'] });
    const text = summarisePlan(
      plan(guarded, flow({ flow: 'orders', steps, bookedTotals: [booked], waitsForGuard: true })),
    );
    expect(text).toContain('Plan: 3 to create, 0 to change, 0 to refuse, € 0.00 to book. After');
    expect(text).toContain(
      'After the approval of what a guard stops also: orders, 3 to create, 0 to change, € 120.00 to book.',
    );
    expect(text).toContain('- **orders** would wait: a guard stops a flow of the same records.');
    expect(summarisePlan(plan(guarded))).not.toContain('After');
  });

  test('shows what to approve, so that a sync writes exactly this', () => {
    const text = summarisePlan(plan(flow({ approve: 'customers@0123456789abcdef' }), flow({ flow: 'orders' })));
    expect(text).toContain('To write exactly this, run the sync with `approve: customers@0123456789abcdef`.');
    expect(summarisePlan(plan(flow()))).not.toContain('approve');
  });

  test('lets no value break a table or the fence of the lines for links.yml', () => {
    const nasty = 'a | b\n``` <b>';
    const text = summarisePlan({
      ...plan(flow({ records: [record(nasty, { fields: [{ field: 'city', before: nasty, after: null }] })] })),
      links: [{ flow: 'customers', source: nasty, target: nasty, candidates: [nasty], why: nasty }],
    });
    expect(text.split('\n').filter((line) => /^\s*```/.test(line))).toEqual(['````yaml', '````']);
    const row = text.split('\n').find((line) => line.includes('`city`'));
    expect(row?.match(/(?<!\\)\|/g)).toHaveLength(7);
  });

  test('stays within its bytes however many records there are, and says how many are left out', () => {
    const records = Array.from({ length: 3000 }, (_, index) => record(`record ${index}`));
    const text = markdown(fitted(planPage(plan(flow({ records })), readerOf('en', {})), 50_000, 'the plan file'));
    expect(Buffer.byteLength(text)).toBeLessThan(50_000);
    expect(text).toMatch(/… and [\d,]+ more rows; the plan file has them all\./);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  test('says what it was made on, and what is not known there', () => {
    const basis = {
      kind: 'recording',
      recordedAt: '2026-03-02T07:30:00.000Z',
      recorded: ['customers'],
      lacks: ['exact-online.crm/Accounts.Fax'],
      unrecorded: [],
    } as const;
    const text = summarisePlan({ ...plan(flow()), basis });
    expect(text).toContain(
      '- Made on the newest records that earlier runs kept, up to 2 March 2026 at 08:30 Dutch time.',
    );
    expect(text).toContain('not known here: `exact-online.crm/Accounts.Fax`.');
    const idle = plan(flow({ steps: [] }));
    const none = 'A sync now would write nothing.';
    expect(summarisePlan({ ...idle, basis })).toContain(none);
    // What it would write of a flow that nothing is recorded of, nobody knows.
    expect(summarisePlan({ ...idle, basis: { ...basis, unrecorded: ['customers'] } })).not.toContain(none);
  });
});

import { describe, expect, test } from 'vitest';
import { readBoxes, readMark, withTicks } from '../../src/desk/issue-marks.ts';
import type { Owner } from '../../src/desk/owner.ts';
import {
  causesForDesk,
  type Desk,
  type DeskIssue,
  deskIssues,
  MOST_NEW,
  MOST_OPEN,
  planIssues,
} from '../../src/desk/plan-issues.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { failed, reportWith } from '../report/reports.ts';
import { at, deskOf, issueOf, ONLY, opened, waits, withLetters } from './planned.ts';

describe('issues', () => {
  test('are opened one per cause, with sentence, action, link, and boxes for each record', () => {
    const [action, ...others] = planIssues(deskOf(withLetters(waits('26013'), waits('26014'))), [], []);
    expect(others).toEqual([]);
    expect(action).toMatchObject({ kind: 'open', title: 'Table terms has no row for "14"' });
    const { body } = issueOf(action);
    expect(body).toContain('**2 customers wait**: Table terms has no row for "14".');
    expect(body).toContain('https://github.com/o/r/edit/main/mappings/tables/terms.yml#L12');
    expect(body).toContain('UNMAPPED_KEY · customers · waits since 25 November 2026');
    expect(readBoxes(body).map(({ what, reference }) => `${what} ${reference}`)).toEqual([
      'retry-all ',
      'retry 26013',
      'skip 26013',
      'retry 26014',
      'skip 26014',
    ]);
  });

  test('link a record to its screen where the address is known, and its boxes are still read', () => {
    const screen = 'https://start.exactonline.nl/docs/CRMAccountCard.aspx?_Division_=1&AccountID=%7ba-b%7d';
    const { body } = opened(withLetters(waits('26013', { screen }), waits('26014')));
    expect(body).toContain(`- [ ] retry [26013](${screen}) <!--`);
    expect(body).toContain('- [ ] retry 26014 <!--');
    expect(readBoxes(body).map(({ what, reference }) => `${what} ${reference}`)).toContain('skip 26013');
  });

  test('that boxes can settle say so, and send nobody to links.yml', () => {
    const { body } = opened(
      withLetters(
        waits('20008', {
          code: 'AMBIGUOUS',
          reason:
            '20008 may be 10006 in the target, but 2 have its name. Settle it in links.yml: below "customers", write "20008": "10006", or "skip".',
          at: { file: 'mappings/links.yml', line: 1, column: 1 },
          pins: { flow: 'customers', reference: '20008', targets: ['10006'] },
        }),
      ),
    );
    expect(body).toContain(
      '**1 customer waits**: 20008 may be 10006 in the target, but 2 have its name.\n\nWhat to do: Tick below which record of the target it is.\n\nAMBIGUOUS',
    );
  });

  test('of which some cannot be settled by boxes keep the sentence and the link for links.yml', () => {
    const flow = 'products.exact-online-to-asperion';
    const unsure = (_: unknown, at: number) => {
      const reference = `KOF-${1001 + at}-BLAUW-XL`;
      const targets = [`${reference}-1`, `${reference}-2`, 'new'];
      return waits(reference, {
        code: 'AMBIGUOUS',
        reason: `${reference} may be ${at} in the target, but 2 have its name. Settle it in links.yml: below "${flow}", write "${reference}": "${at}", or "skip". For one that the target does not have yet, write new: the sync then makes it.`,
        at: { file: 'mappings/links.yml', line: 1, column: 1 },
        screen: `https://start.exactonline.nl/docs/LogItem.aspx?_Division_=3141592&ID=%7b4820b9ed-15d8-4c3b-a28e-461fd6dbefd3%7d`,
        pins: { flow, reference, targets },
      });
    };
    const { body } = opened(withLetters(...Array.from({ length: 2000 }, unsure)));
    expect(body).toContain('Settle it in links.yml: below');
    expect(body).not.toContain('Tick below');
    // Each of them can be settled.
    expect(readBoxes(body).filter(({ what }) => what === 'pin')).toHaveLength(48);
    expect(body.length).toBeLessThan(65_536);
  });

  test('show what is to be copied as it is, also where it would mention somebody', () => {
    const hint = 'If this is right, run once with `approve: orders@0123456789abcdef`, which writes exactly this.';
    const error = { code: 'GUARD_EXCEEDED', message: 'It is too much for @bob.', hint };
    const { body } = opened(reportWith({ status: 'stopped', error }));
    expect(body).toContain('`approve: orders@0123456789abcdef`');
    expect(body).not.toContain('@bob');
  });

  test('say what the code of a missing row is called, and when nothing speaks for any entry', () => {
    const report = withLetters(waits('26013'));
    const id = opened(report).mark.id;
    const found = { list: 'paymentconditions', table: 'terms', keys: ['14'], name: '14 dagen', rows: [] };
    const row = { command: '/map terms 14=2', name: '14 days', because: null };
    const issue = (rows: readonly (typeof row)[], keys = found.keys) =>
      planIssues(deskOf(report, { candidates: new Map([[id, { ...found, keys, rows: [...rows] }]]) }), [], [])[0];
    expect(issue([])).toMatchObject({ title: 'Table terms has no row for "14" (14 dagen)' });
    expect(issueOf(issue([])).body).toContain(
      'In the source, 14 is called "14 dagen". No entry of the list (payment conditions) fits by itself. Write the right one in a comment: `/map terms 14=…` opens',
    );
    expect(issueOf(issue([row])).body).toContain(
      'In the source, 14 is called "14 dagen". What it may be (payment conditions). Copy the right command into a comment: it opens a pull request with the row.\n\n- 14 days\n  ```\n  /map terms 14=2\n  ```\n',
    );
    expect(issueOf(issue([row], ['NL', '14'])).body).toContain(
      'In the source, 14 is called "14 dagen". First check in the source that 14 is right with NL; if it is a mistake, correct it there and add no row. What it may be',
    );
  });

  test('stay as they are if nothing changed, also if a person edited them on the web', () => {
    const report = withLetters(waits('26013'));
    const [issue] = deskIssues([{ ...opened(report), body: opened(report).body }], ONLY);
    expect(planIssues(deskOf(report), issue === undefined ? [] : [issue], [])).toEqual([]);
  });

  test('stay one issue when the row moves to another line, and are updated when a record joins', () => {
    const issue = opened(withLetters(waits('26013')));
    const report = withLetters(
      waits('26013', { at: { ...at, line: 40 } }),
      waits('26020', { at: { ...at, line: 40 } }),
    );
    const [action, ...others] = planIssues(deskOf(report), [issue], []);
    expect(others).toEqual([]);
    expect(action).toMatchObject({ kind: 'update', number: 1, body: expect.stringContaining('retry 26020') });
  });

  test('are closed when nothing waits for them any more', () => {
    const issue = opened(withLetters(waits('26013')));
    expect(planIssues(deskOf(reportWith()), [issue], [])).toEqual([{ kind: 'close', number: 1 }]);
  });

  test.each<[string, RunReport, Partial<Desk>]>([
    ['its flow did not run', reportWith({ flow: 'orders' }), {}],
    ['its flow is paused', reportWith({ isPaused: true }), {}],
    [
      'its flow ended before it was done',
      reportWith({ rest: { reason: 'time', began: true, done: 1, left: 1, minutes: 1 } }),
      {},
    ],
    ['its flow stopped', reportWith({ status: 'stopped', error: { code: 'REFUSED', message: 'No.', hint: null } }), {}],
    [
      'its record failed for a passing reason',
      reportWith({ failures: [failed('26013', { code: 'GAVE_UP', reason: 'No answer.', nextAt: null })] }),
      {},
    ],
  ])('stay open while %s', (_why, report, parts) => {
    const issue = opened(withLetters(waits('26013')));
    expect(planIssues(deskOf(report, parts), [issue], []).filter(({ kind }) => kind === 'close')).toEqual([]);
  });

  test('are closed for a flow that does not run any more', () => {
    const issue = opened(withLetters(waits('26013')));
    const desk = deskOf(reportWith({ flow: 'orders' }), { enabled: new Set(['orders']) });
    expect(planIssues(desk, [issue], [])).toEqual([{ kind: 'close', number: 1 }]);
  });

  test('of a stopped flow stay open in a run about some records, which may not come so far', () => {
    const stopped = reportWith({
      status: 'stopped',
      error: { code: 'GUARD_EXCEEDED', message: 'Too much.', hint: null },
    });
    const issue = opened(stopped);
    expect(planIssues(deskOf(reportWith(), { isWhole: false }), [issue], [])).toEqual([]);
    expect(planIssues(deskOf(reportWith()), [issue], [])).toEqual([{ kind: 'close', number: 1 }]);
  });

  test('of the run itself stay open until a flow ran', () => {
    const error = { code: 'STATE_REFUSED', message: 'The progress was not saved.', hint: null };
    const issue = opened(reportWith({}, { errors: [error] }));
    expect(issue.mark).toMatchObject({ kind: 'run', flows: [] });
    expect(planIssues(deskOf(reportWith({}, { flows: [] })), [issue], [])).toEqual([]);
    expect(planIssues(deskOf(reportWith({ isPaused: true })), [issue], [])).toEqual([]);
    expect(planIssues(deskOf(reportWith()), [issue], [])).toEqual([{ kind: 'close', number: 1 }]);
  });

  test('that several flows share keep the records and ticks of flows that did not run', () => {
    const both = { enabled: new Set(['customers', 'orders']) };
    const ofOrders = reportWith({ flow: 'orders', deadLetters: [waits('77')] });
    const whole: RunReport = {
      ...withLetters(waits('26013')),
      flows: [...withLetters(waits('26013')).flows, ...ofOrders.flows],
    };
    const first = issueOf(planIssues(deskOf(whole, both), [], [])[0]);
    const issue = {
      ...first,
      body: withTicks(first.body, ({ what, reference }) => what === 'retry' && reference === '77'),
    };
    // The cause, and so the issue, stays the same.
    const [action, ...others] = planIssues(deskOf(withLetters(waits('26013'), waits('26014')), both), [issue], []);
    expect(others).toEqual([]);
    const body = action !== undefined && 'body' in action ? action.body : '';
    expect(readMark(body)?.flows).toEqual(['customers', 'orders']);
    const boxes = readBoxes(body).filter(({ what }) => what === 'retry');
    expect(boxes.map(({ flow, reference, isTicked }) => [flow, reference, isTicked])).toEqual([
      ['customers', '26013', false],
      ['customers', '26014', false],
      ['orders', '77', true],
    ]);
    // A flow that runs no more holds nothing.
    const [off] = planIssues(deskOf(withLetters(waits('26013')), { enabled: new Set(['customers']) }), [issue], []);
    expect(readMark(off !== undefined && 'body' in off ? off.body : '')?.flows).toEqual(['customers']);
  });

  test('are opened again if the cause comes back, but not if a person closed them as not planned', () => {
    const report = withLetters(waits('26013'));
    const closed = { ...opened(report), isOpen: false };
    expect(planIssues(deskOf(report), [], [closed])).toMatchObject([{ kind: 'reopen', number: 1 }]);
    expect(planIssues(deskOf(report), [], [{ ...closed, isDeclined: true }])).toEqual([]);
  });

  test('are not opened for what passes by itself: network faults, outages, limits', () => {
    const passing = failed('26013', { code: 'GAVE_UP', reason: 'No answer.', nextAt: null });
    const outage = { code: 'UNREACHABLE', message: 'The system does not answer.', hint: null };
    const report = reportWith({ status: 'stopped', error: outage, failures: [passing] });
    expect(planIssues(deskOf(report), [], [])).toEqual([]);
  });

  test('do not flood: a run opens ten, and one for all the others', () => {
    const letters = Array.from({ length: 22 }, (_, index) =>
      waits(`${index}`, { reason: `Table t has no row for "${index}".` }),
    );
    const actions = planIssues(deskOf(withLetters(...letters)), [], []);
    expect(actions).toHaveLength(MOST_NEW + 1);
    expect(actions.at(-1)).toMatchObject({ title: 'More causes than there are issues for' });
    const issues = actions.map((action, index) => issueOf(action, { number: index + 1 }));
    expect(issues.at(-1)?.body).toContain('12 more causes');
    // The next run goes on, and the last one closes the issue for the others.
    const next = planIssues(deskOf(withLetters(...letters)), issues, []);
    expect(next.filter(({ kind }) => kind === 'open')).toHaveLength(MOST_NEW);
    expect(planIssues(deskOf(withLetters(...letters.slice(0, MOST_NEW))), issues, [])).toEqual([
      { kind: 'close', number: MOST_NEW + 1 },
    ]);
  });

  test(`are never more than ${MOST_OPEN} open at a time`, () => {
    const letters = Array.from({ length: 80 }, (_, index) =>
      waits(`${index}`, { reason: `Table t has no row for "${index}".` }),
    );
    let issues: readonly DeskIssue[] = [];
    for (let run = 0; run < 8; run += 1) {
      const actions = planIssues(deskOf(withLetters(...letters)), issues, []);
      const fresh = actions.filter(({ kind }) => kind === 'open');
      issues = [...issues, ...fresh.map((action, index) => issueOf(action, { number: issues.length + index + 1 }))];
    }
    expect(issues.filter(({ mark }) => mark.kind !== 'more')).toHaveLength(MOST_OPEN);
  });

  test('list fifty records, and say how many more there are', () => {
    const letters = Array.from({ length: 60 }, (_, index) => waits(`${26000 + index}`));
    const { body } = opened(withLetters(...letters));
    expect(readBoxes(body).filter(({ what }) => what === 'retry')).toHaveLength(50);
    expect(body).toContain('… and 10 more');
  });

  test('of strangers are none of the desk, even with its mark', () => {
    const issue = opened(withLetters(waits('26013')));
    expect(
      deskIssues(
        [
          { ...issue, isTrusted: false },
          { ...issue, body: 'A question.' },
        ],
        ONLY,
      ),
    ).toEqual([]);
  });

  test('of another folder of mappings are none of the desk: two administrations share a repository', () => {
    const report = withLetters(waits('26013'));
    const issue = opened(report);
    const other = issueOf(planIssues(deskOf(report, { owner: { mappings: 'books/b', company: null } }), [], [])[0], {
      number: 2,
    });
    expect(deskIssues([issue, other], ONLY).map(({ number }) => number)).toEqual([1]);
    expect(deskIssues([issue, other], { mappings: 'books/b', company: null }).map(({ number }) => number)).toEqual([2]);
  });

  test('of another company of the folder are none of the desk, and a run closes none of them', () => {
    const report = withLetters(waits('26013'));
    const owners = ['noord', 'zuid', null].map((company): Owner => ({ mappings: 'mappings', company }));
    const issues = owners.map((owner, index) =>
      issueOf(planIssues(deskOf(report, { owner }), [], [])[0], { number: index + 1 }),
    );
    expect(owners.map((owner) => deskIssues(issues, owner).map(({ number }) => number))).toEqual([[1], [2], [3]]);
    const [noord, zuid] = owners as [Owner, Owner, Owner];
    const gone = (owner: Owner) => planIssues(deskOf(reportWith(), { owner }), deskIssues(issues, owner), []);
    expect([gone(noord), gone(zuid)]).toEqual([[{ kind: 'close', number: 1 }], [{ kind: 'close', number: 2 }]]);
  });

  test('say which of several companies they are of, and that a row is for that one', () => {
    const owner = { mappings: 'mappings', company: 'noord' };
    const candidates = { list: 'paymentconditions', table: 'terms', keys: ['14'], rows: [] };
    const [cause] = causesForDesk(withLetters(waits('26013')));
    const found = new Map([[cause?.id ?? '', candidates]]);
    const [action] = planIssues(deskOf(withLetters(waits('26013')), { owner, candidates: found }), [], []);
    expect(action).toMatchObject({ kind: 'open', title: 'noord: Table terms has no row for "14"' });
    const { body } = issueOf(action);
    expect(body).toContain('noord · UNMAPPED_KEY · customers · waits since');
    expect(body).toContain('The row goes into the tables of noord itself. If it holds for all companies, write it');
    const letters = Array.from({ length: MOST_NEW + 1 }, (_, index) =>
      waits(`${index}`, { reason: `Table t has no row for "${index}".` }),
    );
    const more = planIssues(deskOf(withLetters(...letters), { owner }), [], []).at(-1);
    expect(more).toMatchObject({ title: 'noord: More causes than there are issues for' });
    expect(issueOf(more).mark).toMatchObject({ kind: 'more', company: 'noord' });
  });

  test('of a folder about one company are as they were before it could list several', () => {
    const report = withLetters(waits('26013'));
    const before =
      '<!-- exact-asperion-sync {"id":"002d234c8c28","mappings":"mappings","kind":"waiting","code":"UNMAPPED_KEY","flows":["customers"],"reason":"Table terms has no row for \\"14\\". Add \\"14\\": … to mappings/tables/terms.yml.","place":"mappings/tables/terms.yml:12","since":"2026\\u002d11\\u002d25"} -->\n';
    const { body, title } = planIssues(deskOf(report), [], [])[0] as { body: string; title: string };
    expect([body.slice(0, before.length), title]).toEqual([before, 'Table terms has no row for "14"']);
  });

  test('with one cause are one: the older', () => {
    const issue = opened(withLetters(waits('26013')));
    expect(
      deskIssues(
        [
          { ...issue, number: 7 },
          { ...issue, number: 3 },
        ],
        ONLY,
      ),
    ).toMatchObject([{ number: 3 }]);
  });
});

describe('what comes from records', () => {
  const odd = '26013 --> <img src=x onerror=alert(1)> @octocat #12 [x](https://evil.example) `a` - [x] skip';

  test('cannot write Markdown, HTML, mentions or boxes of its own', () => {
    const { body } = opened(
      withLetters(waits(odd, { reason: `The system says: ${odd}\n- [x] retry all <!-- retry-all -->` })),
    );
    expect(body.split('\n').slice(1).join('\n')).not.toMatch(/<img|@octocat|#12\b|\]\(https:\/\/evil/);
    expect(readBoxes(body).map(({ what, isTicked }) => [what, isTicked])).toEqual([
      ['retry-all', false],
      ['retry', false],
      ['skip', false],
    ]);
    expect(readBoxes(body)[1]?.reference).toBe(odd);
    expect(body.match(/<!--/g)).toHaveLength(4);
  });

  test('comes back from the mark as it was', () => {
    const said = 'A "quoted" --> text <!-- & more';
    expect(opened(withLetters(waits('1', { reason: said }))).mark.reason).toBe(said);
  });
});

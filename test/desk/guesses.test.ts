import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Candidates } from '../../src/desk/candidates.ts';
import { readMark, withMark } from '../../src/desk/issue-marks.ts';
import { emptyProgress } from '../../src/state/progress.ts';
import { deadLetter, reportWith } from '../report/reports.ts';
import { answersOf, lastAnswer, type Office, opened, TERMS } from './office.ts';

describe('after a sync that found something unknown', () => {
  const list: Candidates = {
    list: 'paymentconditions',
    rows: [
      { command: '/map payment-conditions 45=3', name: '60 dagen', because: 'same number of days' },
      { command: '/map payment-conditions 45=1', name: '30 dagen', because: null },
    ],
  };
  const workflowRun = async (office: Office, inputs: Readonly<Record<string, string>> = {}): Promise<number> => {
    const { desk } = await import('../../src/commands/desk/serve.ts');
    return desk(office.context('workflow_run', { action: 'completed' }, inputs));
  };
  const withCandidates = (office: Office, candidates: Candidates, number = 1): void => {
    const issue = office.github.issues.of(number);
    const mark = readMark(issue.body);
    if (mark !== null) issue.body = withMark(issue.body, { ...mark, candidates });
  };

  test('the first candidate becomes a pull request once, and the issue says so', async () => {
    await using office = await opened();
    withCandidates(office, list);
    expect([await workflowRun(office), await workflowRun(office)]).toEqual([0, 0]);
    const { code } = office.github;
    const branch = 'exact-asperion-sync/map-payment-conditions';
    expect(code.pulls).toMatchObject([
      { head: branch, body: expect.stringMatching(/Proposed because of #1\. This row is a guess(?![\s\S]*Asked for)/) },
    ]);
    expect(code.text(TERMS, branch)).toContain('"45": "3"\n');
    expect(answersOf(office)).toEqual([
      expect.stringMatching(/^A first proposal is the row `45=3` \(60 dagen: same number of days\)\./),
    ]);
    // A person who knows better changes the pull request, so that there are no two for one row.
    await office.comment(1, '/map payment-conditions 45=1');
    expect(code.text(TERMS, branch)).toContain('"45": "1"\n');
    expect(code.text(TERMS, branch)).not.toContain('"45": "3"');
    expect(code.pulls).toMatchObject([{ body: expect.not.stringMatching(/45=3|guess/) }]);
    // The next sync keeps what the issue knows.
    await office.withIssue('26013', '26014', '26015');
    await workflowRun(office);
    expect(code.pulls).toHaveLength(1);
  });

  test('no guess is used up while the mappings cannot be read', async () => {
    await using office = await opened();
    withCandidates(office, list);
    const settings = join(office.workspace, 'mappings', 'settings.yml');
    const right = readFileSync(settings, 'utf8');
    writeFileSync(settings, `${right}bookYear: [\n`);
    expect([await workflowRun(office), answersOf(office)]).toEqual([0, []]);
    writeFileSync(settings, right);
    expect([await workflowRun(office), office.github.code.pulls.length]).toEqual([0, 1]);
  });

  test('the row that a person proposed before stays, and nothing is said of the guess', async () => {
    await using office = await opened();
    withCandidates(office, list);
    await office.comment(1, '/map payment-conditions 45=1');
    const before = answersOf(office).length;
    expect(await workflowRun(office)).toBe(0);
    const { code } = office.github;
    expect(code.text(TERMS, code.pulls[0]?.head)).toContain('"45": "1"\n');
    expect([code.pulls.length, answersOf(office).length]).toEqual([1, before]);
  });

  test('a guess joins no pull request that was open before, and comes once that is closed', async () => {
    await using office = await opened();
    const { code } = office.github;
    const branch = 'exact-asperion-sync/map-payment-conditions';
    await office.comment(1, '/map payment-conditions 46=1');
    withCandidates(office, list);
    const before = answersOf(office).length;
    expect(await workflowRun(office)).toBe(0);
    expect(code.text(TERMS, branch)).not.toContain('"45"');
    expect([answersOf(office).length, readMark(office.github.issues.of(1).body)?.isProposed]).toEqual([
      before,
      undefined,
    ]);
    Object.assign(code.pulls[0] ?? {}, { state: 'closed' });
    await workflowRun(office);
    expect(code.text(TERMS, branch)).toContain('"45": "3"\n');
    expect(code.pulls).toHaveLength(2);
  });

  test('a guess joins no branch whose pull request a person has still to open', async () => {
    await using office = await opened();
    office.github.switches.opensPulls = false;
    await office.comment(1, '/map payment-conditions 46=1');
    withCandidates(office, list);
    await workflowRun(office);
    expect(office.github.code.text(TERMS, 'exact-asperion-sync/map-payment-conditions')).not.toContain('"45"');
  });

  test('guesses for one table share the pull request of their run', async () => {
    await using office = await opened();
    const at = { file: TERMS, line: 9, column: 1 };
    const flow = 'orders.exact-online-to-asperion';
    const deadLetters = ['45', '47'].map((key) =>
      deadLetter(`260${key}`, { reason: `Table payment-conditions has no row for "${key}".`, at }),
    );
    const desk = office.desk();
    await desk.takeRetries(emptyProgress(), new Set([flow]));
    await desk.tell(reportWith({ flow, deadLetters }), new Set([flow]), true);
    withCandidates(office, list);
    const rows = [
      { command: '/map payment-conditions 47=2', name: '14 dagen', because: 'same number of days' as const },
    ];
    withCandidates(office, { ...list, rows }, 2);
    await workflowRun(office);
    expect(office.github.code.pulls).toMatchObject([{ body: expect.stringMatching(/45=3[\s\S]*47=2/) }]);
  });

  test('a person reads what else the pull request adds, and a confirmed row is no guess anymore', async () => {
    await using office = await opened();
    withCandidates(office, list);
    await workflowRun(office);
    const { code } = office.github;
    await office.comment(1, '/map payment-conditions 46=1');
    expect(lastAnswer(office)).toContain(
      'It adds `45=3` as well: check each row that you did not ask for, because it may be a guess.',
    );
    expect(code.pulls).toMatchObject([{ body: expect.stringContaining('guess') }]);
    await office.comment(1, '/map payment-conditions 45=3');
    expect(lastAnswer(office)).toContain('To add the row `45=3`, merge [this pull request]');
    expect(code.pulls).toMatchObject([{ body: expect.stringMatching(/^(?![\s\S]*guess)[\s\S]*46=1[\s\S]*45=3/) }]);
  });

  test('the reason is told in Dutch', async () => {
    await using office = await opened();
    withCandidates(office, list);
    await workflowRun(office, { LANGUAGE: 'nl' });
    expect(lastAnswer(office)).toContain('(60 dagen: hetzelfde aantal dagen)');
  });

  test('nothing is proposed if nothing speaks for a candidate', async () => {
    await using office = await opened();
    withCandidates(office, { ...list, rows: list.rows.slice(1) });
    expect(await workflowRun(office)).toBe(0);
    expect(office.github.code.pulls).toEqual([]);
  });

  test('no row below another key is proposed: it would hide a mistake of the record', async () => {
    await using office = await opened();
    const row = { command: '/map vat-codes NL/7=VICP', name: 'Verkoop binnen de EU', because: 'same rate and kind' };
    withCandidates(office, { list: 'vatcodes', rows: [row as Candidates['rows'][number]] });
    expect(await workflowRun(office)).toBe(0);
    expect(office.github.code.pulls).toEqual([]);
  });

  test('a job that may not write is red, and says why', async () => {
    await using office = await opened();
    withCandidates(office, list);
    office.github.switches.permissions.contents = 'none';
    expect(await workflowRun(office)).toBe(1);
    expect(office.warnings).toEqual([expect.stringMatching(/^No rows could be proposed: GitHub refused it/)]);
  });
});

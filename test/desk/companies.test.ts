import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { desk } from '../../src/commands/desk/serve.ts';
import type { Candidates } from '../../src/desk/candidates.ts';
import { readMark, withMark } from '../../src/desk/issue-marks.ts';
import { answersOf, lastAnswer, type Office, openOffice, TERMS } from './office.ts';

const NOORD = { name: 'noord', division: 101, tenant: 201 };
const ZUID = { name: 'zuid', division: 102, tenant: 202 };

/** An office for two companies; in each of them two orders wait for the same row, and 26013 is the number of one in both. */
async function openedForTwo(companies: readonly object[] = [NOORD, ZUID]): Promise<Office> {
  const office = await openOffice();
  office.companies = companies;
  office.checkOut();
  await office.syncOf('noord', '26013', '26014');
  await office.syncOf('zuid', '26013', '26099');
  return office;
}

const ticksOf = (office: Office, number: number): readonly string[] =>
  office.github.issues.of(number).body.match(/(?<=- \[x\] )[^<]*(?= )/g) ?? [];

describe('the issues of several companies', () => {
  test('are apart: one per company for the same missing row, with its name in label and title', async () => {
    await using office = await openedForTwo();
    const { all, labels } = office.github.issues;
    expect(all.map(({ title, labels: own }) => [title.slice(0, 20), own])).toEqual([
      ['noord: Table payment', ['exact-asperion-sync', 'noord']],
      ['zuid: Table payment-', ['exact-asperion-sync', 'zuid']],
    ]);
    expect([...labels].sort()).toEqual(['exact-asperion-sync', 'noord', 'zuid']);
    expect(all.map(({ body }) => [body.includes('retry 26014'), body.includes('retry 26099')])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test('are closed and opened again by the runs of their own company alone', async () => {
    await using office = await openedForTwo();
    const states = () => office.github.issues.all.map(({ state }) => state);
    await office.syncOf('noord');
    expect([states(), answersOf(office, 2)]).toEqual([['closed', 'open'], []]);
    await office.syncOf('zuid', '26013', '26099');
    expect(states()).toEqual(['closed', 'open']);
    await office.syncOf('noord', '26013');
    expect(states()).toEqual(['open', 'open']);
  });

  test('are not opened again for the company that wants to hear no more of it', async () => {
    await using office = await openedForTwo();
    office.github.issues.close(1, 'not_planned');
    await office.syncOf('noord', '26013');
    await office.syncOf('zuid', '26013', '26099');
    expect(office.github.issues.all.map(({ state }) => state)).toEqual(['closed', 'open']);
  });

  test('have boxes that only the next run of their company acts on', async () => {
    await using office = await openedForTwo();
    office.github.issues.tick(1, 'retry 26013');
    await office.syncOf('zuid', '26013', '26099');
    expect([ticksOf(office, 1), office.log]).toEqual([['retry 26013'], []]);
    await office.syncOf('noord', '26013', '26014');
    expect(ticksOf(office, 1)).toEqual([]);
    expect(office.log).toEqual(['Issues ask to try records again: 1 ticked boxes in 1 issues.']);
  });
});

describe('a comment on an issue of one of several companies', () => {
  test('/map adds the row to the tables of that company, in a pull request of its own, and says so', async () => {
    await using office = await openedForTwo();
    const { code } = office.github;
    await office.comment(1, '/map payment-conditions 45=2');
    await office.comment(2, '/map payment-conditions 45=1');
    expect(code.pulls).toMatchObject([
      {
        head: 'exact-asperion-sync/map-noord.payment-conditions',
        title: 'noord: Map 45=2 in payment-conditions',
        body: expect.stringContaining('The row holds for noord only.'),
      },
      {
        head: 'exact-asperion-sync/map-zuid.payment-conditions',
        title: 'zuid: Map 45=1 in payment-conditions',
        body: expect.stringContaining('The row holds for zuid only.'),
      },
    ]);
    expect(code.text('mappings/tables/noord/payment-conditions.yml', code.pulls[0]?.head)).toBe('"45": "2"\n');
    expect(code.text('mappings/tables/zuid/payment-conditions.yml', code.pulls[1]?.head)).toBe('"45": "1"\n');
    // Another company may mean something else by this code.
    expect(code.pulls.map(({ head }) => code.text(TERMS, head))).toEqual([code.text(TERMS), code.text(TERMS)]);
    expect(lastAnswer(office)).toMatch(
      /^To add the row `45=2`, merge \[this pull request\]\(\S+\)\. The row holds for noord only\. After the merge/,
    );
    expect(existsSync(join(office.workspace, 'mappings/tables/noord/payment-conditions.yml'))).toBe(false);
  });

  test('/map names all companies that share the tables of the one that asks', async () => {
    await using office = await openedForTwo([
      { ...NOORD, tables: 'retail' },
      { ...ZUID, tables: 'retail' },
    ]);
    const { code } = office.github;
    mkdirSync(join(office.workspace, 'mappings/tables/retail'));
    await office.comment(1, '/map payment-conditions 45=2');
    expect(code.text('mappings/tables/retail/payment-conditions.yml', code.pulls[0]?.head)).toBe('"45": "2"\n');
    expect(code.pulls).toMatchObject([
      { title: 'retail: Map 45=2 in payment-conditions', body: expect.stringContaining('for noord and zuid only') },
    ]);
  });

  test('no row goes over one that all companies have, asked for or guessed', async () => {
    await using office = await openedForTwo();
    appendFileSync(join(office.workspace, TERMS), '"45": 3\n');
    await office.comment(1, '/map payment-conditions 45=2');
    await office.comment(1, '/map payment-conditions 45=3');
    expect(answersOf(office)).toEqual([
      '`mappings/tables/payment-conditions.yml` has a row for `45` already: change it there.',
      'The file has this already: nothing to change.',
    ]);
    const issue = office.github.issues.of(2);
    const mark = readMark(issue.body);
    if (mark === null) throw new RangeError('The issue has no mark.');
    const row = { command: '/map payment-conditions 45=2', name: '45 dagen', because: 'same number of days' } as const;
    issue.body = withMark(issue.body, { ...mark, candidates: { list: 'paymentconditions', rows: [row] } });
    await desk(office.context('workflow_run', { action: 'completed' }));
    expect([office.github.code.pulls, answersOf(office, 2)]).toEqual([[], []]);
  });

  test('/map is checked against the mappings as that company reads them', async () => {
    await using office = await openedForTwo();
    await office.comment(2, '/map payment-conditions 45=soon');
    expect(lastAnswer(office, 2)).toMatch(
      /^With this row the mappings would be wrong: .*tables\/zuid\/payment-conditions\.yml/,
    );
    expect(office.github.code.pulls).toEqual([]);
  });

  test('/skip and a ticked box pin the record of that company', async () => {
    await using office = await openedForTwo();
    const { code, issues } = office.github;
    await office.comment(2, '/skip 26013');
    issues.tick(1, 'skip 26014');
    await office.edited(1);
    expect(code.pulls.map(({ head, title }) => [head, title])).toEqual([
      ['exact-asperion-sync/links-zuid', 'zuid: Skip records that wait (issue 2)'],
      ['exact-asperion-sync/links-noord', 'noord: Skip records that wait (issue 1)'],
    ]);
    const pins = (reference: string) => `orders.exact-online-to-asperion:\n  "${reference}": skip\n`;
    expect(code.text('mappings/links/zuid.yml', code.pulls[0]?.head)).toBe(pins('26013'));
    expect(code.text('mappings/links/noord.yml', code.pulls[1]?.head)).toBe(pins('26014'));
  });

  test('/why tells of the record of that company, and of no other with its number', async () => {
    await using office = await openedForTwo();
    await office.comment(1, '/why 26013');
    expect(lastAnswer(office)).toMatch(/^- 26013 waits: .*#1\)$/);
    await office.comment(1, '/why 26099');
    expect(lastAnswer(office)).toBe('- No open issue of the sync names 26099.');
  });

  test('is told that no sync reads the issue when settings.yml does not list its company', async () => {
    await using office = await openOffice();
    office.checkOut();
    await office.withIssue('26013');
    office.companies = [NOORD, ZUID];
    office.checkOut();
    await office.syncOf('noord', '26013');
    expect(office.github.issues.all.map(({ state }) => state)).toEqual(['open', 'open']);
    await office.comment(1, '/skip 26013');
    const unlisted =
      'Nothing was done. No sync reads this issue any more, because settings.yml lists other companies than before. Close it: what still waits has another issue, or gets one in the next sync.';
    expect(lastAnswer(office)).toBe(unlisted);
    office.companies = [ZUID, { ...NOORD, name: 'north' }];
    office.checkOut();
    office.github.issues.tick(2, 'retry 26013');
    await office.edited(2);
    expect(lastAnswer(office, 2)).toBe(unlisted);
    expect(office.github.code.pulls).toEqual([]);
    // An edit without a tick is nobody's question.
    office.github.issues.of(2).body = office.github.issues.of(2).body.replaceAll('- [x]', '- [ ]');
    await office.edited(2);
    expect(answersOf(office, 2)).toHaveLength(1);
  });
});

test('a guess after a red run gets a pull request per company, and an unlisted one none', async () => {
  await using office = await openedForTwo();
  const { code, issues } = office.github;
  const rows = [{ command: '/map payment-conditions 45=3', name: '60 dagen', because: 'same number of days' as const }];
  const candidates: Candidates = { list: 'paymentconditions', table: 'payment-conditions', keys: ['45'], rows };
  for (const issue of issues.all) {
    const mark = readMark(issue.body);
    if (mark !== null) issue.body = withMark(issue.body, { ...mark, candidates });
  }
  const old = issues.add({ ...issues.of(1), number: 3 } as never);
  old.body = old.body.replace('"company":"noord"', '"company":"oost"');
  expect(await desk(office.context('workflow_run', { action: 'completed' }))).toBe(0);
  expect(code.pulls.map(({ head }) => head)).toEqual([
    'exact-asperion-sync/map-noord.payment-conditions',
    'exact-asperion-sync/map-zuid.payment-conditions',
  ]);
  expect(answersOf(office, 2)).toEqual([expect.stringMatching(/^A first proposal .* The row holds for zuid only\./)]);
  expect(answersOf(office, 3)).toEqual([]);
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyProgress } from '../../src/state/progress.ts';
import { deadLetter, reportWith } from '../report/reports.ts';
import { answersOf, lastAnswer, opened, openOffice, TERMS } from './office.ts';

const checks =
  'Checks do not start by themselves on a pull request that a workflow opened: close and reopen it to start them.';

describe('a comment of somebody who may write', () => {
  test('/retry ticks boxes, which the next sync acts on', async () => {
    await using office = await opened();
    const { issues } = office.github;
    expect(await office.comment(1, '/retry 26014\nPlease.')).toBe(0);
    expect(issues.of(1).body.match(/- \[x\] .*/g)).toEqual([expect.stringMatching(/^- \[x\] retry 26014/)]);
    expect(lastAnswer(office)).toBe('The next sync tries again: 26014.');
    await office.comment(1, '/retry all');
    expect(issues.of(1).body).toContain('- [x] retry all');
    expect(lastAnswer(office)).toBe('The next sync tries again: all records of this issue.');
    await office.comment(1, '/retry 26014 99');
    expect(lastAnswer(office)).toBe('This issue has no box for 99.');
  });

  test('/retry all changes nothing in an issue without records, and promises nothing', async () => {
    await using office = await openOffice();
    office.checkOut();
    const desk = office.desk();
    const flow = 'orders.exact-online-to-asperion';
    await desk.takeRetries(emptyProgress(), new Set([flow]));
    const stopped = { code: 'GUARD_EXCEEDED', message: 'It would create 900 records.', hint: null };
    await desk.tell(reportWith({ flow, status: 'stopped', error: stopped }), new Set([flow]), true);
    const { body } = office.github.issues.of(1);
    await office.comment(1, '/retry all');
    expect(office.github.issues.of(1).body).toBe(body);
    expect(lastAnswer(office)).toBe('This issue has no records to try again: the next sync runs without being asked.');
  });

  test('/skip opens a pull request with the pin, and adds further ones to it', async () => {
    await using office = await opened();
    const { code } = office.github;
    await office.comment(1, '/skip 26013');
    expect(code.pulls).toMatchObject([
      { number: 100, base: 'main', title: 'Skip records that wait (issue 1)', state: 'open' },
    ]);
    expect(lastAnswer(office)).toBe(
      `To skip 26013, merge [this pull request](https://github.com/example-trading/administration/pull/100). ${checks}`,
    );
    await office.comment(1, '/skip 26014');
    expect(code.pulls).toHaveLength(1);
    expect(code.pulls[0]?.body).toMatch(/alone: 26013\.[\s\S]*alone: 26014\./);
    const branch = code.pulls[0]?.head;
    expect(code.text('mappings/links.yml', branch)).toBe(
      'orders.exact-online-to-asperion:\n  "26013": skip\n  "26014": skip\n',
    );
    // The books' rules change by merging alone.
    expect(code.text('mappings/links.yml')).toBeUndefined();
    expect(existsSync(join(office.workspace, 'mappings', 'links.yml'))).toBe(false);
  });

  test('/skip begins anew from the default branch once its pull request is closed', async () => {
    await using office = await opened();
    const { code } = office.github;
    await office.comment(1, '/skip 26013');
    Object.assign(code.pulls[0] ?? {}, { state: 'closed' });
    code.commit('mappings/links.yml', '# Pins\norders.exact-online-to-asperion:\n  "26013": skip # by hand\n');
    await office.comment(1, '/skip 26013');
    expect(lastAnswer(office)).toBe('The file has this already: nothing to change.');
    await office.comment(1, '/skip 26014');
    expect(code.pulls.map(({ state }) => state)).toEqual(['closed', 'open']);
    expect(code.text('mappings/links.yml', code.pulls[1]?.head)).toBe(
      '# Pins\norders.exact-online-to-asperion:\n  "26013": skip # by hand\n  "26014": skip\n',
    );
  });

  test('a record without a box, because there are very many, can be tried, skipped and explained', async () => {
    await using office = await openOffice();
    office.checkOut();
    const references = Array.from({ length: 500 }, (_, at) => String(26000 + at));
    await office.withIssue(...references);
    const { code, issues } = office.github;
    await office.comment(1, '/why 26400');
    expect(lastAnswer(office)).toMatch(/^- 26400 waits: /);
    await office.comment(1, '/skip 26400');
    expect(code.text('mappings/links.yml', code.pulls[0]?.head)).toContain('"26400": skip\n');
    await office.comment(1, '/retry 26400 26001');
    const ticked = () => (issues.of(1).body.match(/- \[x\] retry \d+/g) ?? []).map((line) => line.slice(-5));
    expect(ticked()).toEqual(['26001', '26400']);
    // A sync of other flows leaves the box as it is; its own acts on it.
    const orders = 'orders.exact-online-to-asperion';
    const desk = office.desk();
    await desk.takeRetries(emptyProgress(), new Set(['customers']));
    const reason = 'Table payment-conditions has no row for "45".';
    const report = reportWith({
      deadLetters: [deadLetter('20001', { reason, at: { file: TERMS, line: 9, column: 1 } })],
    });
    await desk.tell(report, new Set([orders, 'customers']), true);
    expect(issues.of(1).body).toContain('retry 20001');
    expect(ticked()).toEqual(['26001', '26400']);
    await office.withIssue(...references);
    expect(ticked()).toEqual([]);
    expect(issues.of(1).body).not.toMatch(/\] retry 26400/);
  });

  test('/skip in two issues is one pull request: of two, the second could not be merged', async () => {
    await using office = await opened();
    const flow = 'orders.exact-online-to-asperion';
    const desk = office.desk();
    await desk.takeRetries(emptyProgress(), new Set([flow]));
    const deadLetters = [deadLetter('26020', { code: 'DIFFERS', reason: 'It differs.' })];
    await desk.tell(reportWith({ flow, deadLetters }), new Set([flow]), true);
    const { code, issues } = office.github;
    const other = issues.all.find(({ body }) => body.includes('26020'))?.number ?? 0;
    await office.comment(1, '/skip 26013');
    await office.comment(other, '/skip 26020');
    expect(code.pulls).toMatchObject([
      { title: 'Skip or pin records in links.yml', body: expect.stringMatching(/alone: 26013\.[\s\S]*alone: 26020\./) },
    ]);
    expect(issues.of(other).comments.at(-1)).toContain(' It also skips 26013. ');
    expect(code.text('mappings/links.yml', code.pulls[0]?.head)).toBe(`${flow}:\n  "26013": skip\n  "26020": skip\n`);
  });

  test('/why tells what is known of a record, from every issue', async () => {
    await using office = await opened();
    await office.comment(1, '/why 26013 99');
    expect(lastAnswer(office).split('\n')).toEqual([
      '- 26013 waits: Table payment-conditions has no row for "45". It is decided at `mappings/tables/payment-conditions.yml:9`. (`UNMAPPED_KEY`, waits since 25 November 2026, #1)',
      '- No open issue of the sync names 99.',
    ]);
  });

  test('each record of an issue has its own number and amounts in box, pull request and /why', async () => {
    await using office = await openOffice();
    office.checkOut();
    const flow = 'orders.exact-online-to-asperion';
    const closed = (reference: string, number: string) =>
      deadLetter(reference, {
        code: 'PERIOD_CLOSED',
        reason: `Period 3 is closed. To have it in another period, book it by hand as ${number}, and write "${reference}": skip below "${flow}" in links.yml.`,
      });
    const unsure = (reference: string, total: string) =>
      deadLetter(reference, { code: 'CHECK_FAILED', reason: `The lines come to ${total}.` });
    const deadLetters = [
      closed('26019', 'EO-26000017'),
      closed('26022', 'EO-O26022'),
      unsure('26005', '10.00'),
      unsure('26006', '12.50'),
    ];
    const desk = office.desk();
    await desk.takeRetries(emptyProgress(), new Set([flow]));
    await desk.tell(reportWith({ flow, deadLetters }), new Set([flow]), true);
    const [one, other] = office.github.issues.all.map(({ body }) => body);
    expect(one).toContain(
      '**2 customers wait**: Period 3 is closed. To have them in another period, book each by hand under the number that stands with its record,',
    );
    expect(one).toContain('- [ ] skip 26022 (EO-O26022) <!--');
    expect(other).toContain('**2 customers wait**: For example, 26005: The lines come to 10.00.');
    await office.comment(1, '/why 26022 26006');
    const [ofClosed, ofUnsure] = lastAnswer(office).split('\n');
    expect(ofClosed).toMatch(/^- 26022 waits: Period 3 .* as EO-O26022, and write "26022": skip .* What to do: Open/);
    expect(ofUnsure).toMatch(/^- 26006 waits: The lines come to 12\.50\. \(`CHECK_FAILED`/);
    await office.comment(1, '/skip 26022');
    expect(office.github.code.pulls[0]?.body).toContain('that the sync would give it (26022: EO-O26022): then');
  });

  test('/skip and the box write the lines that the reason asks for, maybe of another flow', async () => {
    await using office = await openOffice();
    office.checkOut();
    const [flow, other] = ['orders.exact-online-to-asperion', 'invoices.exact-online-to-asperion'];
    const closed = (reference: string, invoice: string) =>
      deadLetter(reference, {
        code: 'PERIOD_CLOSED',
        reason: `Period 3 is closed. To have it in another period, book it by hand as EO-${invoice}, and write "${invoice}": skip below "${other}" in links.yml.`,
      });
    const desk = office.desk();
    await desk.takeRetries(emptyProgress(), new Set([flow]));
    const deadLetters = [closed('26021', '26000019'), closed('26022', '26000020')];
    await desk.tell(reportWith({ flow, deadLetters }), new Set([flow]), true);
    await office.comment(1, '/skip 26021');
    office.github.issues.tick(1, 'skip 26022 (EO-26000020)');
    await office.edited(1);
    const { code } = office.github;
    expect(code.text('mappings/links.yml', code.pulls[0]?.head)).toBe(
      `${other}:\n  "26000019": skip\n  "26000020": skip\n`,
    );
  });

  test('/why says which rules come with the action, and names no file that nobody has written yet', async () => {
    await using office = await openOffice();
    office.checkOut();
    const flow = 'orders.exact-online-to-asperion';
    const shipped = { file: 'shipped/parts/invoice-checks.yml', line: 4, column: 3 };
    const unwritten = { file: 'mappings/tables/units.yml', line: 1, column: 1 };
    const deadLetters = [
      deadLetter('26013', { code: 'CHECK_FAILED', reason: 'The lines do not add up.', at: shipped }),
      deadLetter('26014', { reason: 'Table units has no row for "km".', at: unwritten }),
    ];
    const desk = office.desk();
    await desk.takeRetries(emptyProgress(), new Set([flow]));
    await desk.tell(reportWith({ flow, deadLetters }), new Set([flow]), true);
    await office.comment(1, '/why 26013 26014');
    const [first, second] = lastAnswer(office).split('\n');
    expect(first).toContain('It is decided at `shipped/parts/invoice-checks.yml:4`, which comes with the action.');
    expect(second).not.toContain('It is decided');
  });

  test('cannot write into the answer what GitHub would act on', async () => {
    await using office = await opened();
    await office.comment(1, '/why "@octocat #12 <img src=x> [a](https://evil.example)"');
    expect(lastAnswer(office)).not.toMatch(/@octocat|#12\b|<img|(?<!\\)\]\(https/);
    await office.comment(1, '/map payment-conditions "a`@octocat`: [x]"=2');
    expect(lastAnswer(office)).not.toMatch(/`@octocat`/);
    expect(office.github.code.messages.join()).not.toMatch(/@octocat/);
  });
});

describe('nothing is done for', () => {
  test.each([
    ['bert-reads', ['Only people with write access to this repository can do this here.']],
    ['stranger', []],
  ])('%s, who may not write, but an answer to those who take part', async (login, answers) => {
    await using office = await opened();
    const { body } = office.github.issues.of(1);
    expect(await office.comment(1, '/skip 26013', login)).toBe(0);
    expect(answersOf(office)).toEqual(answers);
    // It need not be meant for the sync.
    expect(await office.comment(1, 'skip 26013', login)).toBe(0);
    expect(answersOf(office)).toEqual(answers);
    office.github.issues.tick(1, 'skip 26013');
    expect(await office.edited(1, login)).toBe(0);
    expect(answersOf(office)).toHaveLength(answers.length);
    expect(office.github.code.pulls).toEqual([]);
    expect(body).not.toContain('[x]');
  });

  test('programs, conversation, and issues that are not of the sync', async () => {
    await using office = await opened();
    office.github.issues.open({ body: 'A question.' });
    const copy = { body: office.github.issues.of(1).body, labels: ['exact-asperion-sync'] };
    office.github.issues.open(copy);
    office.github.issues.open({ ...copy, author: 'anna-books', association: 'MEMBER' });
    office.github.issues.open({ ...copy, author: 'other-app[bot]' });
    const from = office.github.requests.length;
    await office.comment(1, '/retry all', 'anna-books', 'Bot');
    await office.comment(1, 'Thanks! I will /retry later.');
    expect(office.github.requests).toHaveLength(from);
    await office.comment(2, '/retry all');
    for (const number of [3, 4, 5]) await office.comment(number, '/skip 26013');
    expect(office.github.issues.all.flatMap(({ comments }) => comments)).toEqual([]);
    expect(office.github.code.pulls).toEqual([]);
  });
});

describe('what GitHub does not allow', () => {
  test('a repository in which workflows open no pull requests: the answer leads to the form', async () => {
    await using office = await opened();
    office.github.switches.opensPulls = false;
    await office.comment(1, '/skip 26013');
    await office.comment(1, '/skip 26014');
    expect(lastAnswer(office)).toMatch(
      /^To skip 26014, merge the change on \[this branch\]\(https:\/\/github\.com\/example-trading\/administration\/compare\/main\.\.\.exact-asperion-sync\/links\?expand=1\)/,
    );
    expect(office.github.code.text('mappings/links.yml', 'exact-asperion-sync/links')).toMatch(/26013[\s\S]*26014/);
  });

  test('a job without contents: write says so in the issue and in the log, and the run is red', async () => {
    await using office = await opened();
    office.github.switches.permissions.contents = 'read';
    expect(await office.comment(1, '/skip 26013')).toBe(1);
    expect(lastAnswer(office)).toMatch(/^This did not work: GitHub refused it \(HTTP 403\)/);
    expect(office.warnings).toEqual([
      expect.stringMatching(/Give the job issues: write, contents: write and pull-requests: write\.$/),
    ]);
  });

  test('a rate limit and a GitHub that is down make the run red, without a stack', async () => {
    await using office = await opened();
    office.github.switches.limit = 'primary';
    expect(await office.comment(1, '/retry all')).toBe(1);
    office.github.switches.limit = null;
    await office.github.close();
    expect(await office.comment(1, '/retry all')).toBe(1);
    expect(office.warnings).toEqual([
      expect.stringMatching(/takes no more calls for now/),
      expect.stringMatching(/could not be asked \(ECONNREFUSED\)/),
    ]);
  });
});

test('the mode is refused in a run that is not for an issue', async () => {
  await using office = await openOffice();
  const { desk } = await import('../../src/commands/desk/serve.ts');
  await expect(desk(office.context('schedule', {}))).rejects.toMatchObject({ code: 'WRONG_INPUT' });
});

test('a comment is served in Dutch', async () => {
  await using office = await opened();
  const { desk } = await import('../../src/commands/desk/serve.ts');
  const user = { login: 'anna-books', type: 'User' };
  const event = { action: 'created', issue: { number: 1 }, comment: { body: '/retry 26013', user }, sender: user };
  await desk(office.context('issue_comment', event, { LANGUAGE: 'nl' }));
  expect(lastAnswer(office)).toBe('De volgende sync probeert opnieuw: 26013.');
});

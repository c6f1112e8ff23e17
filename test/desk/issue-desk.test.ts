import { expect, test } from 'vitest';
import type { RunReport } from '../../src/report/run-report.ts';
import { emptyProgress } from '../../src/state/progress.ts';
import { deadLetter, reportWith } from '../report/reports.ts';
import { type Office, openOffice } from './office.ts';

const missing = (key: string) => `Table payment-conditions has no row for "${key}".`;
const waiting = (...references: readonly string[]): RunReport =>
  reportWith({ deadLetters: references.map((reference) => deadLetter(reference, { reason: missing('14') })) });
const on = new Set(['customers']);

/** One sync as the desk sees it: ticked boxes at its start, the report at its end. Returns the calls that it made. */
async function sync(office: Office, report: RunReport, settings: Parameters<Office['desk']>[0] = {}) {
  const from = office.github.requests.length;
  const desk = office.desk(settings);
  await desk.takeRetries(emptyProgress(), on);
  await desk.tell(report, on, true);
  return office.github.requests
    .slice(from)
    .map(({ method, path, status }) => `${method} ${path.split('/').slice(4).join('/')} ${status}`);
}

test('an issue is opened, updated when a record joins, closed with a sentence, and opened again', async () => {
  await using office = await openOffice();
  const { issues } = office.github;
  await sync(office, waiting('26013'), { assignees: ['anna-books'], labels: ['books'] });
  expect(issues.all).toHaveLength(1);
  expect(issues.of(1)).toMatchObject({
    state: 'open',
    labels: ['exact-asperion-sync', 'books'],
    assignees: ['anna-books'],
  });
  expect(await sync(office, waiting('26013'))).toEqual(['GET issues 200', 'GET issues 200']);
  await sync(office, waiting('26013', '26014'));
  expect(issues.of(1).body).toContain('26014');
  await sync(office, reportWith());
  expect(issues.of(1)).toMatchObject({
    state: 'closed',
    stateReason: 'completed',
    comments: [
      'Nothing waits for this any more since [this run](https://github.com/example-trading/administration/actions/runs/77).',
    ],
  });
  await sync(office, waiting('26013'));
  expect(issues.all).toHaveLength(1);
  expect(issues.of(1).state).toBe('open');
  issues.close(1, 'not_planned');
  await sync(office, waiting('26013'));
  expect([issues.all.length, issues.of(1).state]).toEqual([1, 'closed']);
  expect(office.warnings).toEqual([]);
});

test('a run without causes and without issues makes one call', async () => {
  await using office = await openOffice();
  expect(await sync(office, reportWith())).toEqual(['GET issues 200']);
});

test('boxes that were ticked are acted on once, and taken off', async () => {
  await using office = await openOffice();
  await sync(office, waiting('26013'));
  office.github.issues.tick(1, 'retry 26013');
  await sync(office, waiting('26013'));
  expect(office.github.issues.of(1).body).not.toContain('- [x]');
  expect(office.github.issues.of(1).body).toContain('last acted upon on 26 November 2026 at 10:00');
  expect(office.log).toEqual(['Issues ask to try records again: 1 ticked boxes in 1 issues.']);
  expect(await sync(office, waiting('26013'))).toEqual(['GET issues 200', 'GET issues 200']);
});

test('a box that is ticked during a run stays ticked for the next one', async () => {
  await using office = await openOffice();
  await sync(office, waiting('26013'));
  const desk = office.desk();
  await desk.takeRetries(emptyProgress(), on);
  office.github.issues.tick(1, 'skip 26013');
  await desk.tell(waiting('26013', '26014'), on, true);
  expect(office.github.issues.of(1).body).toMatch(/- \[x\] skip 26013/);
});

test('boxes stay ticked, and issues as they are, if the progress was not kept', async () => {
  await using office = await openOffice();
  await sync(office, waiting('26013'));
  office.github.issues.tick(1, 'retry 26013');
  const before = office.github.issues.of(1).body;
  const desk = office.desk();
  await desk.takeRetries(emptyProgress(), on);
  await desk.tell(reportWith(), on, false);
  expect(office.github.issues.of(1)).toMatchObject({ state: 'open', body: before });
});

test('issues of all pages are known: none is opened twice', async () => {
  await using office = await openOffice();
  await sync(office, waiting('26013'));
  for (let number = 0; number < 120; number += 1)
    office.github.issues.open({ labels: ['exact-asperion-sync'], body: 'A question of somebody.' });
  await sync(office, waiting('26013'));
  expect(office.github.issues.all).toHaveLength(121);
});

test('a token without the right is a warning with what to do, and no call after it', async () => {
  await using office = await openOffice();
  office.github.switches.permissions.issues = 'read';
  const calls = await sync(office, waiting('26013'));
  expect(calls.filter((call) => call.endsWith('403'))).toHaveLength(1);
  expect(office.github.issues.all).toEqual([]);
  expect(office.warnings).toEqual([
    'The issues could not be brought up to date: GitHub refused it (HTTP 403): Resource not accessible by integration. Give the job the permission issues: write, or remove desk from settings.yml.',
  ]);
  office.github.switches.permissions.issues = 'none';
  expect(await sync(office, waiting('26013'))).toEqual(['GET issues 403']);
});

test('the words of GitHub end in one full stop, also where they have one of their own', async () => {
  await using office = await openOffice();
  office.github.switches.limit = 'secondary';
  await sync(office, waiting('26013'));
  expect(office.warnings).toEqual([expect.not.stringContaining('..')]);
  expect(office.warnings[0]).toMatch(/secondary rate limit[^.]*\. /);
});

test('a token of somebody opens no issues that no later run would know', async () => {
  await using office = await openOffice();
  office.github.issues.account = 'anna-books';
  const two = reportWith({ deadLetters: ['14', '45'].map((key) => deadLetter(key, { reason: missing(key) })) });
  await sync(office, two);
  expect(office.github.issues.all.map(({ state }) => state)).toEqual(['closed']);
  expect(office.warnings).toEqual([
    'The issues could not be brought up to date: issue 1 was not opened as github-actions[bot], and is closed. Remove the input github-token from the workflow: by default it is the token of the run.',
  ]);
});

test.each(['primary', 'secondary'] as const)(
  'a %s rate limit ends the desk for this run, and the next one goes on',
  async (limit) => {
    await using office = await openOffice();
    office.github.switches.limit = limit;
    const calls = await sync(office, waiting('26013'));
    expect(calls.filter((call) => call.endsWith('403'))).toHaveLength(1);
    expect(office.warnings).toEqual([
      expect.stringMatching(/takes no more calls for now \(HTTP 403\).* The next run tries again\.$/),
    ]);
    office.github.switches.limit = null;
    await sync(office, waiting('26013'));
    expect(office.github.issues.all).toHaveLength(1);
  },
);

test('a repository without issues, a GitHub that is down and one that is not there are warnings', async () => {
  await using office = await openOffice();
  office.github.switches.issues = 'off';
  await sync(office, waiting('26013'));
  office.github.switches.issues = 'on';
  office.github.switches.unavailableRestCalls = 9;
  await sync(office, waiting('26013'));
  await office.github.close();
  await sync(office, waiting('26013'));
  expect(office.warnings).toEqual([
    expect.stringContaining('Switch issues on in the settings of the repository'),
    expect.stringContaining('GitHub answered (HTTP 502): Server Error. The next run tries again.'),
    expect.stringContaining('GitHub could not be asked (ECONNREFUSED)'),
  ]);
});

test('somebody who cannot be assigned leaves the issue to nobody, and is named', async () => {
  await using office = await openOffice();
  await sync(office, waiting('26013'), { assignees: ['gone-away'] });
  expect(office.github.issues.of(1).assignees).toEqual([]);
  expect(office.warnings).toEqual([
    expect.stringMatching(/GitHub does not assign it to gone-away\. Correct desk\.assignees/),
  ]);
});

test('a fault of the desk itself is a warning, and the sync goes on', async () => {
  await using office = await openOffice();
  await sync(office, { flows: null } as never);
  expect(office.warnings).toEqual([
    expect.stringMatching(/a fault of this program \(TypeError\)\. Please report it\.$/),
  ]);
});

test('nothing is asked of GitHub unless settings.yml asks for issues', async () => {
  await using office = await openOffice();
  expect(() => office.desk({ issues: false })).toThrow('switched off');
  expect(office.github.requests).toEqual([]);
});

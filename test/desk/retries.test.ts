import { describe, expect, test } from 'vitest';
import { readBoxes, withTicks } from '../../src/desk/issue-marks.ts';
import { type DeskIssue, planIssues } from '../../src/desk/plan-issues.ts';
import { retryTicked } from '../../src/desk/retries.ts';
import { emptyProgress } from '../../src/state/progress.ts';
import { deskOf, opened, waits, withLetters } from './planned.ts';

describe('ticked boxes, of which *retry* is for the sync', () => {
  const report = withLetters(waits('26013'), waits('26014'));
  const letter = (reference: string, nextAtMs: number) => {
    const { nextAt: _nextAt, ...kept } = waits(reference);
    return { ...kept, fingerprint: 'x', nextAtMs };
  };
  const progressOf = () => {
    const letters = {
      a: letter('26013', 9000),
      b: letter('26014', 9000),
      c: { ...letter('26015', 9000), reason: 'Other.' },
    };
    return { ...emptyProgress(), flows: { customers: { cursor: null, deadLetters: letters } } };
  };
  const due = (progress: ReturnType<typeof progressOf>) =>
    Object.values(progress.flows.customers.deadLetters).map(({ nextAtMs }) => nextAtMs);
  const ticked = (isMeant: (what: string, reference: string) => boolean): DeskIssue => {
    const issue = opened(report);
    return { ...issue, body: withTicks(issue.body, ({ what, reference }) => isMeant(what, reference)) };
  };
  const now = { selected: new Set(['customers']), nowMs: 5000 };

  test('make one record due, or all of the cause and no others', () => {
    const one = progressOf();
    retryTicked([ticked((what, reference) => what === 'retry' && reference === '26014')], one, now);
    expect(due(one)).toEqual([9000, 5000, 9000]);
    const all = progressOf();
    retryTicked([ticked((what) => what === 'retry-all')], all, now);
    expect(due(all)).toEqual([5000, 5000, 9000]);
  });

  test('wait for a run of their flow, and *skip* is nothing for a sync', () => {
    const progress = progressOf();
    const issues = [ticked((what) => what !== 'skip')];
    expect(retryTicked(issues, progress, { ...now, selected: new Set(['orders']) }).size).toBe(0);
    expect(retryTicked([ticked((what) => what === 'skip')], progress, now).size).toBe(0);
    expect(due(progress)).toEqual([9000, 9000, 9000]);
  });

  test('are taken off once they were acted on, and those ticked meanwhile stay', () => {
    const issue = ticked((what, reference) => what === 'retry' && reference === '26013');
    const boxes = retryTicked([issue], progressOf(), now);
    const later = { ...issue, body: withTicks(issue.body, ({ reference }) => (reference === '26014' ? true : null)) };
    const atMs = Date.parse('2026-11-26T09:00:00Z');
    const [action] = planIssues(deskOf(report, { acted: { boxes, atMs } }), [later], []);
    const body = action !== undefined && 'body' in action ? action.body : '';
    expect(
      readBoxes(body)
        .filter(({ isTicked }) => isTicked)
        .map(({ what, reference }) => `${what} ${reference}`),
    ).toEqual(['retry 26014', 'skip 26014']);
    expect(body).toContain('last acted upon on 26 November 2026 at 10:00');
  });
});

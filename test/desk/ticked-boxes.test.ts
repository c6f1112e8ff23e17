import { describe, expect, test } from 'vitest';
import { readBoxes } from '../../src/desk/issue-marks.ts';
import { emptyProgress } from '../../src/state/progress.ts';
import { deadLetter, reportWith } from '../report/reports.ts';
import { answersOf, lastAnswer, opened, openOffice } from './office.ts';

describe('ticked boxes', () => {
  test('*skip* opens the pull request at once, and is taken off; *retry* is left to the sync', async () => {
    await using office = await opened();
    const { issues, code } = office.github;
    issues.tick(1, 'skip 26014');
    issues.tick(1, 'retry 26013');
    expect(await office.edited(1)).toBe(0);
    expect(code.text('mappings/links.yml', code.pulls[0]?.head)).toContain('"26014": skip');
    expect(issues.of(1).body.match(/- \[x\] .*/g)).toEqual([expect.stringMatching(/^- \[x\] retry 26013/)]);
    await office.edited(1);
    expect(answersOf(office)).toHaveLength(1);
  });

  test('say which record of the target it is, in one pull request for all or one for each', async () => {
    await using office = await openOffice();
    office.checkOut();
    const flow = 'customers.exact-online-to-asperion';
    const pins = (reference: string, targets: readonly string[]) => ({ flow, reference, targets: [...targets] });
    const about = { code: 'AMBIGUOUS', at: { file: 'mappings/links.yml', line: 1, column: 1 } };
    const customers = ['20008', '20009'].map((one, at) =>
      deadLetter(one, {
        ...about,
        reason: `"${one}" may be it.`,
        pins: pins(one, [`1000${at}`, `1001${at}`, ...(at === 0 ? [] : ['new'])]),
      }),
    );
    // An order that waits for its customer offers the same.
    const order = deadLetter('26013', {
      ...about,
      reason: '"20008" may be it.',
      pins: pins('20008', ['10000', '10010']),
    });
    const report = {
      ...reportWith({ flow, deadLetters: customers }),
      flows: [
        ...reportWith({ flow, deadLetters: customers }).flows,
        ...reportWith({ flow: 'orders.exact-online-to-asperion', deadLetters: [order] }).flows,
      ],
    };
    const all = new Set(report.flows.map((one) => one.flow));
    const desk = office.desk();
    await desk.takeRetries(emptyProgress(), all);
    await desk.tell(report, all, true);
    const { issues, code } = office.github;
    const boxes = () => readBoxes(issues.of(1).body).filter(({ what }) => what === 'pin');
    expect(boxes().map(({ reference, target }) => `${reference} ${target}`)).toEqual([
      '20008 10000',
      '20008 10010',
      '20009 10001',
      '20009 10011',
      '20009 new',
    ]);
    issues.tick(1, '20008 is 10000 in the target');
    issues.tick(1, '20008 is 10010 in the target');
    await office.edited(1);
    expect(lastAnswer(office)).toBe('More than one box is ticked for 20008: tick the right one alone.');
    expect(boxes().some(({ isTicked }) => isTicked)).toBe(false);
    issues.tick(1, '20008 is 10010 in the target');
    issues.tick(1, 'skip 26013');
    await office.edited(1);
    expect(lastAnswer(office)).toMatch(
      /^To settle which record of the target it is, 20008 → 10010, merge .* To skip 26013, merge /,
    );
    issues.tick(1, '20009 has no record in the target yet');
    await office.edited(1);
    expect(lastAnswer(office)).toMatch(
      /20009 → a new record, .* It also skips 26013\. It also settles 20008 → 10010\. /,
    );
    expect(code.pulls).toHaveLength(1);
    expect(code.text('mappings/links.yml', code.pulls[0]?.head)).toBe(
      `${flow}:\n  "20008": "10010"\n  "20009": new\norders.exact-online-to-asperion:\n  "26013": skip\n`,
    );
    // A run of the orders alone keeps what the customers offer, and no sync acts on such a box.
    issues.tick(1, '20009 is 10001 in the target');
    const orders = new Set(['orders.exact-online-to-asperion']);
    const later = office.desk();
    await later.takeRetries(emptyProgress(), orders);
    await later.tell({ ...report, flows: report.flows.slice(1) }, all, true);
    expect(boxes()).toHaveLength(5);
    expect(boxes().filter(({ isTicked }) => isTicked)).toMatchObject([{ reference: '20009', target: '10001' }]);
  });
});

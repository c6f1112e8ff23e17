import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readMark, withMark } from '../../src/desk/issue-marks.ts';
import { answersOf, lastAnswer, opened, TERMS } from './office.ts';

describe('a row that a comment asks for', () => {
  test('/map opens a pull request that adds the row, and keeps every other line', async () => {
    await using office = await opened();
    const { code } = office.github;
    const before = code.text(TERMS) ?? '';
    await office.comment(1, '/map payment-conditions 45=2');
    expect(code.text(TERMS, code.pulls[0]?.head)).toBe(`${before}"45": "2"\n`);
    expect(code.pulls[0]).toMatchObject({
      title: 'Map 45=2 in payment-conditions',
      body: expect.stringContaining('#1'),
    });
    expect(lastAnswer(office)).toContain('To add the row `45=2`, merge [this pull request]');
    expect(readFileSync(join(office.workspace, TERMS), 'utf8')).toBe(before);
  });

  test('/map adds a further row to the open pull request, whose title and text tell of both', async () => {
    await using office = await opened();
    const { code } = office.github;
    await office.comment(1, '/map payment-conditions 45=2');
    await office.comment(1, '/map payment-conditions 46=1');
    expect(code.pulls).toMatchObject([
      {
        title: 'Map several values in payment-conditions',
        body: expect.stringMatching(/Adds the row `45=2`[\s\S]*Adds the row `46=1`/),
      },
    ]);
  });

  test('/map with another value changes the row of its own pull request', async () => {
    await using office = await opened();
    const { code } = office.github;
    const before = code.text(TERMS) ?? '';
    await office.comment(1, '/map payment-conditions 45=2');
    await office.comment(1, '/map payment-conditions 45=1');
    expect(lastAnswer(office)).toContain('To add the row `45=1`, merge [this pull request]');
    expect(code.pulls).toMatchObject([
      { title: 'Map 45=1 in payment-conditions', body: expect.not.stringContaining('45=2') },
    ]);
    expect(code.text(TERMS, code.pulls[0]?.head)).toBe(`${before}"45": "1"\n`);
  });

  test('/map says what the lists call the row, and takes no value that the list does not have', async () => {
    await using office = await opened();
    const { code, issues } = office.github;
    const mark = readMark(issues.of(1).body);
    const entries = { '1': '30 dagen', '2': '14 dagen' };
    const candidates = { list: 'paymentconditions', table: 'payment-conditions', keys: ['45'], entries, rows: [] };
    if (mark !== null)
      issues.of(1).body = withMark(issues.of(1).body, { ...mark, candidates: { ...candidates, name: '45 dagen' } });
    await office.comment(1, '/map payment-conditions 45=99');
    expect(lastAnswer(office)).toBe(
      `The list (payment conditions) has no \`99\` that can be used. It has: \`1\` 30 dagen, \`2\` 14 dagen. If \`99\` was added after this issue was opened, write the row in \`${TERMS}\` yourself.`,
    );
    await office.comment(1, '/map payment-conditions 45=constructor');
    expect(code.pulls).toEqual([]);
    await office.comment(1, '/map payment-conditions 45=2');
    expect(code.pulls).toMatchObject([
      {
        title: 'Map 45=2 in payment-conditions (45 dagen → 14 dagen)',
        body: expect.stringContaining('`45=2` (45 dagen → 14 dagen)'),
      },
    ]);
    expect(code.text(TERMS, code.pulls[0]?.head)).toMatch(/\n"45": "2" # 45 dagen → 14 dagen\n$/);
    // Of another key, the list says what the value is; of another table, nothing.
    await office.comment(1, '/map payment-conditions 46=1');
    await office.comment(1, '/map units km=99');
    expect(code.text(TERMS, code.pulls[0]?.head)).toMatch(/\n"46": "1" # 30 dagen\n$/);
    expect(lastAnswer(office)).toContain('To add the row `km=99`');
  });

  test('/map without the keys, or without a row, is answered with the row that is missing', async () => {
    await using office = await opened();
    const { issues } = office.github;
    const mark = readMark(issues.of(1).body);
    const candidates = { list: 'vatcodes', table: 'vat-codes', keys: ['NL', '9'], rows: [] };
    if (mark !== null) issues.of(1).body = withMark(issues.of(1).body, { ...mark, candidates });
    await office.comment(1, '/map vat-codes 9=VL');
    await office.comment(1, '/map vat-codes');
    expect(answersOf(office)).toEqual([
      'Write it like this: `/map vat-codes NL/9=VL`',
      'Write it like this: `/map vat-codes NL/9=…`',
    ]);
  });

  test('/map is not held up by what was wrong before, further down in the file', async () => {
    await using office = await opened();
    const { code } = office.github;
    const wrong = `${code.text(TERMS)}"99": soon\n# the end\n`;
    code.commit(TERMS, wrong);
    writeFileSync(join(office.workspace, TERMS), `# a line\n${wrong}`);
    await office.comment(1, '/map payment-conditions 45=2');
    expect(code.text(TERMS, code.pulls[0]?.head)).toContain('"45": "2"\n');
  });

  test('a file that is too large to be shown is not written anew', async () => {
    await using office = await opened();
    const { code } = office.github;
    code.commit('mappings/links.yml', `# ${'x'.repeat(1_100_000)}\n`);
    expect(await office.comment(1, '/skip 26013')).toBe(1);
    expect(lastAnswer(office)).toMatch(/^This did not work: GitHub gave an unexpected answer/);
    expect(code.pulls).toEqual([]);
    expect([...code.branches.keys()]).not.toContain('exact-asperion-sync/links');
  });

  test('/map makes a file for a table that comes with the action', async () => {
    await using office = await opened();
    const { code } = office.github;
    await office.comment(1, '/map vat-codes NL/99=4');
    expect(code.text('mappings/tables/vat-codes.yml', code.pulls[0]?.head)).toBe('NL:\n  "99": "4"\n');
  });

  test.each([
    ['/map payment-conditons 45=2', /^There is no table `payment-conditons`\. Did you mean `payment-conditions`\?$/],
    ['/map payment-conditions 14=3', /has a row for `14` already: change it there\.$/],
    ['/map payment-conditions 45=soon', /^With this row the mappings would be wrong: .*payment-conditions\.yml/],
    ['/map payment-conditions', /^Write it like this: `\/map payment-conditions 14=2`/],
    ['/help', /^There is no command `\/help`\. There are: `\/retry NUMBER`.*`\/map TABLE KEY=VALUE`\.$/],
    ['/mapp payment-conditions 45=2', /^There is no command `\/mapp`\. Did you mean `\/map`\?$/],
    ['map payment-conditions 45=2', /^Write it like this: `\/map payment-conditions 14=2`/],
    ['new', /^Nothing was done\. For a new record, tick its box in the issue, or write `new` for it in links\.yml\.$/],
    ['/skip 99', /^This issue has no box for 99\.$/],
  ])('%s is answered, and nothing is changed', async (comment, answer) => {
    await using office = await opened();
    expect(await office.comment(1, comment)).toBe(0);
    expect(lastAnswer(office)).toMatch(answer);
    expect(office.github.code.pulls).toEqual([]);
    expect(
      [...office.github.code.branches.keys()].filter((name) => name !== 'main' && !name.startsWith('exact')),
    ).toEqual([]);
    expect(readFileSync(join(office.workspace, TERMS), 'utf8')).toBe(office.github.code.text(TERMS));
  });
});

import { describe, expect, test } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { expectProblems, type Problem, STACK } from '../support/problems.ts';
import { flowOf, namesOf, setStage, smallWorld } from '../support/stage.ts';

const all = [
  'customers.exact-online-to-asperion',
  'products.asperion-to-exact-online',
  'orders.exact-online-to-asperion',
];

describe('a system that cannot be used', () => {
  /** One clear sentence for all flows that it stops, and not one write. */
  async function expectStop(stage: Stage, run: StageRun, problem: Problem): Promise<void> {
    await expectProblems(stage, run, [problem]);
    expect(run.writes).toEqual([]);
    for (const flow of all) {
      expect(flowOf(run, flow)).toMatchObject({ status: 'stopped', error: { code: problem.code } });
      expect(run.annotations[0]?.message).toContain(flow);
    }
    expect(run.summary).toContain(`${all.join(', ')} stopped.`);
    expect(run.summary.split(problem.says[0] ?? '')).toHaveLength(2);
  }

  test.concurrent.each([
    ['Exact Online', 'exact-online-url'],
    ['Asperion', 'asperion-url'],
    ['Asperion', 'asperion-identity-url'],
  ])('%s unreachable by %s', async (title, input) => {
    await using stage = await setStage({ world: smallWorld() });
    const run = await stage.run({ inputs: { [input]: 'http://127.0.0.1:9' } });
    await expectStop(stage, run, {
      code: 'UNREACHABLE',
      says: ['cannot be reached at 127.0.0.1:9', `Check the input ${input}`],
    });
    expect(run.summary).toContain(`${title} cannot be reached`);
  });

  test.concurrent.each([
    [
      'exact-online-client-secret',
      'CLIENT_REFUSED',
      'Exact Online does not accept the client id and secret',
      'exact-online-client-id',
    ],
    [
      'exact-online-refresh-token',
      'REFRESH_REFUSED',
      'The authorisation of Exact Online is no longer accepted',
      'exact-online-refresh-token',
    ],
    ['asperion-client-id', 'CLIENT_REFUSED', 'Asperion does not accept the client id and secret', 'asperion-client-id'],
    [
      'asperion-refresh-token',
      'REFRESH_REFUSED',
      'The authorisation of Asperion is no longer accepted',
      'asperion-refresh-token',
    ],
  ])('a wrong %s', async (input, code, sentence, hint) => {
    await using stage = await setStage({ world: smallWorld() });
    const run = await stage.run({ inputs: { [input]: '987654321' } });
    await expectStop(stage, run, { code, says: [sentence, hint] });
    expect(run.log).not.toContain(stage.exactOnline.clientSecret);
  });

  test.concurrent.each([
    ['exact-online-division', /^Exact Online refused to read .*What to do: .*administration/],
    ['asperion-tenant', /^Asperion refused to read .*What to do: .*asperion-tenant/],
  ])('a wrong %s stops every flow, each with what it may not read', async (input, sentence) => {
    await using stage = await setStage({ world: smallWorld() });
    const run = await stage.run({ inputs: { [input]: '987654321' } });
    expect(run.exitCode).toBe(1);
    expect(run.writes).toEqual([]);
    const said = run.annotations.filter(({ level }) => level === 'error');
    for (const flow of all) {
      expect(flowOf(run, flow)).toMatchObject({ status: 'stopped', error: { code: 'FORBIDDEN' } });
      expect(said.filter(({ message }) => message.includes(flow))).toHaveLength(1);
    }
    for (const { title, message } of said) {
      const [flows = '', words = ''] = message.split(/: (.*)/s);
      expect(all).toEqual(expect.arrayContaining(flows.split(', ')));
      expect(title).toBe('FORBIDDEN');
      expect(words).toMatch(sentence);
    }
    // The log has the names of mappings, a mark those of people.
    const lines = run.log.split('\n').filter((line) => line.startsWith('FORBIDDEN '));
    expect(lines).toHaveLength(said.length);
    for (const line of lines) expect(line.replace('FORBIDDEN ', '')).toMatch(sentence);
    expect(run.log).not.toMatch(STACK);
  });

  test('when it can be used again, the next run does everything', async () => {
    await using stage = await setStage({ world: smallWorld() });
    await stage.run({ inputs: { 'asperion-refresh-token': 'gone' } });
    const run = await stage.run();
    expect(run.exitCode).toBe(0);
    expect(namesOf(run.writes)).toContain('asperion POST salesinvoiceswithlines');
  });
});

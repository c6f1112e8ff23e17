import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallFault } from './call-faults.ts';
import { Listener } from './spoken.ts';
import { type Played, play } from './story.ts';
import { judge, meetingsOf, type Verdict } from './trial.ts';

const FLOWS = ['customers.exact-online-to-asperion'];

const listener = new Listener();
afterAll(() => listener[Symbol.dispose]());

let clean: Played;
beforeAll(async () => {
  clean = await play(FLOWS, listener, null, null);
});

/** Judges a run in which something happens at the first debtor that is created. */
async function judged(strike: CallFault['strike'], more: Partial<CallFault> = {}): Promise<Verdict> {
  const on = clean.calls.find(({ name }) => name === 'POST /v1/debtors');
  if (on === undefined) throw new Error('The clean story creates no debtor.');
  return judge(FLOWS, listener, { on, fault: { name: 'made up', strike, ...more } }, clean);
}

const kinds = ({ problems }: Verdict): readonly string[] => [...new Set(problems.map(({ kind }) => kind))];

describe('the judge of a case', () => {
  test('has nothing to say when nothing happens', async () => {
    expect(await judged(() => ({ act: 'replace' }))).toEqual({ problems: [], codes: [] });
  });

  test('sees a duplicate record', async () => {
    const twice: CallFault['strike'] = ({ asperion }) => ({
      act: 'replace',
      after: () => {
        const { id: _, ...debtor } = asperion.rows('debtors').at(-1) ?? {};
        asperion.insert('debtors', { ...debtor, customerNumber: '10900' });
      },
    });
    expect(kinds(await judged(twice))).toContain('doubled');
  });

  test('sees a record that is never brought over', async () => {
    const answer = JSON.stringify({ id: 909, customerNumber: '10909' });
    const headers = { 'content-type': 'application/json' };
    const lying: CallFault['strike'] = () => ({ act: 'status', status: 201, headers, body: answer });
    expect(kinds(await judged(lying))).toContain('lost');
  });

  test('sees a wrong value', async () => {
    const changing: CallFault['strike'] = ({ asperion }) => ({
      act: 'replace',
      after: () => asperion.update('debtors', asperion.rows('debtors').at(-1)?.id ?? null, { city: 'Elders' }),
    });
    expect(kinds(await judged(changing))).toContain('different');
  });

  test.each([
    ['a secret in the log', ({ inputs }) => inputs.INPUT_ASPERION_CLIENT_SECRET],
    ['a name in the log', ({ exactOnline }) => String(exactOnline.rows('Accounts')[0]?.Name)],
  ] satisfies [string, (company: Parameters<CallFault['strike']>[0]) => string | undefined][])(
    'sees %s',
    async (_, text) => {
      const telling: CallFault['strike'] = (company) => ({
        act: 'replace',
        after: () => process.stdout.write(`debtor: ${text(company)}\n`),
      });
      expect(kinds(await judged(telling))).toEqual(['leaked']);
    },
  );

  test('sees that nobody is told about a problem that only a person can fix', async () => {
    expect(kinds(await judged(() => ({ act: 'replace' }), { needs: 'REFRESH_REFUSED' }))).toEqual(['not told']);
  });

  test('sees a stop that nobody foresaw', async () => {
    expect(kinds(await judged(() => ({ act: 'status', status: 403, body: '' })))).toEqual(['stopped']);
  });

  test('sees a flow that never comes to rest', async () => {
    const down: CallFault['strike'] = ({ asperion }) => ({
      act: 'replace',
      after: () => {
        asperion.faults.add({ path: /./, act: 'status', status: 503, times: 1000 });
        asperion.faults.clear = () => {};
      },
    });
    expect(kinds(await judged(down))).toContain('stuck');
  });
});

test('every fault meets a call or an operation of the clean story', () => {
  const met = new Set(meetingsOf(clean).map(({ fault }) => fault.name));
  expect(met.size).toBe(50);
});

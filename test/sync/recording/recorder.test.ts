import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, customers } from '../../support/samples.ts';
import { recordRun } from './replay.ts';

const flow = compile({ 'customers.yml': customers({}) });

describe('a recorder', () => {
  it('has news of records that were written, linked or refused, and none of an idle run', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1), account(2)] } });
    const first = await recordRun(company, flow);
    expect([first.hasNews, first.isChanged]).toEqual([true, true]);
    const before = company.exactOnline.requests.length;
    const idle = await recordRun(company, flow, { before: first.recording });
    expect(company.exactOnline.requests.length).toBeGreaterThan(before);
    expect([idle.hasNews, idle.isChanged]).toEqual([false, false]);
    company.exactOnline.update('Accounts', accountId(2), { Name: 'Zon' });
    const third = await recordRun(company, flow, { before: first.recording });
    expect([third.hasNews, third.isChanged]).toEqual([true, true]);
    expect(third.recording.flows.customers?.records.map(({ reference }) => reference)).toEqual(['20002', '20001']);
  });

  it('has news of records that are only linked, and of those that fail', async () => {
    const known = { customerNumber: '10001', name: 'Bakkerij 1', address: 'Dorpsstraat 1', debtorKindId: 'company' };
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)] },
      asperion: { debtors: [{ ...known, characteristic5: 'EO-20001' }] },
    });
    expect(await recordRun(company, flow)).toMatchObject({ hasNews: true, isChanged: true });
    company.exactOnline.insert('Accounts', account(2, { Name: 'x'.repeat(200) }));
    const failing = await recordRun(company, flow);
    expect(failing.hasNews).toBe(true);
    expect(failing.recording.flows.customers?.records.map(({ reference }) => reference)).toContain('20002');
  });

  it('keeps the newest so many of a first load, however many batches it has', async () => {
    const accounts = Array.from({ length: 130 }, (_, index) => account(index + 1));
    await using company = await Company.open({ exactOnline: { Accounts: accounts } });
    const { recording } = await recordRun(company, flow, { keep: 20 });
    const kept = recording.flows.customers?.records.map(({ reference }) => Number(reference)) ?? [];
    expect(kept).toEqual(Array.from({ length: 20 }, (_, index) => 20_130 - index));
    expect(recording.rows.get('exact-online.crm/Accounts')?.size).toBe(20);
    expect(recording.rows.get('asperion.debtors')?.size).toBe(20);
  });

  it('records nothing when it is to keep nothing, and takes away what was recorded', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    const off = await recordRun(company, flow, { keep: 0 });
    expect([off.isChanged, off.recording.flows]).toEqual([false, {}]);
    company.exactOnline.update('Accounts', accountId(1), { Name: 'Zon' });
    const { recording } = await recordRun(company, flow);
    company.exactOnline.update('Accounts', accountId(1), { Name: 'Maan' });
    const later = await recordRun(company, flow, { keep: 0, before: recording });
    expect([later.isChanged, later.recording.flows, later.recording.rows.size]).toEqual([true, {}, 0]);
  });
});

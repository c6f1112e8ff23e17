import { expect, test } from 'vitest';
import { makePlan } from '../../src/plan/make-plan.ts';
import { openRecording } from '../../src/sync/recording/open-recording.ts';
import { asperionCatalog } from '../../src/systems/asperion/catalog.ts';
import { exactOnlineCatalog } from '../../src/systems/exact-online/catalog.ts';
import { Company, compile, fingerprint } from '../support/engine.ts';
import { account, customers } from '../support/samples.ts';
import { recordRun } from '../sync/recording/replay.ts';

test('a plan on a recording counts apart a record that needs a field that no run has read', async () => {
  const before = compile({ 'customers.yml': customers({}) });
  await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
  const { recording } = await recordRun(company, before);
  const { config, programs } = compile({ 'customers.yml': customers({ fields: 'phoneNumber: Phone' }) });
  const catalogs = { 'exact-online': exactOnlineCatalog, asperion: asperionCatalog };
  const { flows } = await makePlan({
    programs,
    selected: new Set(['customers']),
    systems: openRecording(recording, programs, catalogs).systems,
    progress: company.progress,
    links: config.links,
    records: null,
    since: null,
    fingerprint,
    clock: () => company.time.now,
    signal: new AbortController().signal,
    log: () => {},
    basis: { kind: 'recording', recordedAt: recording.savedAt, recorded: [], lacks: [], unrecorded: [] },
    revealed: [],
  });
  expect(flows.flatMap(({ steps }) => steps)).toMatchObject([{ read: 1, unknown: 1, refuse: 0, update: 0 }]);
  expect(flows.flatMap(({ records }) => records)).toMatchObject([
    { reference: '20001', action: 'unknown', refusal: { code: 'NOT_RECORDED' } },
  ]);
});

import { expect, test } from 'vitest';
import { assumptionsReport } from '../../src/doctor/assumptions-report.ts';
import { examined, setHealthyStage } from './patient.ts';

test('a report of assumptions names what was tested, but no person, company, number or flow', async () => {
  await using stage = await setHealthyStage();
  stage.asperion.switches.totalCount = 'page';
  const { findings, tested, settings } = await examined(stage);
  const report = assumptionsReport({ findings, tested, settings, nowMs: 0 });
  expect(report).toMatchObject({
    kind: 'doctor',
    settings: { tenantHeader: 'X-Tenant-Id', totalCount: 'list' },
    assumptions: expect.arrayContaining([
      expect.objectContaining({
        system: 'asperion',
        id: 'total',
        result: 'contradicted',
        settingsLine: 'asperion: { totalCount: page }',
      }),
      expect.objectContaining({ id: 'search', resource: 'debtors', field: 'characteristic5', result: 'confirmed' }),
    ]),
    checks: { credentials: { ok: 2 } },
  });
  const text = JSON.stringify(report);
  const { division } = stage.exactOnline;
  for (const own of [stage.asperion.tenant, division, 'exact-online-to-asperion', 'EO-', stage.asperion.url]) {
    expect(text).not.toContain(String(own));
  }
  const values = ['debtors', 'articles', 'salesinvoiceswithlines']
    .flatMap((resource) => stage.asperion.rows(resource))
    .flatMap((row) => Object.values(row))
    .filter((value) => typeof value === 'string' && value.length > 4 && !/^(20\d\d-|Active$|company$)/.test(value));
  for (const value of values) expect(text).not.toContain(value);
});

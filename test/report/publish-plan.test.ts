import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Plan } from '../../src/report/plan/plan-report.ts';
import { publishPlan } from '../../src/report/plan/publish-plan.ts';

const plan: Plan = {
  format: 1,
  kind: 'plan',
  version: '1.0.0',
  madeAt: '2026-03-02T08:00:00.000Z',
  basis: { kind: 'systems', recordedAt: null, recorded: [], lacks: [] },
  revealed: [],
  warnings: [],
  flows: [],
  links: [],
};

test.each(['json', 'md'])('a plan whose file (.%s) cannot be written fails, and says nothing', async (kind) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'plan-'));
  const said: string[] = [];
  try {
    await mkdir(path.join(folder, `exact-asperion-sync-plan.${kind}`));
    const published = publishPlan(plan, { folder, environment: {}, log: (line) => said.push(line) });
    await expect(published).rejects.toMatchObject({ code: 'EISDIR' });
    expect(said).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

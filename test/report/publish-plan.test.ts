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
  basis: { kind: 'systems', recordedAt: null, recorded: [], lacks: [], unrecorded: [] },
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
    const published = publishPlan(plan, {
      folder,
      environment: {},
      isTerminal: false,
      language: 'en',
      log: (line) => said.push(line),
    });
    await expect(published).rejects.toMatchObject({ code: 'EISDIR' });
    expect(said).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('what a terminal has no room for is in the file that --json names', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'plan-'));
  const said: string[] = [];
  try {
    const links = Array.from({ length: 3000 }, (_, index) => ({
      flow: 'customers',
      source: String(index),
      target: '10001',
      candidates: ['10001', '10002'],
      why: 'both have its name',
    }));
    await publishPlan(
      { ...plan, links },
      { folder, environment: {}, isTerminal: true, language: 'en', log: (line) => said.push(line) },
    );
    expect(said.join('')).toMatch(/… and [\d,]+ more \S+; a plan with --json FILE has them all\./);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each([
  {
    where: 'on a terminal',
    isTerminal: true,
    environment: {},
    around: ['\u001b[1m', '\u001b[22m'],
    name: '\u001b[36mreveal\u001b[39m',
  },
  {
    where: 'on a terminal with NO_COLOR',
    isTerminal: true,
    environment: { NO_COLOR: '1' },
    around: ['', ''],
    name: 'reveal',
  },
  { where: 'in a file', isTerminal: false, environment: {}, around: ['', ''], name: 'reveal' },
])('a plan that a person reads $where has no Markdown, and colours only where they are wanted', async (reader) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'plan-'));
  const said: string[] = [];
  try {
    await publishPlan(plan, { folder, language: 'en', ...reader, log: (line) => said.push(line) });
    expect(said).toEqual([
      [
        `${reader.around[0]}Exact Online ⇄ Asperion: plan${reader.around[1]}`,
        'Plan: 0 to create, 0 to change, 0 to refuse, € 0.00 to book. A sync now would write nothing. Nothing was written.',
        `Personal values are hidden; ${reader.name} shows them.`,
      ].join('\n\n'),
      'Plan: 0 to create, 0 to change, 0 to refuse, € 0.00 to book',
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

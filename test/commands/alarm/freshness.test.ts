import { mkdir, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KnownWorkflow } from '../../../sandbox/github/repository-api.ts';
import { type GitHubSandbox, startGitHubSandbox } from '../../../sandbox/github/server.ts';
import { freshness } from '../../../src/commands/alarm/freshness.ts';
import { type CommandContext, realTime, stateName } from '../../../src/commands/session.ts';
import { openState } from '../../../src/commands/state/open-state.ts';
import { readInputs } from '../../../src/config/inputs.ts';
import { readGitHubContext } from '../../../src/github/context.ts';
import { type AlarmMemory, noAlarm } from '../../../src/state/alarm-memory.ts';
import { WORKFLOW } from '../../doctor/patient.ts';

const NOW = '2026-12-01T12:00:00Z';
const ACTIVE: KnownWorkflow = {
  state: 'active',
  createdAt: '2026-10-01T08:00:00Z',
  lastSuccess: { at: '2026-12-01T11:47:30Z', event: 'schedule' },
};

interface Watch {
  readonly workflow?: Partial<KnownWorkflow>;
  readonly settings?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly workflowText?: string;
  /** The text of a second workflow, which never ran. */
  readonly other?: string;
  /** What the syncs remember. */
  readonly memory?: Partial<AlarmMemory>;
  /** The name under which they remember it; that of the inputs if left out. */
  readonly memoryOf?: string;
  readonly now?: string;
  readonly github?: (github: GitHubSandbox) => void;
}

// The summary's file is looked up once in a process.
const place = await mkdtempDisposable(join(tmpdir(), 'freshness-summary-'));
const summaryFile = join(place.path, 'summary.md');
beforeAll(() => {
  process.env.GITHUB_STEP_SUMMARY = summaryFile;
});
afterAll(async () => {
  delete process.env.GITHUB_STEP_SUMMARY;
  await place.remove();
});

/** The exit code of the mode and its summary, on a repository with the workflow of the README. */
async function watch(how: Watch = {}): Promise<readonly [code: number, summary: string]> {
  await using github = await startGitHubSandbox();
  await using folder = await mkdtempDisposable(join(tmpdir(), 'freshness-'));
  github.workflows.set('sync.yml', { ...ACTIVE, ...how.workflow });
  for (const name of ['.github/workflows', 'mappings']) await mkdir(join(folder.path, name), { recursive: true });
  await writeFile(join(folder.path, '.github/workflows/sync.yml'), how.workflowText ?? WORKFLOW);
  if (how.other !== undefined) {
    github.workflows.set('other.yml', { ...ACTIVE, lastSuccess: null });
    await writeFile(join(folder.path, '.github/workflows/other.yml'), how.other);
  }
  how.github?.(github);
  if (how.settings !== undefined) await writeFile(join(folder.path, 'mappings/settings.yml'), how.settings);
  await writeFile(summaryFile, '');
  const environment = {
    INPUT_MODE: 'freshness',
    INPUT_GITHUB_TOKEN: github.token,
    INPUT_STATE_STORE: `file:${join(folder.path, 'state')}`,
    INPUT_EXACT_ONLINE_DIVISION: '123456',
    INPUT_ASPERION_TENANT: '77',
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: github.repository,
    GITHUB_STEP_SUMMARY: summaryFile,
    ...how.inputs,
  };
  const context: CommandContext = {
    inputs: readInputs(environment),
    environment,
    github: readGitHubContext(environment, folder.path),
    ...realTime,
    clock: () => Date.parse(how.now ?? NOW),
    random: Math.random,
    signal: new AbortController().signal,
    log: () => {},
    warn: () => {},
    fold: (_, work) => work(),
    mask: () => {},
  };
  if (how.memory !== undefined) {
    await (await openState(context)).save('alarm', how.memoryOf ?? stateName(context.inputs), {
      ...noAlarm(),
      ...how.memory,
    });
  }
  return [await freshness(context), await readFile(summaryFile, 'utf8')];
}

const KEY = { INPUT_STATE_KEY: 'a-secret-of-at-least-32-characters' };

describe('the mode freshness is green', () => {
  test('after a good run on schedule, and says when that was', async () => {
    expect(await watch()).toEqual([0, expect.stringContaining('a sync went well on 1 December 2026 at 12:47.')]);
  });

  test('in the first hours of a workflow that has not run yet', async () => {
    const young = { createdAt: '2026-12-01T08:00:00Z', lastSuccess: null };
    expect(await watch({ workflow: young })).toEqual([0, expect.stringContaining('none is overdue')]);
  });

  test('if what the syncs remember shows that they go well', async () => {
    expect((await watch({ inputs: KEY }))[0]).toBe(0);
    expect((await watch({ inputs: KEY, memory: { redAtMs: 1 } }))[0]).toBe(0);
  });
});

describe('of two workflows that sync on a schedule, the mode freshness', () => {
  const running = (cron: string): string => WORKFLOW.replace(/cron: .*/, `cron: "${cron}"`);

  test('does not miss runs of a monthly check, unless it is the only one', async () => {
    const monthly = running('23 5 1 * *');
    expect((await watch({ other: monthly }))[0]).toBe(0);
    expect((await watch({ other: running('23 5 1,2 * *') }))[0]).toBe(0);
    const workflow = { lastSuccess: { at: '2026-11-01T04:25:00Z', event: 'schedule' } };
    expect((await watch({ workflow, workflowText: monthly }))[0]).toBe(1);
  });

  test('tells that GitHub switched a monthly check off', async () => {
    const github = ({ workflows }: GitHubSandbox) =>
      workflows.set('other.yml', { ...ACTIVE, state: 'disabled_inactivity' });
    const said = 'GitHub switched the schedule of .github/workflows/other.yml off';
    expect(await watch({ other: running('23 5 1 * *'), github })).toEqual([1, expect.stringContaining(said)]);
  });

  test('misses those of each that runs within the hours of the settings', async () => {
    const other = running('23 5 * * *');
    expect(await watch({ other })).toEqual([1, expect.stringContaining('other.yml')]);
    expect((await watch({ other: running('23 5 * * 1-5') }))[0]).toBe(1);
    expect((await watch({ other, settings: 'freshness: { hours: 20 }' }))[0]).toBe(0);
  });
});

describe('the mode freshness is red', () => {
  test('if one of several companies has stood still for too long', async () => {
    const settings =
      'administrations: [{ name: noord, division: 1, tenant: 2 }, { name: zuid, division: 3, tenant: 4 }]';
    const inputs = { ...KEY, INPUT_EXACT_ONLINE_DIVISION: '', INPUT_ASPERION_TENANT: '' };
    const memory = { standsSinceMs: Date.parse('2026-11-29T12:00:00Z') };
    const [code, summary] = await watch({ settings, inputs, memory, memoryOf: '3-4' });
    expect([code, summary]).toEqual([
      1,
      expect.stringContaining('Nothing has been synced since 29 November 2026 at 13:00'),
    ]);
    expect((await watch({ settings, inputs, memory: {}, memoryOf: '3-4' }))[0]).toBe(0);
    const ending = await watch({ settings, inputs, memory: { logins: { asperion: '2026-12-05' } }, memoryOf: '3-4' });
    expect(ending).toEqual([1, expect.stringContaining('The login to Asperion ends on 5 December 2026')]);
  });

  test('if no scheduled run went well within the hours of the settings; one by hand counts not', async () => {
    const workflow = { lastSuccess: { at: '2026-11-30T11:00:00Z', event: 'schedule' } };
    const [code, summary] = await watch({ workflow });
    expect(code).toBe(1);
    expect(summary).toContain('No run of .github/workflows/sync.yml has gone well for 24 hours or more');
    expect(summary).toContain('the last one was on 30 November 2026 at 12:00.');
    expect((await watch({ workflow, settings: 'freshness: { hours: 30 }' }))[0]).toBe(0);
    const byHand = { lastSuccess: { at: '2026-12-01T11:00:00Z', event: 'workflow_dispatch' } };
    expect(await watch({ workflow: byHand })).toEqual([1, expect.stringContaining('has gone well yet')]);
    const unscheduled = WORKFLOW.replace(/ {2}schedule:\n.*\n.*\n/, '');
    expect((await watch({ workflow: byHand, workflowText: unscheduled }))[0]).toBe(0);
  });

  test('if runs are green but every flow has stopped for as long, which the sealed memory tells', async () => {
    const memory = { standsSinceMs: Date.parse('2026-11-29T10:00:00Z') };
    const [code, summary] = await watch({ inputs: KEY, memory });
    expect([code, summary]).toEqual([
      1,
      expect.stringContaining('Nothing has been synced since 29 November 2026 at 11:00'),
    ]);
    expect((await watch({ inputs: KEY, memory, settings: 'freshness: { hours: 72 }' }))[0]).toBe(0);
  });

  test('a week before a login ends that nothing renews, because everything is paused', async () => {
    const memory = { pausedSinceMs: Date.parse('2026-11-08T10:00:00Z') };
    const [code, summary] = await watch({ inputs: KEY, memory });
    expect([code, summary]).toEqual([1, expect.stringContaining('The login to Exact Online ends on 8 December 2026')]);
    const young = { pausedSinceMs: Date.parse('2026-11-20T10:00:00Z') };
    expect((await watch({ inputs: KEY, memory: young }))[0]).toBe(0);
  });

  test.each([
    ['disabled_inactivity', 'GitHub switched the schedule of .github/workflows/sync.yml off'],
    ['disabled_manually', 'GitHub does not start .github/workflows/sync.yml: it is disabled_manually.'],
  ] as const)('if the workflow is %s', async (state, says) => {
    expect(await watch({ workflow: { state } })).toEqual([1, expect.stringContaining(says)]);
  });

  test('a week before a login ends that no run renews, even while the other system goes well', async () => {
    const silent = { outages: { 'exact-online': { sinceMs: Date.parse('2026-11-08T12:00:00Z'), overAtMs: null } } };
    const said = 'The login to Exact Online ends on 8 December 2026 if no sync renews it.';
    expect(await watch({ inputs: KEY, memory: silent })).toEqual([1, expect.stringContaining(said)]);
    const [, late] = await watch({ workflow: { lastSuccess: { at: '2026-10-20T10:00:00Z', event: 'schedule' } } });
    expect(late).toContain('The login to Exact Online has probably ended');
  });

  test('a week before a login ends that renewals do not prolong, on the day that syncs remember', async () => {
    const memory = (day: string) => ({ logins: { asperion: day } });
    const said = 'The login to Asperion ends on 8 December 2026, even if it is renewed.';
    expect(await watch({ inputs: KEY, memory: memory('2026-12-08') })).toEqual([1, expect.stringContaining(said)]);
    expect((await watch({ inputs: KEY, memory: memory('2026-12-09') }))[0]).toBe(0);
    const [, late] = await watch({ inputs: KEY, memory: memory('2026-12-01') });
    expect(late).toContain('The login to Asperion has probably ended: its days are over.');
  });

  test('a week before GitHub stops the schedules of a public repository without activity', async () => {
    const inactive = (github: GitHubSandbox) => {
      github.switches.visibility = 'public';
      github.switches.pushedAt = '2026-10-08T12:00:00Z';
    };
    const said = 'GitHub switches the schedules of this public repository off on 7 December 2026';
    expect(await watch({ github: inactive })).toEqual([1, expect.stringContaining(said)]);
    const hidden = (github: GitHubSandbox) => {
      github.switches.pushedAt = '2026-10-08T12:00:00Z';
    };
    expect((await watch({ github: hidden }))[0]).toBe(0);
  });

  test('if it cannot find out: no workflow that syncs, no permission', async () => {
    const none = await watch({ workflowText: 'on: push\njobs: {}\n' });
    expect(none).toEqual([1, expect.stringContaining('No workflow in .github/workflows syncs')]);
    const forbidden = await watch({
      github: (github) => {
        github.switches.actionsPermission = 'none';
      },
    });
    expect(forbidden).toEqual([1, expect.stringContaining('GitHub answered HTTP 403')]);
  });

  test('in Dutch, if asked', async () => {
    const [, summary] = await watch({ workflow: { state: 'disabled_inactivity' }, inputs: { INPUT_LANGUAGE: 'nl' } });
    expect(summary).toContain('GitHub heeft het schema van .github/workflows/sync.yml uitgezet');
  });
});

import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEntries } from '../../src/state/state-file.ts';
import { customers } from '../support/samples.ts';
import { faultsOf, findingsOf, SHIPPED, setHealthyStage } from './patient.ts';

describe('the doctor, in a healthy set-up,', () => {
  test('finds everything ok or not checked, and every check says something', async () => {
    await using stage = await setHealthyStage({ mappings: SHIPPED });
    const findings = await findingsOf(stage, { inputs: { 'secrets-token': stage.github.secretsToken } });
    expect(faultsOf(findings)).toEqual([]);
    const isOk = new Set(findings.filter(({ level }) => level === 'ok').map(({ check }) => check));
    isOk.delete('book year'); // is looked at in December only
    expect([...isOk]).toEqual([
      'mappings',
      'state',
      'credentials',
      'administration',
      'clock',
      'rights',
      'fields',
      'codes',
      'assumptions',
      'schedule',
      'minutes',
      'time limit',
      'repository',
      'environment',
      'github tokens',
    ]);
  });

  test('writes to neither system, and saves only the renewed tokens and what was tested', async () => {
    await using stage = await setHealthyStage();
    await findingsOf(stage);
    const calls = [...stage.exactOnline.requests, ...stage.asperion.requests];
    expect(calls.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'))).toEqual([]);
    expect(calls.filter(({ status }) => status >= 400)).toEqual([]);
    const saved = await readEntries(join(stage.temp, 'state.json'));
    expect(saved.map(({ name }) => name.replace(/-[0-9a-f]+$/, ''))).toEqual([
      'tokens/trial',
      'tokens/exact-online',
      'tokens/asperion',
      'assumptions/3141592',
    ]);
    expect(stage.github.entries).toEqual([]);
  });

  test('can look again with the saved tokens', async () => {
    await using stage = await setHealthyStage();
    await findingsOf(stage);
    expect(faultsOf(await findingsOf(stage))).toEqual([]);
    const tokens = [...stage.exactOnline.requests, ...stage.asperion.requests].filter(({ path }) =>
      /token$/.test(path),
    );
    expect(tokens).toHaveLength(2);
  });

  test('makes few enough calls for one minute of Exact Online, as docs/operating.md says', async () => {
    // Not in December, when the next book year is looked at as well.
    const clock = () => Date.parse('2026-11-20T12:00:00Z');
    await using stage = await setHealthyStage({
      mappings: SHIPPED,
      exactOnline: { minuteLimit: 60, clock },
      asperion: { clock },
    });
    await findingsOf(stage, { clock });
    const [ofExactOnline = 0, ofAsperion = 0] = [stage.exactOnline, stage.asperion].map(
      ({ requests }) => requests.filter(({ path }) => !path.endsWith('/token')).length,
    );
    expect(ofExactOnline).toBeLessThan(60);
    const documented = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'operating.md'), 'utf8');
    expect(documented).toContain(`${ofExactOnline} calls to Exact Online and ${ofAsperion} to Asperion`);
  });

  test('says how many of the mapped fields each system describes', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'mappings-'));
    await writeFile(join(folder.path, 'customers.yml'), customers({}));
    await writeFile(join(folder.path, 'settings.yml'), '{}\n');
    await using stage = await setHealthyStage({ mappings: folder.path });
    const findings = await findingsOf(stage);
    expect(findings.filter(({ check }) => check === 'fields').map(({ says }) => says)).toEqual([
      'Exact Online describes all 6 mapped fields of 2 resources.', // the accounts, and the feed that tells of them
      'Asperion describes all 4 mapped fields of 1 resources.',
    ]);
  });

  test('names no person and no company', async () => {
    await using stage = await setHealthyStage();
    const said = JSON.stringify(await findingsOf(stage));
    expect(said).not.toMatch(/Morgenrood|Sanne|example\.com/);
  });
});

import type { Inspection } from '../systems/inspection.ts';
import { type SystemName, systemNames, titleOf } from '../systems/registry.ts';
import type { System } from '../systems/system.ts';
import { attempt, error, type Finding, notChecked, ok } from './finding.ts';

/** Both systems as the doctor sees them: their descriptions and their records. */
export type Inspected = Readonly<Record<SystemName, { readonly inspection: Inspection; readonly system: System }>>;

/** Which systems answered for the administration, so that more can be asked of them. */
export interface Admission {
  readonly findings: readonly Finding[];
  readonly open: ReadonlySet<SystemName>;
}

/** What the checks that ask the systems have in common. */
export interface CheckContext {
  readonly inspected: Inspected;
  /** The systems that may be asked. */
  readonly open: ReadonlySet<SystemName>;
  /** The day of the run, yyyy-MM-dd. */
  readonly today: string;
  readonly signal: AbortSignal;
}

/** Checks each system's credentials: a token exists or can be obtained, and an address accepts it. */
export async function checkCredentials(inspected: Inspected, signal: AbortSignal): Promise<Admission> {
  return enter(inspected, new Set(systemNames()), 'credentials', async (inspection) => {
    await inspection.signIn(signal);
    return [ok('credentials', `${titleOf(inspection.system)} accepts the token.`)];
  });
}

/** Looks whether the administration of the inputs is visible and open; its name may be a person's and is not shown. */
export async function checkAdministrations(
  inspected: Inspected,
  before: ReadonlySet<SystemName>,
  signal: AbortSignal,
): Promise<Admission> {
  return enter(inspected, before, 'administration', async (inspection) => {
    const { usable, says, fix } = await inspection.administration(signal);
    if (usable === null) return [notChecked('administration', says)];
    return [
      usable ? ok('administration', says) : error('administration', says, fix ?? 'Choose another administration.'),
    ];
  });
}

async function enter(
  inspected: Inspected,
  before: ReadonlySet<SystemName>,
  check: string,
  ask: (inspection: Inspection) => Promise<readonly Finding[]>,
): Promise<Admission> {
  const findings: Finding[] = [];
  const open = new Set<SystemName>();
  for (const { inspection } of Object.values(inspected)) {
    if (!before.has(inspection.system)) {
      findings.push(closed(check, inspection.system));
      continue;
    }
    const { result, findings: thrown } = await attempt(check, () => ask(inspection));
    const all = [...(result ?? []), ...thrown];
    findings.push(...all);
    if (result !== null && !all.some(({ level }) => level === 'error')) open.add(inspection.system);
  }
  return { findings, open };
}

/** What a check finds of what the flows use, system by system; one that is not open is not asked. */
export async function ofEachSystem<Used extends { readonly system: SystemName }>(
  check: string,
  used: readonly Used[],
  { open }: CheckContext,
  ask: (own: readonly Used[]) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [system, own] of Map.groupBy(used, (one) => one.system))
    findings.push(...(open.has(system) ? await ask(own) : [closed(check, system)]));
  return findings;
}

/** The finding of a check that needs an inaccessible system. */
export function closed(check: string, system: SystemName): Finding {
  return notChecked(check, `${titleOf(system)} could not be asked: see above.`);
}

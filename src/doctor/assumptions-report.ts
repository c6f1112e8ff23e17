import { type Settings, settingsOf } from '../config/schema/settings-schema.ts';
import { type SystemName, systemNames } from '../systems/registry.ts';
import { VERSION } from '../version.ts';
import type { TestedPremise } from './assumptions.ts';
import type { Finding, Level } from './finding.ts';

/** The input of the report. */
export interface AssumptionsReportParts {
  readonly findings: readonly Finding[];
  readonly tested: readonly TestedPremise[];
  readonly settings: Settings;
  readonly nowMs: number;
}

/**
 * What can be attached to an issue: what was tested of the systems and what it told, the settings that decide it, and how the other
 * checks came out. It names resources and fields of the APIs; no company, no person, no flow, and nothing that a record holds.
 */
export function assumptionsReport({ findings, tested, settings, nowMs }: AssumptionsReportParts): object {
  return {
    format: 1,
    kind: 'doctor',
    version: VERSION,
    madeAt: new Date(nowMs).toISOString(),
    settings: Object.fromEntries(systemNames().flatMap((system) => decisive(system, tested, settings))),
    assumptions: tested.map(({ premise: { system, assumption, subject, flows }, result }) => ({
      system,
      id: assumption.id,
      says: assumption.says,
      ...(subject.resource === '' ? {} : { resource: subject.resource }),
      ...(assumption.per === 'field' ? { field: subject.fields[0] } : {}),
      result: result.result,
      told: result.says,
      settingsLine: result.line,
      stops: assumption.weight === 'stops',
      flows: flows.size,
    })),
    checks: countsOf(findings),
  };
}

/** The settings of a system that decide what was tested of it: names and numbers that its documentation leaves open. */
function decisive(system: SystemName, tested: readonly TestedPremise[], settings: Settings): [string, unknown][] {
  const own = tested.filter(({ premise }) => premise.system === system);
  const names = new Set(own.flatMap(({ premise }) => premise.assumption.settings));
  return Object.entries(settingsOf(settings, system)).filter(([name]) => names.has(name));
}

/** The number of findings per check and level. */
function countsOf(findings: readonly Finding[]): Readonly<Record<string, Partial<Record<Level, number>>>> {
  const counts: Record<string, Partial<Record<Level, number>>> = {};
  for (const { check, level } of findings) {
    const own = counts[check] ?? {};
    counts[check] = { ...own, [level]: (own[level] ?? 0) + 1 };
  }
  return counts;
}

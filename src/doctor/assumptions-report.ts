import { VERSION } from '../version.ts';
import type { TestedPremise } from './assumptions.ts';
import type { Finding, Level } from './finding.ts';

/** What the report is made of. */
export interface AssumptionsReportParts {
  readonly findings: readonly Finding[];
  readonly tested: readonly TestedPremise[];
  /** Of Asperion: names and numbers that its documentation leaves open. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly nowMs: number;
}

/**
 * What can be attached to an issue: what was tested of both systems and what it told, the settings that decide it, and how the other
 * checks came out. It names resources and fields of the APIs; no company, no person, no flow, and nothing that a record holds.
 */
export function assumptionsReport({ findings, tested, settings, nowMs }: AssumptionsReportParts): object {
  const decisive = new Set(tested.flatMap(({ premise }) => premise.assumption.settings));
  return {
    format: 1,
    kind: 'doctor',
    version: VERSION,
    madeAt: new Date(nowMs).toISOString(),
    settings: Object.fromEntries(Object.entries(settings).filter(([name]) => decisive.has(name))),
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

/** How many findings of each level every check has. */
function countsOf(findings: readonly Finding[]): Readonly<Record<string, Partial<Record<Level, number>>>> {
  const counts: Record<string, Partial<Record<Level, number>>> = {};
  for (const { check, level } of findings) {
    const own = counts[check] ?? {};
    counts[check] = { ...own, [level]: (own[level] ?? 0) + 1 };
  }
  return counts;
}

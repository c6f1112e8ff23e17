import { type Settings, settingsOf } from '../config/schema/settings-schema.ts';
import type { Assumption, Subject, Use } from '../systems/assumption.ts';
import type { SystemName } from '../systems/registry.ts';

/** One assumption on what it is tested on, and the flows that rest on it. */
export interface Premise {
  /** `asperion search debtors.characteristic5`: results are kept by it. */
  readonly name: string;
  readonly system: SystemName;
  readonly assumption: Assumption;
  readonly subject: Subject;
  readonly flows: ReadonlySet<string>;
  /** The settings that decide it: a result holds as long as they stay. */
  readonly basis: string;
}

/** The assumptions of each system. */
export type AssumptionTables = Readonly<Record<SystemName, readonly Assumption[]>>;

/** Every assumption that flows rest on, in the order of the tables. Pure. */
export function premisesOf(tables: AssumptionTables, uses: readonly Use[], settings: Settings): readonly Premise[] {
  return (Object.keys(tables) as SystemName[]).flatMap((system) => {
    const own = uses.filter((use) => use.system === system);
    return tables[system].flatMap((assumption) => onSubjects(system, assumption, own, settings));
  });
}

function onSubjects(
  system: SystemName,
  assumption: Assumption,
  uses: readonly Use[],
  all: Settings,
): readonly Premise[] {
  const resting = uses.filter(
    ({ kind, spec, field }) => assumption.uses.includes(kind) && assumption.concerns?.(spec, field) !== false,
  );
  const bySubject = Map.groupBy(resting, ({ spec, field }) => subjectName(assumption, spec.name, field));
  const own = settingsOf(all, system);
  const settings = assumption.settings.map((name) => own[name] ?? (all as Readonly<Record<string, unknown>>)[name]);
  return [...bySubject].map(([subject, users]) => {
    const resource = assumption.per === 'system' ? '' : (users[0]?.spec.name ?? '');
    const fields = [...new Set(users.map(({ field }) => field))].filter((field) => field !== '').sort();
    return {
      name: `${system} ${assumption.id} ${subject}`.trim(),
      system,
      assumption,
      subject: { resource, fields },
      flows: new Set(users.map(({ flow }) => flow)),
      basis: JSON.stringify(settings),
    };
  });
}

function subjectName({ per }: Assumption, resource: string, field: string): string {
  if (per === 'system') return '';
  return per === 'resource' ? resource : `${resource}.${field}`;
}

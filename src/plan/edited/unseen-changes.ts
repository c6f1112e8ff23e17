import type { ConfigChanges } from '../../report/plan/comparison-report.ts';
import type { BasisReport } from '../../report/plan/plan-report.ts';
import type { MappingsVersion } from './config-changes.ts';
import { heldBackLines } from './held-back.ts';
import { takesInOthers } from './left-out.ts';
import { readAgainHours } from './read-again.ts';
import { switchLines } from './switched-flows.ts';

/** One version and the flows of it that run. */
export interface SelectedVersion extends MappingsVersion {
  readonly selected: ReadonlySet<string>;
}

/** Two versions, and how they were compared. */
export interface ComparedVersions {
  readonly base: SelectedVersion;
  readonly head: SelectedVersion;
  readonly config: ConfigChanges;
  readonly basis: BasisReport;
  readonly nowMs: number;
}

/** Keys of flows that change no value of a record, by what they are about. */
const RULES = {
  existing:
    /^(?:winner|purpose|steps\.\w+\.(?:update|exists|create|inactive|unlessBooked|match\..+|fields\.\w+\.write))$/,
  runs: /^(?:limit|guard\.\w+|steps\.\w+\.closed)$/,
  deleted: /^deleted$/,
};

/**
 * What changed between two versions that the values of the compared records do not show, in sentences: what is held back, how records are written
 * and when a run stops, and records that were never recorded. Pure.
 */
export function unseenChanges(versions: ComparedVersions): readonly string[] {
  const { base, head, basis } = versions;
  const flows = [...head.selected].filter((flow) => base.selected.has(flow));
  const widened = flows.filter(
    (flow) => basis.recorded.includes(flow) && !basis.unrecorded.includes(flow) && takesInOthers(base, head, flow),
  );
  return [
    ...switchLines(base, head),
    ...heldBackLines(versions),
    ...(Object.keys(RULES) as (keyof typeof RULES)[]).flatMap((about) =>
      changedKeys(versions, flows, RULES[about]).map((keys) => ruleLine(about, keys)),
    ),
    ...flows.flatMap((flow) => tellingChecks(versions, flow)),
    ...widened.map((flow) => leftOutLine(flow, readAgainHours(base, head, flow))),
  ];
}

/** The changed keys that fit, those of flows that changed alike in one line: `guard.maxCreates (– → 5) in orders`. */
function changedKeys({ config }: ComparedVersions, flows: readonly string[], fits: RegExp): readonly string[] {
  const changed = config.files.flatMap(({ file, changes }) => {
    if (!flows.includes(file)) return [];
    const own = changes.filter(({ key }) => fits.test(key));
    const text = own.map(({ key, base, head }) => `${key} (${base ?? '–'} → ${head ?? '–'})`).join(', ');
    return text === '' ? [] : [{ file, text }];
  });
  return [...Map.groupBy(changed, ({ text }) => text)].map(
    ([text, alike]) => `${text} in ${alike.map(({ file }) => file).join(', ')}`,
  );
}

/** Checks of a flow that were edited and only tell of a record: what they tell of is not compared. */
function tellingChecks({ base, head, config }: ComparedVersions, flow: string): readonly string[] {
  const programs = [...base.programs, ...head.programs].filter(({ name }) => name === flow);
  const checks = programs.flatMap((program) => [...program.checks, ...program.steps.flatMap((step) => step.checks)]);
  const telling = new Set(checks.filter(({ then }) => then === 'tell').map(({ id }) => id));
  const changes = config.files.filter(({ file }) => file === flow).flatMap((file) => file.changes);
  const edited = new Set(changes.flatMap(({ key }) => /(?:^|\.)checks\.([^.]+)/.exec(key)?.[1] ?? []));
  const ids = [...edited].filter((id) => telling.has(id));
  return ids.length === 0 ? [] : [checksLine(flow, ids.join(', '))];
}

function checksLine(flow: string, ids: string): string {
  return `Checks of ${flow} that only tell were edited, and what they tell of is not compared: ${ids}.`;
}

function ruleLine(about: keyof typeof RULES, keys: string): string {
  if (about === 'existing')
    return `Records that are in the target already are treated by other rules, which the compared values do not show: ${keys}.`;
  return about === 'runs'
    ? `A run stops, or leaves records to later runs, by other rules, which are not compared: ${keys}.`
    : `Records that are deleted in the source are treated by other rules, which are not compared: ${keys}.`;
}

function leftOutLine(flow: string, hours: number | null): string {
  const unseen = `Records that ${flow} left out are not recorded: what its other conditions or start date take in is not shown.`;
  const asked = 'With the credentials of both systems, the plan asks them.';
  if (hours === null)
    return `${unseen} Such a record is written or booked when it changes next, or by a sync with the input since. ${asked}`;
  return hours === 0
    ? `${unseen} The next sync reads all of them again, and writes or books what it takes in. ${asked}`
    : `${unseen} All of them are read again within ${hours} hours, and what is taken in is written or booked then. ${asked}`;
}

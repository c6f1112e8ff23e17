import type { Comparison } from '../report/plan/comparison-report.ts';
import type { BasisReport } from '../report/plan/plan-report.ts';
import { reportedError } from '../report/run-report.ts';
import { inOrder } from '../sync/links/pairs.ts';
import type { PersonalClass } from '../systems/catalog.ts';
import { bySystem } from '../systems/registry.ts';
import { VERSION } from '../version.ts';
import { accountNames } from './accounts.ts';
import { type ComparisonOptions, compareFlow } from './compare.ts';
import { CountedRecords } from './counted-records.ts';
import { compareConfigs } from './edited/config-changes.ts';
import { readAgainHours } from './edited/read-again.ts';
import { type SelectedVersion, unseenChanges } from './edited/unseen-changes.ts';
import { type Withheld, withholdAnswers } from './edited/withheld.ts';
import { sameAnswers } from './same-answers.ts';
import { tableEdits } from './table-edits.ts';
import { createDisplay } from './value-display.ts';
import { type FlowSide, type RecordSide, runVersion, type VersionContext } from './version-run.ts';

/** Systems and state to compare on, and for which flows. */
export interface ComparisonPart extends Pick<VersionContext, 'systems' | 'progress' | 'isLive'> {
  takes(flow: string): boolean;
  /** What its records are called in front of their references; absent = nothing. */
  readonly label?: string;
}

/** The input of a comparison. It is not changed, except that missing reference lists are added to a progress. */
export interface ComparisonContext
  extends Omit<VersionContext, 'programs' | 'selected' | 'links' | 'log' | 'systems' | 'progress' | 'isLive'> {
  /** Every flow is taken by one of them, or by several with other records. */
  readonly parts: readonly ComparisonPart[];
  readonly base: SelectedVersion;
  readonly head: SelectedVersion;
  /** The folder of the base, as it was given. */
  readonly folder: string;
  readonly basis: BasisReport;
  readonly revealed: readonly PersonalClass[];
  /** What is known before the versions are compared. */
  readonly warnings?: readonly string[];
  readonly log: (line: string) => void;
}

/**
 * Compares two versions of the mappings: both run over the same records, of which those that both treat
 * alike are only counted. Nothing is written.
 */
export async function makeComparison(context: ComparisonContext): Promise<Comparison> {
  const { base, head, folder, basis, revealed, clock } = context;
  const programs = [...base.programs, ...head.programs];
  const sides = new Map<string, FlowSides>();
  const withheld = withholdAnswers(base, head, revealed);
  for (const part of context.parts) await runPart(context, withheld, part, sides);
  const order = new Map(inOrder(programs).map(({ name }, position) => [name, position]));
  const rank = ([flow]: readonly [string, unknown]): number => order.get(flow) ?? 0;
  const ordered = [...sides].sort((left, right) => rank(left) - rank(right));
  const before = new CountedRecords(ordered.map(([, side]) => side));
  const compared = ordered.map(([name, { ofBase, ofHead, options }]) => {
    const hours = readAgainHours(base, head, name);
    return {
      ...compareFlow(name, ofBase, ofHead, { ...options, before }),
      ...(hours !== null && { readAgainHours: hours }),
    };
  });
  const config = compareConfigs(base, head);
  const { added, removed, enabled, disabled, changed } = config.flows;
  const touched = new Set([...added, ...removed, ...enabled, ...disabled, ...changed]);
  const unrecorded = basis.unrecorded.filter((flow) => touched.has(flow));
  const nowMs = clock();
  const warnings = [
    ...(context.warnings ?? []),
    ...withheld.warnings,
    ...unseenChanges({ base, head, config, basis, nowMs }),
  ];
  return {
    format: 1,
    kind: 'comparison',
    version: VERSION,
    madeAt: new Date(nowMs).toISOString(),
    basis: { ...basis, unrecorded },
    revealed,
    warnings,
    base: folder,
    config,
    edits: tableEdits(config, base, head, compared),
    flows: compared,
  };
}

/** What both versions made of one flow's records, of all parts. */
interface FlowSides {
  readonly ofBase: FlowSide | null;
  readonly ofHead: FlowSide | null;
  readonly options: Omit<ComparisonOptions, 'before'>;
}

/** Runs both versions of the flows that a part takes, and adds what they made to the sides. */
async function runPart(
  context: ComparisonContext,
  { programs: answered, errors }: Withheld,
  part: ComparisonPart,
  sides: Map<string, FlowSides>,
): Promise<void> {
  const { base, revealed, log } = context;
  const head = { ...context.head, programs: answered };
  const programs = [...base.programs, ...head.programs].filter(({ name }) => part.takes(name));
  const systems = bySystem((name) => sameAnswers(part.systems[name], programs));
  const run = (version: SelectedVersion, when: string) =>
    runVersion({
      ...context,
      systems,
      progress: part.progress,
      isLive: part.isLive,
      programs: version.programs,
      selected: new Set([...version.selected].filter((flow) => part.takes(flow))),
      links: version.config.links,
      log: (line) => log(`${when} the change: ${line}`),
    });
  const ofBase = await run(base, 'before');
  const ofHead = new Map(await run(head, 'after'));
  for (const [name, error] of errors) {
    if (!head.selected.has(name) || !part.takes(name)) continue;
    ofHead.set(name, { records: ofHead.get(name)?.records ?? new Map(), error: reportedError(error) });
  }
  const options = { display: createDisplay(revealed), revealed, nameAccount: accountNames(part.progress) };
  for (const name of new Set([...ofHead.keys(), ...ofBase.keys()])) {
    const known = sides.get(name);
    sides.set(name, {
      ofBase: joined(known?.ofBase ?? null, ofBase.get(name) ?? null, part.label),
      ofHead: joined(known?.ofHead ?? null, ofHead.get(name) ?? null, part.label),
      options: known?.options ?? options,
    });
  }
}

/** The records of both, those of the second under their label. */
function joined(known: FlowSide | null, side: FlowSide | null, label: string | undefined): FlowSide | null {
  if (side === null) return known;
  const records = [...side.records].map(([key, record]): [string, RecordSide] =>
    label === undefined
      ? [key, record]
      : [`${label}\n${key}`, { ...record, of: label, reference: `${cut(label)}: ${record.reference}` }],
  );
  return { ...side, error: known?.error ?? side.error, records: new Map([...(known?.records ?? []), ...records]) };
}

const LONGEST_LABEL = 40;

const cut = (label: string): string => (label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL)}…` : label);

/** True when both versions of every flow could be run to their end. */
export const isComplete = (comparison: Comparison): boolean =>
  comparison.flows.every(({ errors }) => errors.length === 0);

/** True if the change stops a flow that came to its end before. */
export const stopsMore = ({ flows }: Comparison): boolean =>
  flows.some(({ errors }) => errors.some(({ of }) => of === 'head') && !errors.some(({ of }) => of === 'base'));

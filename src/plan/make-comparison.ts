import type { ComparedFlow, Comparison } from '../report/plan/comparison-report.ts';
import type { BasisReport } from '../report/plan/plan-report.ts';
import { inOrder } from '../sync/links/pairs.ts';
import type { PersonalClass } from '../systems/catalog.ts';
import { bySystem } from '../systems/registry.ts';
import { VERSION } from '../version.ts';
import { accountNames } from './accounts.ts';
import { compareFlow } from './compare.ts';
import { compareConfigs, type MappingsVersion } from './config-changes.ts';
import { sameAnswers } from './same-answers.ts';
import { tableEdits } from './table-edits.ts';
import { createDisplay } from './value-display.ts';
import { runVersion, type VersionContext } from './version-run.ts';

/** One version and the flows of it that run. */
export interface SelectedVersion extends MappingsVersion {
  readonly selected: ReadonlySet<string>;
}

/** Systems and state to compare on, and for which flows. */
export interface ComparisonPart extends Pick<VersionContext, 'systems' | 'progress'> {
  takes(flow: string): boolean;
}

/** The input of a comparison. It is not changed, except that missing reference lists are added to a progress. */
export interface ComparisonContext
  extends Omit<VersionContext, 'programs' | 'selected' | 'links' | 'log' | 'systems' | 'progress'> {
  /** Every flow is taken by one of them. */
  readonly parts: readonly ComparisonPart[];
  readonly base: SelectedVersion;
  readonly head: SelectedVersion;
  /** The folder of the base, as it was given. */
  readonly folder: string;
  readonly basis: BasisReport;
  readonly revealed: readonly PersonalClass[];
  readonly log: (line: string) => void;
}

/**
 * Compares two versions of the mappings: both run over the same records, of which those that both treat
 * alike are only counted. Nothing is written.
 */
export async function makeComparison(context: ComparisonContext): Promise<Comparison> {
  const { base, head, folder, basis, revealed, clock } = context;
  const programs = [...base.programs, ...head.programs];
  const flows = new Map<string, ComparedFlow>();
  for (const part of context.parts) for (const flow of await comparePart(context, part)) flows.set(flow.flow, flow);
  const order = new Map(inOrder(programs).map(({ name }, position) => [name, position]));
  const rank = ({ flow }: ComparedFlow): number => order.get(flow) ?? 0;
  const compared = [...flows.values()].sort((left, right) => rank(left) - rank(right));
  const config = compareConfigs(base, head);
  return {
    format: 1,
    kind: 'comparison',
    version: VERSION,
    madeAt: new Date(clock()).toISOString(),
    basis,
    revealed,
    warnings: [],
    base: folder,
    config,
    edits: tableEdits(config, base, head, compared),
    flows: compared,
  };
}

/** Runs both versions of the flows that a part takes. */
async function comparePart(context: ComparisonContext, part: ComparisonPart): Promise<readonly ComparedFlow[]> {
  const { base, head, revealed, log } = context;
  const programs = [...base.programs, ...head.programs].filter(({ name }) => part.takes(name));
  const systems = bySystem((name) => sameAnswers(part.systems[name], programs));
  const run = (version: SelectedVersion, when: string) =>
    runVersion({
      ...context,
      systems,
      progress: part.progress,
      programs: version.programs,
      selected: new Set([...version.selected].filter((flow) => part.takes(flow))),
      links: version.config.links,
      log: (line) => log(`${when} the change: ${line}`),
    });
  const ofBase = await run(base, 'before');
  const ofHead = await run(head, 'after');
  const options = { display: createDisplay(revealed), revealed, nameAccount: accountNames(part.progress) };
  return [...new Set([...ofHead.keys(), ...ofBase.keys()])].map((name) =>
    compareFlow(name, ofBase.get(name) ?? null, ofHead.get(name) ?? null, options),
  );
}

/** True when both versions of every flow could be run to their end. */
export const isComplete = (comparison: Comparison): boolean =>
  comparison.flows.every(({ errors }) => errors.length === 0);

import type { Program } from '../mapping/flow/program.ts';
import { skippedWarnings } from '../report/left-out.ts';
import type { PauseReport } from '../report/paused.ts';
import type { BasisReport, Plan, PlanFlow, PlanRecord } from '../report/plan/plan-report.ts';
import { reportedError } from '../report/run-report.ts';
import type { DeadLetter, Progress } from '../state/progress.ts';
import { CreatedRecords, resourcesRead } from '../sync/guard/created-records.ts';
import { exceededLimits } from '../sync/guard/guard.ts';
import { Guarded } from '../sync/guard/guarded.ts';
import { Proposal } from '../sync/guard/proposal.ts';
import { castShadows } from '../sync/guard/shadow.ts';
import { pairNames } from '../sync/links/pairs.ts';
import { waitingMoney } from '../sync/money/waiting.ts';
import type { FinishedFlow } from '../sync/result.ts';
import { isTransient } from '../sync/run/dead-letters.ts';
import type { PersonalClass } from '../systems/catalog.ts';
import { VERSION } from '../version.ts';
import { accountNames } from './accounts.ts';
import { readBefore } from './before.ts';
import { reportBooked, reportWaiting } from './booked.ts';
import { changedFields, sentFields } from './changes.ts';
import { FlowNotes, type StepEffect } from './collect.ts';
import { type DryContext, runDry } from './dry-run.ts';
import { byText, proposeLinks } from './links.ts';
import { createDisplay, hiding, type ValueDisplay } from './value-display.ts';

/** The input of a plan. The progress is changed and must never be saved. */
export interface PlanContext extends DryContext {
  readonly basis: BasisReport;
  /** Every pause as it is told; absent = nothing is paused. */
  readonly paused?: readonly PauseReport[];
  /** What else to say of the mappings; absent = nothing. */
  readonly warnings?: readonly string[];
  /** Classes of personal fields to show. */
  readonly revealed: readonly PersonalClass[];
}

/**
 * Plans what a sync would do now: the flows run as they are, over shadows of both systems, so that nothing is written.
 * Guards stop nothing; the plan says where they would. A flow that could not be planned to its end says why.
 */
export async function makePlan(context: PlanContext): Promise<Plan> {
  const { programs, systems, progress, signal, basis, revealed, clock, paused = [] } = context;
  const before = new Map(programs.map((program) => [program.name, startOf(program, progress)]));
  const shadows = castShadows(systems);
  const notes = new Map(programs.map((program) => [program.name, new FlowNotes(program, accountNames(progress))]));
  const proposals = new Map<string, Proposal>();
  const refusing = new Set<string>();
  const later = programs.filter(({ name, purpose }) => purpose === 'sync' && context.selected.has(name));
  const created = new CreatedRecords(later.flatMap(resourcesRead), context.fingerprint);
  const { flows } = await runDry(
    { ...context, created, isLive: basis.kind === 'systems', log: (line) => context.log(`plan: ${line}`) },
    shadows,
    (program, items) => {
      // Only a code that the target lacks is refused in a plan; a run learns it when it writes, so it cannot be held to this plan.
      if (items.some(({ failure }) => failure?.error.code === 'REFUSED')) refusing.add(program.name);
      notes.get(program.name)?.observe(items);
      // The program of the run: its version knows the flows that it may not share a record with.
      const proposal =
        proposals.get(program.name) ?? new Proposal(program, { ...context, madeUp: shadows.names, created });
      proposals.set(program.name, proposal);
      proposal.observe(items);
    },
  );
  const display = createDisplay(revealed, shadows.names);

  const planned: PlanFlow[] = [];
  const guarded = new Guarded();
  for (const run of flows) {
    const program = programs.find(({ name }) => name === run.program.name) ?? run.program;
    const note = notes.get(program.name);
    const start = before.get(program.name);
    if (note === undefined || start === undefined) continue;
    const read = await readBefore(note.entries, systems, display.isMadeUp, signal);
    const flow = planFlow({ ...run, program }, context, note, start);
    // What is started for chosen records, or by hand since a day, waits for nothing: nothing else would write it.
    const waits = context.records === null && context.since === null && guarded.holds(program);
    if (!waits && flow.guard.length > 0) guarded.stop(program);
    planned.push({
      ...flow,
      ...(waits ? { waitsForGuard: true as const } : {}),
      approve: refusing.has(program.name) ? null : approvalOf(run, proposals.get(program.name), basis),
      ...(read.warnings.length === 0 ? {} : { warnings: read.warnings }),
      records: planRecords(read.entries, revealed, display),
    });
  }
  const skipped = new Set(flows.flatMap(({ result }) => result?.skipped ?? []));
  return {
    format: 1,
    kind: 'plan',
    version: VERSION,
    madeAt: new Date(clock()).toISOString(),
    basis,
    revealed,
    warnings: [
      ...(context.warnings ?? []),
      ...unknownRecords(context.records, flows),
      ...skippedWarnings([...skipped]),
    ],
    ...(paused.length === 0 ? {} : { paused }),
    flows: planned,
    links: proposeLinks(
      // A record that this run makes has no number yet that a line could name.
      [...notes.values()].flatMap((note) => note.ambiguities.filter(({ reference }) => !shadows.names.has(reference))),
      context.links,
    ),
  };
}

/** References of the `records` input that no flow has; a flow that stopped or is paused may not have looked. */
function unknownRecords(records: readonly string[] | null, flows: readonly FinishedFlow[]): readonly string[] {
  if (flows.some(({ error, pause }) => error !== null || pause !== undefined)) return [];
  const found = new Set(flows.flatMap(({ result }) => result?.found ?? []));
  return (records ?? []).filter((one) => !found.has(one)).map((one) => `No flow has a source record "${one}".`);
}

/** What a sync can be given to write exactly this; null on a recording, since a sync asks the systems. */
function approvalOf(
  { result, error }: FinishedFlow,
  proposal: Proposal | undefined,
  basis: BasisReport,
): string | null {
  if (proposal === undefined || error !== null || basis.kind !== 'systems') return null;
  proposal.deactivated(result?.deleted ?? []);
  return proposal.approval();
}

/** How a flow stood before the plan. */
interface Start {
  readonly isFirst: boolean;
  /** Linked records of its pairs. */
  readonly linked: number;
}

function startOf(program: Program, { flows, links }: Progress): Start {
  const linked = [...new Set(pairNames(program))].reduce((sum, pair) => sum + (links[pair]?.count ?? 0), 0);
  return { linked, isFirst: linked === 0 && (flows[program.name]?.cursor ?? null) === null };
}

function planFlow(
  { program, result, error, pause }: FinishedFlow,
  { progress }: PlanContext,
  note: FlowNotes,
  { isFirst, linked }: Start,
): Omit<PlanFlow, 'records' | 'approve'> {
  const failed = new Set(result?.failures.map(({ letter }) => letter));
  const letters = Object.values(progress.flows[program.name]?.deadLetters ?? {});
  const { creates, updates } = result?.tally.writes() ?? { creates: 0, updates: 0 };
  const deleted = (result?.deleted ?? []).map(({ step, target, outcome }) => {
    return { step, target, isDeactivated: outcome === 'deactivated' };
  });
  const further = deleted.filter(({ isDeactivated }) => isDeactivated).length;
  return {
    flow: program.name,
    status: error === null ? 'ok' : 'stopped',
    ...(error === null ? {} : { error: reportedError(error) }),
    ...(pause === undefined ? {} : { isPaused: true as const }),
    isFirst,
    steps: note.steps(),
    guard: program.guard === null ? [] : exceededLimits(program.guard, { creates, updates: updates + further, linked }),
    limit: result?.isCutShort === true ? program.limit : null,
    waiting: letters.filter((letter) => !failed.has(letter)).length,
    ...waitingIn(program, letters),
    deleted,
    ...reportBooked(result?.booked ?? null, program.target.system),
    ...(result === null || result.leftOut.length === 0 ? {} : { leftOut: result.leftOut }),
    ...(result === null || result.notices.length === 0 ? {} : { notices: result.notices }),
    money: note.money.rows(),
  };
}

/** What the documents come to that would wait for a person. What is not recorded of one, nobody knows: it may not wait. */
function waitingIn(program: Program, letters: readonly DeadLetter[]): Pick<PlanFlow, 'source' | 'waitingMoney'> {
  const waiting = letters.filter((letter) => !isTransient(letter) && letter.code !== 'NOT_RECORDED');
  const money = waitingMoney(program, waiting);
  const source = { system: program.source.system, resource: program.source.spec.name };
  return money === null ? {} : { source, ...reportWaiting(money) };
}

function planRecords(
  entries: readonly StepEffect[],
  revealed: readonly PersonalClass[],
  display: ValueDisplay,
): readonly PlanRecord[] {
  return entries
    .map((entry) => {
      const { place, sources } = entry;
      return planRecord(entry, hiding(display.of(place.spec.name), { sources, revealed, places: [place] }));
    })
    .sort((left, right) => byText(left.reference, right.reference));
}

function planRecord(entry: StepEffect, display: ValueDisplay): PlanRecord {
  const { reference, place, subject, action, links, target, fields, after, before, refusal } = entry;
  const name = target[place.spec.reference] ?? target[place.spec.key] ?? null;
  return {
    reference,
    step: place.step,
    subject,
    action,
    target: action === 'create' || name === null || display.isMadeUp(name) ? null : String(name),
    links,
    fields: action === 'create' ? sentFields(after, display) : changedFields(fields, before, after, display),
    refusal,
  };
}

/** True when a plan came to its end: every flow could be planned. */
export const isWhole = (plan: Plan): boolean => plan.flows.every(({ status }) => status === 'ok');

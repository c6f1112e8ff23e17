import { AccessError, StateError, type SyncError, TransientError } from '../../errors.ts';
import { rivalsOf } from '../../mapping/flow/booked-twice.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { sinceMissing } from '../../mapping/flow/since.ts';
import type { Progress } from '../../state/progress.ts';
import type { SystemName } from '../../systems/registry.ts';
import type { System } from '../../systems/system.ts';
import { Claims } from '../find/claims.ts';
import { copyPairs } from '../find/copies.ts';
import { Gone } from '../find/gone.ts';
import { loadReferences } from '../find/references.ts';
import { readingForRivals } from '../find/rivals.ts';
import { SearchProof } from '../find/search-proof.ts';
import type { MadeUp } from '../guard/shadow.ts';
import { LinkBook } from '../links/link-book.ts';
import { inOrder, pairNames, pinsByPair, writtenFields } from '../links/pairs.ts';
import { dutchDay } from '../record/closed-period.ts';
import type { Item } from '../step/item.ts';
import { OpenWrites } from '../write/open-writes.ts';
import type { Writer } from '../write/writer.ts';
import { asFlowError, type FlowResult, runFlow } from './flow.ts';

/** What a run needs. All that changes the world is passed in. */
export interface RunContext {
  /** Every flow of the folder, also those that do not run: their pins hold for shared records. */
  readonly programs: readonly Program[];
  /** Names of the flows to run. */
  readonly selected: ReadonlySet<string>;
  readonly systems: Readonly<Record<SystemName, System>>;
  /** Changed in place; saved by `save`. */
  readonly progress: Progress;
  readonly links: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly records: readonly string[] | null;
  readonly since: string | null;
  /** True for a plan. */
  readonly isDry?: boolean;
  /** What a plan makes up; needed with shadows, so that a guard's own plan makes up nothing a second time. */
  readonly madeUp?: MadeUp;
  /** Keyed hash, 16 hexadecimal digits. */
  readonly print: (text: string) => string;
  /** Calls made since the last time it was asked, by `<system> <method> <resource>`. */
  readonly takeCalls: () => Readonly<Record<string, number>>;
  /** Seals and saves the progress; throws StateError. */
  readonly save: () => Promise<void>;
  /** The same before the first write of the run; throws StateError ANOTHER_RUN when another one writes. `save` when left out. */
  readonly claim?: () => Promise<void>;
  readonly clock: () => number;
  /** Makes what puts records into a target: one that writes, or one that only pretends. */
  readonly createWriter: (target: System) => Writer;
  /** Whether the writers write for real: then the search for what they create is proved. */
  readonly writesForReal?: boolean;
  /** Asked before each flow; throws why it may not begin. */
  readonly assure?: (flow: string) => Promise<void>;
  /** Told of every batch once it is settled, also of one that was stopped half-way. */
  readonly observe?: (program: Program, items: readonly Item[]) => void;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** One flow of a run; `result` is null when it could not begin. */
export interface FlowRun {
  readonly program: Program;
  readonly result: FlowResult | null;
  readonly error: SyncError | null;
  readonly calls: Readonly<Record<string, number>>;
}

/** What came of a run. */
export interface RunResult {
  readonly flows: readonly FlowRun[];
  /** Why the progress could not be saved, if so: what was written stands, and will be found again. */
  readonly saveError: StateError | null;
}

/**
 * Runs the selected flows in order and saves the progress after each that did something, and at the end; not when no system
 * let it in. A flow that stops does not stop the others, unless what stopped it concerns a whole system or the state.
 */
export async function runFlows(context: RunContext): Promise<RunResult> {
  const { progress, systems, signal, takeCalls } = context;
  const links = new LinkBook(progress.links);
  const claims = Claims.of(progress);
  const today = dutchDay(context.clock());
  const gone = new Gone();
  const unanswered = new Set<string>();
  const pins = pinsByPair(context.programs, context.links);
  const flows = context.programs.map((program) => program.name);
  const isOn = ({ name, enabled }: Program): boolean => enabled || context.selected.has(name);
  const written = writtenFields(context.programs.filter(isOn));
  const openWrites = new OpenWrites({ progress, flows, save: context.claim ?? context.save });
  const proof = context.writesForReal === true ? new SearchProof() : null;
  const readToEnd = new Set<string>();
  const runs: FlowRun[] = [];
  let obstacle: SyncError | null = null;
  for (const one of inOrder(context.programs.filter((one) => context.selected.has(one.name)))) {
    const rivals = rivalsOf(one, context.programs, isOn);
    const program = readingForRivals(one, rivals);
    if (obstacle !== null) {
      runs.push({ program, result: null, error: obstacle, calls: {} });
      continue;
    }
    const missing = context.since === null ? sinceMissing(program) : null;
    if (missing !== null) {
      runs.push({ program, result: null, error: missing, calls: {} });
      continue;
    }
    context.log(`${program.name}: reading ${program.source.spec.name}`);
    takeCalls();
    const target = systems[program.target.system];
    const flow = progress.flows[program.name] ?? { cursor: null, deadLetters: {} };
    progress.flows[program.name] = flow;
    let result: FlowResult | null = null;
    let error: SyncError | null = null;
    try {
      await assured(context, program);
      result = await runFlow({
        program,
        source: systems[program.source.system],
        target,
        createWriter: (over) => openWrites.watch(over, context.createWriter),
        observe: (items) => context.observe?.(program, items),
        copyPairs: copyPairs(program, context.programs, Object.keys(progress.links)),
        rivals,
        wasLeftOpen: openWrites.wasLeftOpen(program.name),
        links,
        claims,
        gone,
        unanswered,
        pairs: pairNames(program),
        written,
        pins,
        progress: flow,
        lists: await loadReferences(program, target, progress.lists, context.clock(), signal),
        proof,
        records: context.records,
        since: context.since,
        isDry: context.isDry === true,
        madeUp: context.madeUp ?? new Map(),
        print: context.print,
        clock: context.clock,
        today,
        signal,
        log: context.log,
      });
      error = result.error;
      if (result.isReadToEnd) readToEnd.add(program.name);
    } catch (caught) {
      error = asFlowError(caught, program, context);
    }
    runs.push({ program, result, error, calls: takeCalls() });
    if (error !== null && concernsEverything(error)) obstacle = error;
    if (result?.tally.steps.some((step) => step.created + step.updated + step.failed > 0)) {
      obstacle ??= await trySave(context);
    }
  }
  openWrites.close(readToEnd);
  // A run that was not let in has nothing to tell, and another one may have saved newer progress than it began with.
  const isShutOut = obstacle instanceof AccessError && runs.every(({ result }) => didNothing(result));
  return { flows: runs, saveError: isShutOut ? null : await trySave(context) };
}

/** A test without an answer is made again in the next run. The flow goes on: it will meet the same trouble, or none. */
async function assured({ assure, log }: RunContext, { name }: Program): Promise<void> {
  try {
    await assure?.(name);
  } catch (error) {
    if (!(error instanceof TransientError) || concernsEverything(error)) throw error;
    log(`${name}: what it rests on could not be tested: ${error.message}`);
  }
}

const didNothing = (result: FlowResult | null): boolean =>
  result === null || (result.tally.steps.every((step) => step.read === 0) && result.before === result.after);

async function trySave({ save }: RunContext): Promise<StateError | null> {
  try {
    await save();
    return null;
  } catch (error) {
    if (error instanceof StateError) return error;
    throw error;
  }
}

/** Codes after which the other flows would only meet the same wall. */
const WALLS: ReadonlySet<string> = new Set([
  'UNREACHABLE',
  'DAY_BUDGET',
  'HELD_OFF',
  'TOKEN_TOO_EARLY',
  'TOKEN_UNAVAILABLE',
  'CANCELLED',
]);

/** Refusals of one resource: a right, module or package that the other flows may do without (EX-rights, AS-errors). */
const OF_ONE_RESOURCE: ReadonlySet<string> = new Set(['FORBIDDEN', 'READ_REFUSED']);

const concernsEverything = (error: SyncError): boolean =>
  (error instanceof AccessError && !OF_ONE_RESOURCE.has(error.code)) ||
  error instanceof StateError ||
  WALLS.has(error.code);

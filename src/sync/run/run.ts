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

/** What a run needs. Everything with effects outside is passed in. */
export interface RunContext {
  /** Every flow of the folder, including those that do not run: their pins apply to shared records. */
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
  /** The keys and numbers that a plan invents; needed with shadows, so that a guard's own plan invents nothing twice. */
  readonly madeUp?: MadeUp;
  /** Keyed hash, 16 hexadecimal digits. */
  readonly print: (text: string) => string;
  /** Calls made since it was last called, by `<system> <method> <resource>`. */
  readonly takeCalls: () => Readonly<Record<string, number>>;
  /** Seals and saves the progress; throws StateError. */
  readonly save: () => Promise<void>;
  /** The same before the first write of the run; throws StateError ANOTHER_RUN if another run writes. Default: `save`. */
  readonly claim?: () => Promise<void>;
  readonly clock: () => number;
  /** Makes the writer for a target: one that writes, or one that only simulates. */
  readonly createWriter: (target: System) => Writer;
  /** Whether the writers really write: then the run proves that what they create is found again. */
  readonly writesForReal?: boolean;
  /** Called before each flow; throws the reason if it may not begin. */
  readonly assure?: (flow: string) => Promise<void>;
  /** Called with every batch once it is settled, including one that was stopped half-way. */
  readonly observe?: (program: Program, items: readonly Item[]) => void;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** One flow of a run; `result` is null if it could not begin. */
export interface FlowRun {
  readonly program: Program;
  readonly result: FlowResult | null;
  readonly error: SyncError | null;
  readonly calls: Readonly<Record<string, number>>;
}

/** The result of a run. */
export interface RunResult {
  readonly flows: readonly FlowRun[];
  /** Why the progress could not be saved, if so: what was written stays, and will be found again. */
  readonly saveError: StateError | null;
}

/**
 * Runs the selected flows in order. Saves the progress after each flow that did something, and at the end, unless no system
 * gave access. A flow that stops does not stop the others, unless the cause concerns a whole system or the state.
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
  // A run without access has nothing to save, and another run may have saved newer progress than it began with.
  const isShutOut = obstacle instanceof AccessError && runs.every(({ result }) => didNothing(result));
  return { flows: runs, saveError: isShutOut ? null : await trySave(context) };
}

/** A test without an answer is repeated in the next run. The flow continues: it will have the same problem, or none. */
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

/** Codes after which the other flows would only fail in the same way. */
const WALLS: ReadonlySet<string> = new Set([
  'UNREACHABLE',
  'DAY_BUDGET',
  'HELD_OFF',
  'TOKEN_TOO_EARLY',
  'TOKEN_UNAVAILABLE',
  'CANCELLED',
]);

/** Refusals of one resource: a right, module or package that the other flows may not need (EX-rights, AS-errors). */
const OF_ONE_RESOURCE: ReadonlySet<string> = new Set(['FORBIDDEN', 'READ_REFUSED']);

const concernsEverything = (error: SyncError): boolean =>
  (error instanceof AccessError && !OF_ONE_RESOURCE.has(error.code)) ||
  error instanceof StateError ||
  WALLS.has(error.code);

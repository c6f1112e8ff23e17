import type { DeadLetter, Progress } from '../../src/state/progress.ts';
import { SHARED } from './acts.ts';
import type { Diary, Edit } from './diary.ts';
import { type Documents, documentProblems, sharedProblems, type Waiting } from './documents.ts';
import { type Desk, type Kind, pairOf, rowsOf, SHAPES, type Side, shown } from './pairs.ts';
import { allowed, type Losses, type Outcome, type Rule } from './verdict.ts';

/** What is on, as far as the model must know. */
export interface Setting {
  readonly rules: Readonly<Record<Kind, Rule | null>>;
  /** What becomes of documents of Exact Online. */
  readonly documents: Documents;
}

/** How a field stood at the last look. */
interface Stand {
  readonly outcome: Outcome;
  readonly source: string;
  readonly copy: string;
  /** What both sides held when they were last seen in step. */
  readonly agreed: string | null;
}

/**
 * The model: it knows what people did and what both systems hold, and says what is not as it should be. It knows nothing of the engine but the
 * dead letters that a run tells.
 */
export class Look {
  readonly #setting: Setting;
  readonly #diary: Diary;
  readonly #stands = new Map<string, Stand>();
  /** The state was lost at some time of the month. */
  #hasForgotten = false;

  constructor(setting: Setting, diary: Diary) {
    this.#setting = setting;
    this.#diary = diary;
  }

  /** What is wrong, in words, once all runs are through. Begins a new page of the diary. */
  take(desk: Desk, progress: Progress, losses: Losses): string[] {
    this.#hasForgotten ||= losses === 'state';
    const letters = Object.values(progress.flows).flatMap(({ deadLetters }) => Object.values(deadLetters));
    const mayWait: Waiting = { CONFLICT: new Set(), AMBIGUOUS: new Set(), DIFFERS: new Set(), TARGET_GONE: new Set() };
    const problems = [
      ...this.#pairs(desk, 'customers', losses, letters, mayWait),
      ...this.#pairs(desk, 'products', losses, letters, mayWait),
      ...sharedProblems(desk, SHARED, letters, mayWait),
      ...documentProblems(desk, this.#setting.documents, this.#diary, this.#hasForgotten, mayWait),
    ];
    const others = letters
      .filter(({ reference, code }) => !isWaiting(mayWait, code, reference))
      .map(({ reference, code, reason }) => `${reference} waits: ${code} ${reason}`);
    this.#diary.edits = [];
    return [...problems, ...others];
  }

  #pairs(desk: Desk, kind: Kind, losses: Losses, letters: readonly DeadLetter[], mayWait: Waiting): string[] {
    const rule = this.#setting.rules[kind];
    if (rule === null) return [];
    const edits = Map.groupBy(
      this.#diary.edits.filter((edit) => edit.kind === kind),
      ({ number, field }) => `${number} ${field}`,
    );
    return numbersOf(desk, kind, rule).flatMap((number) => {
      const pair = pairOf(desk, kind, number);
      const name = `${kind} ${number}`;
      const counts = `${name}: ${pair.source.length} in the source, ${pair.copy.length} in the copy`;
      if (pair.source.length > 1 || pair.copy.length > 1) return [counts];
      const [source, copy] = [pair.source[0], pair.copy[0]];
      const references = [source, copy]
        .flatMap((row) => [row?.Code, row?.customerNumber, row?.articleNumber])
        .map(String);
      const conflict = letters.some(({ reference, code }) => code === 'CONFLICT' && references.includes(reference));
      const wasRemoved = this.#diary.removed.has(name);
      for (const reference of references) {
        mayWait.CONFLICT.add(reference);
        if (wasRemoved) mayWait.TARGET_GONE.add(reference);
      }
      if (wasRemoved) return [];
      if (source === undefined || copy === undefined) return [counts];
      const mayConflict: boolean[] = [];
      const problems = SHAPES[kind].fields.flatMap((names, field) => {
        const now = { source: shown(source, names.source), copy: shown(copy, names.copy) };
        const { outcomes, problem } = this.#field(
          `${name} ${field}`,
          now,
          edits.get(`${number} ${field}`) ?? [],
          rule,
          losses,
          conflict,
        );
        mayConflict.push(outcomes.has('waits'));
        return problem === null ? [] : [`${name}: ${names.copy.join(' and ')} ${problem}`];
      });
      if (conflict && !mayConflict.includes(true))
        problems.push(`${name} waits with CONFLICT and nobody changed both sides`);
      return problems;
    });
  }

  #field(
    name: string,
    now: Readonly<Record<Side, string>>,
    edits: readonly Edit[],
    rule: Rule,
    losses: Losses,
    conflict: boolean,
  ): { readonly outcomes: ReadonlySet<Outcome>; readonly problem: string | null } {
    const known = this.#stands.get(name);
    const before = known ?? { outcome: 'source', source: now.source, copy: now.copy, agreed: null };
    const typed = (side: Side): string => edits.findLast((edit) => edit.side === side)?.value ?? before[side];
    const agreed = edits.findLast((edit) => edit.agreed !== null)?.agreed ?? before.agreed;
    const setBack = new Set((['source', 'copy'] as const).filter((side) => typed(side) === agreed));
    const outcomes = allowed({ edits, before: before.outcome, setBack, isNew: known === undefined }, rule, losses);
    const holds: Readonly<Record<Outcome, boolean>> = {
      source: now.source === typed('source') && now.copy === typed('source'),
      copy: now.source === typed('copy') && now.copy === typed('copy'),
      kept: now.source === typed('source') && now.copy === typed('copy'),
      waits: now.source === typed('source') && now.copy === typed('copy') && conflict,
    };
    const outcome = (['source', 'copy', 'waits', 'kept'] as const).find((one) => outcomes.has(one) && holds[one]);
    const isInStep = now.source === now.copy;
    this.#stands.set(name, {
      ...now,
      agreed: isInStep ? now.source : agreed,
      outcome: isInStep ? 'source' : (outcome ?? 'kept'),
    });
    if (outcome !== undefined || (holds.kept && isInStep)) return { outcomes, problem: null };
    // The flow that runs first without a state may bring back what the other side had of an edit before the last one; after a lost run only what it had of
    // the copy's edits, where nobody edited the source.
    const isOfCopy = losses === 'runs' && edits.every(({ side }) => side === 'copy');
    const wasTyped = edits.some(({ value }) => value === now.source);
    if ((losses === 'state' || isOfCopy) && rule.ways === 'both' && isInStep && wasTyped)
      return { outcomes, problem: null };
    const course = edits
      .map(({ side, value, agreed: at }) => `${side} "${value}"${at === null ? ' out of step' : ''}`)
      .join(', ');
    const stands = `is "${now.source}" in the source and "${now.copy}" in the copy`;
    const was = `was "${before.source}" and "${before.copy}" (${before.outcome})`;
    return { outcomes, problem: `${stands}; ${was}; edits: ${course}; it may be: ${[...outcomes].join(', ')}` };
  }
}

/** The numbers that must be on both sides: those of the source, and those of the copy where they go the other way too. */
function numbersOf(desk: Desk, kind: Kind, { ways }: Rule): readonly string[] {
  const { number } = SHAPES[kind];
  const isTaking = (row: Readonly<Record<string, unknown>>): boolean =>
    kind === 'products' ? row.activeState !== 'Inactive' : row.Status === undefined || row.Status === 'C';
  const of = (side: Side) =>
    rowsOf(desk, kind, side)
      .filter(isTaking)
      .map((row) => row[number[side]]);
  const all = [...of('source'), ...(ways === 'both' ? of('copy') : [])].filter(
    (one) => typeof one === 'string' && one !== '',
  );
  return [...new Set(all.map(String))];
}

const isWaiting = (mayWait: Waiting, code: string, reference: string): boolean =>
  Object.entries(mayWait).some(([own, references]) => own === code && references.has(reference));

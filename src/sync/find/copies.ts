import type { Scope } from '../../mapping/expressions/scope.ts';
import type { Program } from '../../mapping/flow/program.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { matchForm } from '../../systems/match-form.ts';
import { type SystemName, titleOf } from '../../systems/registry.ts';
import type { Value } from '../../values.ts';
import type { FlowContext } from '../context.ts';
import { attempt } from '../failure.ts';
import { decidingScopeOf, type Item, scopeOf } from '../item.ts';
import type { LinkBook } from '../links/link-book.ts';
import { pairNames } from '../links/pairs.ts';
import type { TakingPart } from '../taking-part.ts';

/** The words under which records are counted that the other direction made. */
export const copiesOf = ({ target }: Program): string => `copies of ${titleOf(target.system)}`;

/**
 * The pairs whose links lead to documents in the resources that a flow reads: what a flow in the other direction made there is a copy.
 * Pairs of removed flows count by the links they left, if the resource holds only documents. A flow that verifies has none
 * unless it says what copies are, because its purpose may be to compare them with their originals.
 */
export function copyPairs(
  { source, joins, purpose, copyOf }: Program,
  programs: readonly Program[],
  linked: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  if (purpose === 'verify' && copyOf.length === 0) return new Map();
  const specs = [source.spec, ...joins.map(({ spec }) => spec)];
  return new Map(specs.map((spec) => [spec.name, pairsInto(source.system, spec, programs, linked)]));
}

function pairsInto(
  system: SystemName,
  spec: ResourceSpec,
  programs: readonly Program[],
  linked: readonly string[],
): readonly string[] {
  const name = `${system}.${spec.name}`;
  const written = programs.flatMap((program) =>
    pairNames(program).filter((_, position) => program.steps[position]?.policy.kind === 'document'),
  );
  const isOfDocuments = spec.documentDate !== undefined || spec.frozen !== undefined;
  const known = isOfDocuments ? [...written, ...linked] : written;
  return [...new Set(known)].filter((pair) => {
    const to = pair.slice(pair.indexOf('>') + 1);
    return to === name || to.startsWith(`${name}[`) || to.startsWith(`${name}#`);
  });
}

/** Leaves out the records that links know as copies, or marks them. */
export function leaveLinkedCopies({ program, copyPairs: pairs, links }: Linked, taking: TakingPart): void {
  const own = pairs.get(program.source.spec.name) ?? [];
  for (const item of taking.open) if (isLinkedCopy(own, links, item.source.key)) leaveCopy(program, taking, item);
}

/** Documents that are found by a copy are no copies themselves: an order of the other system is invoiced here. */
function leaveCopy(program: Program, taking: TakingPart, item: Item): void {
  if (elementSteps(program).length === 0) taking.leave(item, copiesOf(program));
  else item.isCopy = true;
}

const elementSteps = ({ steps }: Program) =>
  steps.filter(({ policy, elementOf }) => policy.kind === 'document' && elementOf !== null);

/** Leaves out the marked copies by which nothing is found. */
export function leaveBareCopies(program: Program, taking: TakingPart, refs: Scope['refs']): void {
  for (const item of taking.open) {
    if (!item.isCopy) continue;
    const isBare = (): boolean => elementSteps(program).every(({ each }) => each?.(scopeOf(item, refs)).length === 0);
    if (attempt(item, program.steps[0]?.id ?? '', isBare, false)) taking.leave(item, copiesOf(program));
  }
}

/** True if a link of one of these pairs leads to a record. */
export const isLinkedCopy = (pairs: readonly string[], links: LinkBook, key: string): boolean =>
  pairs.some((pair) => links.ownerOf(pair, key) !== undefined);

type Linked = Pick<FlowContext, 'program' | 'copyPairs' | 'links'>;

/** True for a record that the flow itself sent, which is an original. Other resources may have the same keys. */
export const wasSent = (
  { program, links, pairs }: Pick<FlowContext, 'program' | 'links' | 'pairs'>,
  key: string,
): boolean =>
  program.steps.some(
    ({ subject }, position) => subject === null && links.get(pairs[position] ?? '', key) !== undefined,
  );

/** What is needed to look for copies in the target. */
export interface CopySearch extends Pick<FlowContext, 'program' | 'target' | 'links' | 'pairs' | 'signal'> {
  readonly refs: Scope['refs'];
}

/** Leaves out or marks copies whose links are lost, by `copyOf`: one look-up per entry for all records that may be copies. */
export async function leaveFoundCopies(search: CopySearch, taking: TakingPart): Promise<void> {
  const { program, target, refs, signal } = search;
  for (const { spec, by, value } of program.copyOf) {
    const wanted = new Map<string, Value>();
    const asked = new Map<Item, string>();
    for (const item of taking.open) {
      if (item.isCopy || wasSent(search, item.source.key)) continue;
      const sought = attempt<Value>(item, program.steps[0]?.id ?? '', () => value(decidingScopeOf(item, refs)), null);
      const form = matchForm(spec, by, sought);
      if (form === null) continue;
      wanted.set(form, sought);
      asked.set(item, form);
    }
    if (wanted.size === 0) continue;
    const values = [...wanted.values()];
    const found = await target.find({ resource: spec.name, field: by, values, fields: [by], signal });
    const forms = new Set(found.map((record) => matchForm(spec, by, record[by])));
    for (const [item, form] of asked) if (forms.has(form)) leaveCopy(program, taking, item);
  }
  leaveBareCopies(program, taking, refs);
}

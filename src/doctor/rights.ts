import { allJoins, type Program } from '../mapping/flow/program.ts';
import type { StepProgram } from '../mapping/steps/step-program.ts';
import type { Action } from '../systems/inspection.ts';
import { type SystemName, titleOf } from '../systems/registry.ts';
import { error, type Finding, isWall, notChecked, ok, thrownFindings } from './finding.ts';
import { type CheckContext, ofEachSystem } from './systems.ts';

/** What the flows do with one resource. */
export interface NeededRight {
  readonly system: SystemName;
  readonly action: Action;
  readonly resource: string;
  /** The flows that need it. */
  readonly flows: readonly string[];
}

/** Everything that the flows read, create and change, each once. Pure. */
export function neededRights(programs: readonly Program[]): readonly NeededRight[] {
  const rights = new Map<string, NeededRight>();
  const need = (flow: string, system: SystemName, action: Action, resource: string): void => {
    // Elements without their own resource go with their document.
    if (resource.includes('.')) return;
    const key = `${system} ${resource} ${action}`;
    const flows = new Set([...(rights.get(key)?.flows ?? []), flow]);
    rights.set(key, { system, action, resource, flows: [...flows] });
  };
  for (const program of programs) {
    const { name, source, target, copyOf, fields, refs, steps } = program;
    need(name, source.system, 'GET', source.spec.name);
    for (const field of fields) {
      const lines = source.spec.lines?.[field.split('.')[0] ?? ''];
      if (lines !== undefined) need(name, source.system, 'GET', lines);
    }
    for (const { spec } of allJoins(program)) need(name, source.system, 'GET', spec.name);
    for (const { spec } of copyOf) need(name, target.system, 'GET', spec.name);
    for (const { resource } of refs) need(name, target.system, 'GET', resource);
    for (const step of steps) for (const action of actionsOf(step)) need(name, target.system, action, step.spec.name);
  }
  return [...rights.values()];
}

function actionsOf({ policy, fallback, spec }: StepProgram): readonly Action[] {
  if (policy.kind === 'verify') return ['GET'];
  // What moves by itself is not changed but recounted.
  const updates = policy.kind === 'master' && policy.update && spec.moves !== true;
  const creates = fallback?.use !== 'always' && !(policy.kind === 'master' && policy.create === false);
  return ['GET', ...(creates ? (['POST'] as const) : []), ...(updates ? (['PUT'] as const) : [])];
}

/** Asks each system for each right that the flows need. */
export const checkRights = (programs: readonly Program[], context: CheckContext): Promise<readonly Finding[]> =>
  ofEachSystem('rights', neededRights(programs), context, (own) => askRights(own, context));

async function askRights(
  needed: readonly NeededRight[],
  { inspected, signal }: CheckContext,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const granted: NeededRight[] = [];
  const unknown: NeededRight[] = [];
  for (const right of needed) {
    const { inspection } = inspected[right.system];
    try {
      const answer = await inspection.may(right.action, right.resource, signal);
      if (answer.answer === 'yes') granted.push(right);
      if (answer.answer === 'unknown') unknown.push(right);
      if (answer.answer === 'no')
        findings.push(error('rights', `${answer.why} Needed by ${right.flows.join(', ')}.`, answer.fix));
    } catch (thrown) {
      findings.push(...thrownFindings('rights', thrown, 'not-checked'));
      // What prevents one question prevents all.
      if (isWall(thrown)) break;
    }
  }
  const [first] = needed;
  if (first === undefined) return findings;
  const title = titleOf(first.system);
  if (granted.length > 0) findings.push(ok('rights', `In ${title} the user may ${sentenceOf(granted)}.`));
  if (unknown.length > 0) {
    const says = `${title} has no way to ask whether the user may ${sentenceOf(unknown)}.`;
    findings.push(notChecked('rights', says));
  }
  return findings;
}

const VERBS: readonly (readonly [Action, string])[] = [
  ['GET', 'read'],
  ['POST', 'create'],
  ['PUT', 'change'],
];

/** `read crm/Accounts, crm/Contacts; create debtors`. */
function sentenceOf(rights: readonly NeededRight[]): string {
  const parts = VERBS.flatMap(([action, verb]) => {
    const resources = rights.filter((right) => right.action === action).map(({ resource }) => resource);
    return resources.length === 0 ? [] : [`${verb} ${resources.join(', ')}`];
  });
  return parts.join('; ');
}

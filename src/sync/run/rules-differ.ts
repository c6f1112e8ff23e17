import type { FlowSource } from '../../config/flow-source.ts';
import { ConfigError, type SourcePosition } from '../../errors/errors.ts';
import { isDisjoint } from '../../mapping/flow/booked-twice.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { canonicalRule, contextOfRules, writtenRule } from '../../mapping/steps/same-rules.ts';
import { pairNames } from '../links/pairs.ts';

interface WrittenRule {
  readonly program: Program;
  readonly at: SourcePosition;
  readonly rule: string;
  readonly field: string;
  /** The step stands for the flow's own record. */
  readonly isOwn: boolean;
  /** How a part writes a field that the rule reads, such as `$customer.Name`. */
  readonly inPart: string;
  readonly resource: string;
}

/**
 * Refuses fields of master data that two flows write by different rules, as RULES_DIFFER: the flow that runs last wins, and each run of
 * the other one changes it back. `programs` are the flows that run, `flows` their files. Pure.
 */
export function rulesThatDiffer(programs: readonly Program[], flows: readonly FlowSource[]): readonly ConfigError[] {
  const written = new Map<string, WrittenRule[]>();
  for (const program of programs) {
    const flow = flows.find(({ name }) => name === program.name)?.flow;
    if (flow === undefined || program.purpose !== 'sync') continue;
    const pairs = pairNames(program);
    for (const [position, { id, spec, policy, subject, outline, writes, sources }] of program.steps.entries()) {
      if (policy.kind !== 'master') continue;
      // A field that is written once, on creation, undoes nothing.
      const own = outline.fields.filter(
        ({ resource, field }) => resource === spec.name && writes[field] !== 'create' && hasRule(flow, id, field),
      );
      for (const { field, at } of own) {
        const place = contextOfRules(flow, id, subject === 'line' ? null : subject);
        const rule = canonicalRule(writtenRule(flow, id, field), place);
        const key = `${pairs[position]} ${field}`;
        const rules = written.get(key) ?? [];
        const [read] = sources[field] ?? [];
        const inPart = `$${subject ?? 'NAME'}.${read ?? 'FIELD'}`;
        const isOwn = subject === null;
        written.set(key, [...rules, { program, at, rule, field, isOwn, inPart, resource: spec.name }]);
      }
    }
  }
  return [...written.values()].flatMap((rules) => {
    const [problem] = rules.flatMap((other, position) => {
      const first = rules
        .slice(0, position)
        .find((one) => one.rule !== other.rule && mayMeet(one.program, other.program));
      return first === undefined ? [] : [differ(first, other)];
    });
    return problem ?? [];
  });
}

/** Whether both may write the same record: not if one flow is meant, or if no record takes part in both. */
const mayMeet = (left: Program, right: Program): boolean => left.name !== right.name && !isDisjoint(left, right);

const hasRule = (flow: FlowSource['flow'], step: string, field: string): boolean =>
  writtenRule(flow, step, field) !== undefined;

function differ(first: WrittenRule, other: WrittenRule): ConfigError {
  const { file, line } = first.at;
  const message = `The flow ${other.program.name} writes ${other.field} of ${other.resource} by a different rule than ${first.program.name} (${file}:${line}).`;
  // The one that nobody overrode stands in the part that both take.
  const part = [first, other].map(({ at }) => /(?<=\/)parts\/[^/]+\.yml$/.exec(at.file)?.[0]).find(Boolean);
  const { inPart } = first.isOwn ? other : first;
  const rule =
    part === undefined
      ? 'Give both the same rule'
      : `Write the rule in ${part} ("extends: shipped"), which both take and where a field is written ${inPart}`;
  const apart =
    first.program.source.spec.name === other.program.source.spec.name
      ? ' If no record meets the conditions ("where") of both, write "disjoint: WORD" with the same word in both.'
      : '';
  const hint = `${rule}, or take the field out of one of them: each would undo what the other writes.${apart}`;
  return new ConfigError('RULES_DIFFER', message, { at: other.at, hint });
}

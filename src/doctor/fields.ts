import type { SourcePosition } from '../errors/errors.ts';
import { allJoins, type Program } from '../mapping/flow/program.ts';
import { guess, nearest } from '../nearest.ts';
import { FIELD_WORDS, type FieldSpec, type FieldType, type ResourceSpec } from '../systems/catalog.ts';
import type { DescriptionAnswer } from '../systems/inspection.ts';
import { factsOf, type SystemName, titleOf } from '../systems/registry.ts';
import { error, type Finding, isWall, notChecked, ok, thrownFindings, warning } from './finding.ts';
import { type CheckContext, type Inspected, ofEachSystem } from './systems.ts';

/** A field that a flow reads or writes. */
export interface UsedField {
  readonly name: string;
  readonly isWritten: boolean;
  /** What the catalog knows of it; undefined if only its existence counts. */
  readonly spec: FieldSpec | undefined;
  /** The rule that fills it, or the place where its resource is named. */
  readonly at: SourcePosition;
}

/** The fields of one resource that the flows use, each name once per reading and writing. */
export interface UsedResource {
  readonly system: SystemName;
  readonly resource: string;
  readonly fields: readonly UsedField[];
}

/** Every mapped field of the flows by system and resource. Pure. */
export function usedResources(programs: readonly Program[], inspected: Inspected): readonly UsedResource[] {
  const found = new Map<string, { system: SystemName; resource: string; fields: Map<string, UsedField> }>();
  const use = (system: SystemName, spec: ResourceSpec, field: Omit<UsedField, 'spec'>): void => {
    add(system, spec.name, { ...field, spec: spec.fields[field.name] });
  };
  const add = (system: SystemName, resource: string, field: UsedField): void => {
    const key = `${system} ${resource}`;
    const entry = found.get(key) ?? { system, resource, fields: new Map() };
    found.set(key, entry);
    const name = `${field.name} ${field.isWritten}`;
    if (!entry.fields.has(name)) entry.fields.set(name, field);
  };
  const resourceIn = (system: SystemName, name: string | undefined) =>
    inspected[system].system.catalog.resources.get(name ?? '');
  for (const program of programs) {
    const { source, target, copyOf, steps, at } = program;
    /** A field of a source record, or one of its lines as `SalesInvoiceLines.AmountDC`: lines have a description of their own. */
    const read = (spec: ResourceSpec, path: string, place: SourcePosition): void => {
      const [name = '', element] = path.split('.');
      use(source.system, spec, { name, isWritten: false, at: place });
      const lines = resourceIn(source.system, spec.lines?.[name]);
      if (element !== undefined && lines !== undefined)
        use(source.system, lines, { name: element, isWritten: false, at: place });
    };
    for (const path of program.fields) read(source.spec, path, at);
    for (const [feed, names] of inspected[source.system].inspection.feeds(source.spec.name, program.fields)) {
      for (const name of names) add(source.system, feed, { name, isWritten: false, spec: undefined, at });
    }
    for (const join of allJoins(program)) {
      for (const path of [join.by, ...join.fields]) read(join.spec, path, join.at);
    }
    for (const { spec, by } of copyOf) use(target.system, spec, { name: by, isWritten: false, at });
    for (const { outline, spec, linesField, at: stepAt } of steps) {
      if (linesField !== null) use(target.system, spec, { name: linesField, isWritten: true, at: stepAt });
      for (const { resource, field, at: fieldAt } of outline.fields) {
        const own = resourceIn(target.system, resource);
        if (own !== undefined) use(target.system, own, { name: field, isWritten: true, at: fieldAt });
      }
    }
  }
  return [...found.values()].map(({ fields, ...rest }) => ({ ...rest, fields: [...fields.values()] }));
}

/** Compares the fields of a resource with its live description; nothing when all is right. Pure. */
function judgeFields({ system, resource, fields }: UsedResource, answer: DescriptionAnswer): readonly Finding[] {
  const title = titleOf(system);
  const [first] = fields;
  if (answer.kind === 'no-description' || first === undefined) return [];
  if (answer.kind === 'missing') {
    const own = resource.split('/').at(-1) ?? resource;
    const meant = nearest(own, answer.resources);
    const { pathHint = '' } = factsOf(system);
    const fix = meant === null ? 'Remove the flow, or report this.' : `Did you mean ${meant}?${pathHint}`;
    return [
      error('fields', `${title}'s own description (${answer.document}) does not list ${resource}.`, fix, first.at),
    ];
  }
  return fields.flatMap(({ name, isWritten, spec, at }) => {
    // Fields sent separately or computed here are not in the description.
    if (spec?.readable === false || spec?.computed === true) return [];
    const live = answer.fields.get(name);
    if (live === undefined) {
      const fix = guess(name, answer.fields.keys()) ?? 'Remove it from the mapping.';
      const says = `${title}'s own description (${answer.document}) does not list the field ${name} of ${resource}.`;
      return [error('fields', says, fix, at)];
    }
    if (isWritten && !live.isWritable) {
      const says = `${name} of ${resource} cannot be written by ${title}'s own description (${answer.document}).`;
      return [error('fields', says, 'Remove it from the mapping.', at)];
    }
    if (spec === undefined || live.type === null || fits(spec.type, live.type)) return [];
    const says = `${name} of ${resource} holds ${FIELD_WORDS[live.type]} by ${title}'s own description (${answer.document}), and ${FIELD_WORDS[spec.type]} as we know it.`;
    return [warning('fields', says, 'Look at one record before you trust this field, and report it.', at)];
  });
}

/** Dates may be described as plain text, whole numbers as numbers; files are never compared. */
function fits(known: FieldType, live: FieldType): boolean {
  if (known === live || known === 'binary' || live === 'binary') return true;
  if (known === 'id') return live === 'text';
  return (known === 'date' && live === 'text') || (known === 'integer' && live === 'decimal');
}

/** Asks each system how it describes what the flows use. */
export const checkFields = (programs: readonly Program[], context: CheckContext): Promise<readonly Finding[]> =>
  ofEachSystem('fields', usedResources(programs, context.inspected), context, (own) => askFields(own, context));

async function askFields(
  used: readonly UsedResource[],
  { inspected, signal }: CheckContext,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const silent = new Set<string>();
  let described = 0;
  let resources = 0;
  for (const one of used) {
    try {
      const answer = await inspected[one.system].inspection.describe(one.resource, signal);
      if (answer.kind === 'no-description') silent.add(answer.document);
      const own = judgeFields(one, answer);
      findings.push(...own);
      if (answer.kind !== 'described') continue;
      resources += 1;
      described += one.fields.length;
    } catch (thrown) {
      findings.push(...thrownFindings('fields', thrown, 'not-checked'));
      if (isWall(thrown)) break;
    }
  }
  const [first] = used;
  if (first === undefined) return findings;
  const title = titleOf(first.system);
  const isRight = !findings.some(({ level }) => level === 'error' || level === 'warning');
  if (described > 0 && isRight) {
    findings.push(ok('fields', `${title} describes all ${described} mapped fields of ${resources} resources.`));
  }
  if (silent.size > 0) {
    findings.push(notChecked('fields', `${title} does not describe itself at ${[...silent].join(', ')}.`));
  }
  return findings;
}

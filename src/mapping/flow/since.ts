import type { FlowFile } from '../../config/schema/flow-schema.ts';
import { ConfigError } from '../../errors/errors.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { MappingSettings } from '../expressions/names.ts';
import { writesDocuments } from './booked-twice.ts';
import type { Program } from './program.ts';

/** The date from which a flow reads: its own `since` or, for documents that it writes or compares, that of settings.yml; null = neither says. */
export function sinceOf(
  file: FlowFile,
  spec: ResourceSpec,
  settings: MappingSettings,
  steps: Program['steps'],
): string | null {
  const isOfDocuments = spec.documentDate !== undefined || documentSteps({ steps }).length > 0;
  return file.since ?? (isOfDocuments ? settings.since : undefined) ?? null;
}

/** The later of two days; null = there is none. A run that reads again from a day on takes in nothing from before the flow's own. */
export function laterDay(own: string | null, ofRun: string | null): string | null {
  if (own === null || ofRun === null) return own ?? ofRun;
  return own < ofRun ? ofRun : own;
}

/** The steps that write documents, or compare them. */
export const documentSteps = ({ steps }: Pick<Program, 'steps'>): Program['steps'] =>
  steps.filter(
    ({ policy, spec }) => policy.kind === 'document' || (policy.kind === 'verify' && spec.documentDate !== undefined),
  );

/** The problem of a flow that writes documents and does not say from which date on; null = there is none. */
export function sinceMissing(program: Program): ConfigError | null {
  if (program.since !== null || !writesDocuments(program)) return null;
  const message = `The flow ${program.name} books documents, but nothing says from which date on.`;
  const hint = `Write since: 2026-01-01, with the date from which this sync keeps the books, under "values" in settings.yml for all flows, or in ${program.name}.yml.`;
  return new ConfigError('SINCE_MISSING', message, { at: program.at, hint });
}

/**
 * The source's date field that limits a flow, if all its documents stand for the record itself; null = there is none. For
 * elements (`each`), their own dates count.
 */
export function datedBy({ source, purpose, steps }: Pick<Program, 'source' | 'purpose' | 'steps'>): string | null {
  const documents = steps.filter(({ policy }) => policy.kind === 'document');
  const isOwn =
    purpose === 'verify' || (documents.length > 0 && documents.every(({ elementOf }) => elementOf === null));
  return isOwn ? (source.spec.documentDate ?? null) : null;
}

/**
 * True if the dates of documents say which of them are too old: those of the records, or those that each step maps. Then it does not matter when
 * a record was last changed: an invoice may be dated later than it was printed, and be printed later than its order was changed.
 */
export function isDated(program: Pick<Program, 'source' | 'purpose' | 'steps'>): boolean {
  const documents = documentSteps(program);
  if (documents.length === 0) return false;
  const isMapped = documents.every(({ spec, writes }) => Object.hasOwn(writes, spec.documentDate ?? ''));
  return isMapped || datedBy(program) !== null;
}

import type { ResourceSpec } from '../../systems/catalog.ts';
import { matchForm } from '../../systems/match-form.ts';
import { isSameName } from '../../systems/same-name.ts';
import type { RecordValues, Value } from '../../values.ts';

/** What matching found: nothing (create), one record, or an ambiguity that a person must settle. */
export type MatchDecision =
  | { readonly kind: 'none' }
  | { readonly kind: 'hit'; readonly candidate: RecordValues }
  | {
      readonly kind: 'ambiguity';
      readonly candidates: readonly RecordValues[];
      readonly why: string;
      /** The one candidate is the right one, except that it has an owner. */
      readonly isTaken?: true;
    };

/** The input of `decideMatch`. */
export interface MatchQuestion {
  /** The mapped values of the source record. */
  readonly values: RecordValues;
  /** Match keys from the strongest to the weakest; each a list of fields that must all agree. */
  readonly match: readonly (readonly string[])[];
  /** Target records found by the key at `index`, in any order, perhaps with duplicates. */
  readonly candidates: readonly RecordValues[];
  readonly index: number;
  /** The target's resource. */
  readonly spec: Pick<ResourceSpec, 'key' | 'nameField' | 'fields'>;
  /** Whether a target record already belongs to another source record than the asking one. */
  readonly ownedByAnother: (target: Value) => boolean;
  /** True for a target record whose source record was deleted; absent = none was. */
  readonly isLeft?: (target: Value) => boolean;
}

/** What is matched: the values of a source record, and the resource to search. */
type Asked = { readonly spec: Pick<ResourceSpec, 'fields'>; readonly values: RecordValues };

/** True if a record has the values of a match key, in their comparable forms. */
export const agrees = ({ spec, values }: Asked, fields: readonly string[], candidate: RecordValues): boolean =>
  fields.every((field) => matchForm(spec, field, values[field]) === matchForm(spec, field, candidate[field]));

/** True if at least one field is filled on both sides and differs. */
const contradicts = ({ spec, values }: Asked, fields: readonly string[], candidate: RecordValues): boolean =>
  fields.some((field) => {
    const ours = matchForm(spec, field, values[field]);
    const theirs = matchForm(spec, field, candidate[field]);
    return ours !== null && theirs !== null && ours !== theirs;
  });

/** The shape of a code: digits blurred, so that `EO-12` and `EO-900` look alike and `retail` does not. */
const shape = (form: string): string => form.replace(/[0-9]+/g, '#');

/** An external key of one field that is filled on both sides, where the target's value does not look like ours. */
const occupied = ({ spec, values }: Asked, fields: readonly string[], candidate: RecordValues): boolean =>
  fields.length === 1 &&
  fields.some((field) => {
    const ours = matchForm(spec, field, values[field]);
    const theirs = matchForm(spec, field, candidate[field]);
    return ours !== null && theirs !== null && shape(ours) !== shape(theirs);
  });

/** True if a key can be used: its first field is filled, so that a look-up makes sense. */
export function isUsable(spec: Asked['spec'], fields: readonly string[], values: RecordValues): boolean {
  const first = fields[0];
  return first !== undefined && matchForm(spec, first, values[first]) !== null;
}

/** The strongest match key that can be used; empty if none can. */
export const strongestKey = (
  match: MatchQuestion['match'],
  spec: Asked['spec'],
  values: RecordValues,
): readonly string[] => match.find((fields) => isUsable(spec, fields, values)) ?? [];

/**
 * Why a hit may belong to somebody else though its key agrees; null = it is the one. Companies of one owner share an e-mail address, those of a
 * fiscal unity a VAT number, branches the number of the chamber of commerce; an external key alone may come from another administration, from
 * a record that was used for somebody else, or from a code that was given to somebody else when its customer was deleted.
 */
function ambiguityOf(question: MatchQuestion, hit: RecordValues): string | null {
  const { values, match, index, spec } = question;
  const { nameField } = spec;
  if (nameField === undefined || isSameName(values[nameField], hit[nameField]) !== false) return null;
  const key = match[index] ?? [];
  const others = match.filter((_, position) => position !== index);
  if (others.some((other) => isUsable(spec, other, values) && agrees(question, other, hit))) return null;
  const [field = ''] = key;
  if (key.length === 1 && spec.fields[field]?.loose !== undefined) return `only ${field} agrees, and the name differs`;
  if (question.isLeft?.(hit[spec.key] ?? null) === true)
    return `only ${key.join(' + ')} agrees: the name differs, and the record that it belonged to was deleted`;
  const different = others.filter((other) => contradicts(question, other, hit));
  if (index > 0 || different.length === 0) return null;
  const names = different.map((fields) => fields.join(' + ')).join(', ');
  return `only ${key.join(' + ')} agrees: ${names} and the name differ`;
}

/**
 * What records mean that agree in the key and differ in a stronger one: that of another customer, unless its external key holds something that we
 * did not write, or its name is ours, as that of a customer who was given another number.
 */
function doubtOf(question: MatchQuestion, refused: readonly RecordValues[]): MatchDecision {
  const { values, match, index, spec } = question;
  const stronger = match.slice(0, index);
  const [external] = stronger;
  const used = external === undefined ? [] : refused.filter((candidate) => occupied(question, external, candidate));
  if (used.length > 0)
    return { kind: 'ambiguity', candidates: used, why: `their ${external?.join(' + ')} holds something else` };
  const { nameField = '', key: id } = spec;
  // One of a living customer stays with it: a shop makes the same person anew with each order.
  const free = refused.filter((candidate) => !question.ownedByAnother(candidate[id] ?? null));
  const alike = free.filter((candidate) => isSameName(values[nameField], candidate[nameField]) === true);
  if (alike.length === 0) return { kind: 'none' };
  const other = stronger.filter((key) => alike.some((candidate) => contradicts(question, key, candidate)));
  const names = other.map((fields) => fields.join(' + ')).join(', ');
  return {
    kind: 'ambiguity',
    candidates: alike,
    why: `only the name and ${(match[index] ?? []).join(' + ')} agree, not ${names}`,
  };
}

/** Why a target record is no match: it already has a source record. */
export const TAKEN = 'it is linked to another source record';

/**
 * Decides which target record a source record is, for one match key. A hit by a weaker key is refused when a stronger
 * one is filled on both sides and differs: that record is somebody else's, see `doubtOf`. It is ambiguous if two records are found; if an e-mail address, a VAT number, a number of the chamber of commerce
 * or the external key agrees and nothing else, including the name; or if the only one belongs to another source record. Pure.
 */
export function decideMatch(question: MatchQuestion): MatchDecision {
  const { values, match, index, spec } = question;
  const fields = match[index];
  if (fields === undefined || !isUsable(spec, fields, values)) return { kind: 'none' };
  const seen = new Map<string, RecordValues>();
  for (const candidate of question.candidates) {
    if (agrees(question, fields, candidate)) seen.set(String(candidate[spec.key]), candidate);
  }
  const stronger = match.slice(0, index);
  const hits = [...seen.values()].filter((candidate) => !stronger.some((key) => contradicts(question, key, candidate)));
  if (hits.length === 0) return doubtOf(question, [...seen.values()]);
  if (hits.length > 1)
    return { kind: 'ambiguity', candidates: hits, why: `${hits.length} records have this ${fields.join(' + ')}` };
  const [hit = {}] = hits;
  const why = ambiguityOf(question, hit);
  if (why !== null) return { kind: 'ambiguity', candidates: [hit], why };
  if (question.ownedByAnother(hit[spec.key] ?? null)) {
    return { kind: 'ambiguity', candidates: [hit], why: TAKEN, isTaken: true };
  }
  return { kind: 'hit', candidate: hit };
}

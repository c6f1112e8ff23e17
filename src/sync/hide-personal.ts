import { redactRecords } from '../http/redact.ts';
import { type PersonalClass, personalClass } from '../systems/personal.ts';
import { isRecord, type RecordValues, type Value } from '../values.ts';

/** Shorter texts stand in too many words. */
const SHORTEST = 3;

/** The texts of personal fields, those of lines too, with the fields' names, but for the classes in `revealed`. */
export function personalTexts(
  records: readonly RecordValues[],
  revealed: readonly PersonalClass[],
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const add = (field: string, value: Value): void => {
    for (const one of Array.isArray(value) ? (value as readonly Value[]) : [])
      if (isRecord(one)) for (const [name, inner] of Object.entries(one)) add(name, inner);
    const known = typeof value === 'string' && value.trim().length >= SHORTEST ? personalClass(field) : null;
    if (known === null || revealed.includes(known)) return;
    const text = String(value).trim().toLowerCase();
    if (!texts.has(text)) texts.set(text, field);
  };
  for (const [field, value] of records.flatMap((record) => Object.entries(record))) add(field, value);
  return texts;
}

/** A text in which personal texts are replaced by their fields' names: a mapping may put a name into a description. */
export function hideTexts(text: string, personal: ReadonlyMap<string, string>): string {
  const folded = text.toLowerCase();
  const found = [...personal].filter(([one]) => folded.includes(one));
  return found.length === 0
    ? text
    : redactRecords(
        text,
        found.map(([one, field]) => ({ [field]: one })),
      );
}

/** The same for a value of any kind, lines included. */
export function hidePersonal(value: Value, personal: ReadonlyMap<string, string>): Value {
  if (typeof value === 'string') return hideTexts(value, personal);
  if (Array.isArray(value)) return (value as readonly Value[]).map((one) => hidePersonal(one, personal));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, hidePersonal(one, personal)]));
}

import { hideAnybody } from '../anybody.ts';
import { hideOpened } from '../opened.ts';
import type { PersonalClass } from '../systems/catalog.ts';
import { isRecord, type Value } from '../values.ts';
import { personalClass, type RecordOf } from './personal.ts';
import { foldSmall, personalSpellings, redactRecords } from './redact.ts';

/**
 * The ways in which values of personal fields are written, including those of lines, with the fields' names, except for the classes in
 * `revealed`.
 */
export function personalTexts(
  records: readonly RecordOf[],
  revealed: readonly PersonalClass[],
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { resource, values } of records) {
    const isPersonal = (field: string): boolean => {
      const known = personalClass(resource, field);
      return known !== null && !revealed.includes(known);
    };
    for (const [text, field] of personalSpellings({ values, isPersonal }))
      if (!texts.has(text)) texts.set(text, field.slice(field.lastIndexOf('.') + 1));
  }
  return texts;
}

/**
 * A text with personal texts replaced by their fields' names, because a mapping may put a name into a description, and without anybody's addresses
 * and numbers, except for those of the classes in `revealed`. A code of an article or an order may look like a telephone number: it stays.
 */
export function hideTexts(
  text: string,
  personal: ReadonlyMap<string, string>,
  revealed: readonly PersonalClass[] = [],
): string {
  return hideOpened(text, (open) => {
    const folded = foldSmall(open);
    const found = [...personal].filter(([one]) => folded.includes(one));
    if (found.length === 0) return hideAnybody(open, CODE.test(open) ? [...revealed, 'phone'] : revealed, true);
    const records = found.map(([one, field]) => ({ values: { [field]: one } }));
    return redactRecords(open, records, revealed, true);
  });
}

const CODE = /^[\w.-]+$/;

/** The same for a value of any kind, lines included. */
export function hidePersonal(value: Value, personal: ReadonlyMap<string, string>): Value {
  if (typeof value === 'string') return hideTexts(value, personal);
  if (Array.isArray(value)) return (value as readonly Value[]).map((one) => hidePersonal(one, personal));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, hidePersonal(one, personal)]));
}

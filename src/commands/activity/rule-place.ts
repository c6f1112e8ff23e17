import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SHIPPED, shippedFolder } from '../../config/packs/shipped.ts';
import { WRITE_BACK } from '../../config/schema/flow-schema.ts';
import type { SourcePosition } from '../../errors/errors.ts';
import type { Flows } from '../select-flows.ts';

/** Where a rule is written. */
export interface RulePlace {
  /** The field that it fills; one of lines as `lines.amount`. */
  readonly field: string;
  readonly at: SourcePosition;
  /** Its lines in the file. */
  readonly text: readonly string[];
  /** Files of the tables whose rows it gives. */
  readonly tables: readonly string[];
  /** True if it comes with the action. */
  readonly isShipped: boolean;
}

/** The rules that fill a field in a step; for the field of lines, those of all their fields. Empty if the mappings have none now. */
export function rulesOf(
  { config, programs }: Flows,
  { flow, step }: { readonly flow: string; readonly step: string },
  field: string,
  currentFolder: string,
): readonly RulePlace[] {
  const placed = (name: string, at: SourcePosition, tables: readonly string[]): RulePlace => {
    const isShipped = at.file.startsWith(`${SHIPPED}/`);
    return { field: name, at, text: ruleText(at, isShipped, currentFolder), tables, isShipped };
  };
  if (step === WRITE_BACK) {
    const source = config.flows.find(({ name }) => name === flow);
    const isMapped = Object.hasOwn(source?.flow.back?.fields ?? {}, field);
    return source === undefined || !isMapped ? [] : [placed(field, source.at(['back', 'fields', field], 'key'), [])];
  }
  const program = programs.find(({ name }) => name === flow)?.steps.find(({ id }) => id === step);
  if (program === undefined) return [];
  const { spec, linesField, outline } = program;
  return outline.fields.flatMap(({ resource, field: name, at }) => {
    const full = resource === spec.name ? name : `${linesField}.${name}`;
    if (full !== field && !full.startsWith(`${field}.`)) return [];
    const rows = outline.values.filter((value) => value.resource === resource && value.field === name);
    const files = rows.map((row) => row.at.file).filter((file) => file !== at.file && file.includes('/tables/'));
    return [placed(full, at, [...new Set(files)])];
  });
}

/** The most lines of a rule that are shown. */
const MOST_LINES = 15;

/** The line of the rule, and those below that belong to it because they are further in. */
function ruleText({ file, line }: SourcePosition, isShipped: boolean, currentFolder: string): readonly string[] {
  const place = isShipped
    ? path.join(shippedFolder().root, file.slice(SHIPPED.length + 1))
    : path.resolve(currentFolder, file);
  const lines = readFileSync(place, 'utf8')
    .split(/\r?\n/)
    .slice(line - 1);
  const depth = (text: string): number => text.length - text.trimStart().length;
  const first = lines[0] ?? '';
  const end = lines.findIndex((text, index) => index > 0 && depth(text) <= depth(first));
  const own = lines.slice(0, end < 0 ? lines.length : end);
  return own.slice(0, MOST_LINES).map((text) => text.slice(depth(first)).trimEnd());
}

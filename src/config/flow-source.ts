import type { ConfigError } from '../errors/errors.ts';
import type { Links } from './company/links.ts';
import type { FlowText, Merged } from './packs/merged.ts';
import { type FlowFile, flowFile } from './schema/flow-schema.ts';
import { checkSchema } from './schema/schema-problems.ts';
import type { Locate } from './yaml/yaml-source.ts';

/** One flow as it is written, what it extends included; its name is the file's name without `.yml`. */
export interface FlowSource {
  readonly name: string;
  /** Path relative to the workspace; `shipped/…` for a flow that comes with the action. */
  readonly file: string;
  readonly flow: FlowFile;
  readonly at: Locate;
  /** True for one that is off and only named by pins: they count for other flows of the same records, and what is wrong with it stops nothing. */
  readonly isOnlyPinned?: boolean;
}

/** A flow as its schema reads it, with what is wrong with it among the `problems`; none if nothing can be read. */
export function checkFlow({ name, source, isOn }: FlowText, problems: ConfigError[]): readonly FlowSource[] {
  const result = checkSchema(flowFile, source);
  if ('problems' in result) problems.push(...result.problems);
  const flow = 'problems' in result ? result.fixed : result.value;
  if (flow === null) return [];
  return [{ name, file: source.file, flow: isOn === null ? flow : { ...flow, enabled: isOn }, at: source.at }];
}

/** Flows that are off and that pins name. Two flows of the same records share their pins, so they count although it does not run. */
export function pinnedOnly({ names, other }: Merged, links: Links | null): readonly FlowSource[] {
  const pinned = [...(links?.keys() ?? [])].filter((name) => !names.includes(name));
  return pinned.flatMap((name) => {
    const text = other(name);
    return text === null ? [] : checkFlow(text, []).map((flow) => ({ ...flow, isOnlyPinned: true }));
  });
}

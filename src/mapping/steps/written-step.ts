import type { FlowStep } from '../../config/schema/flow-schema.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';

/** A step as it is written, its place, and the target resource that it names. */
export interface WrittenStep {
  readonly step: FlowStep;
  readonly path: Path;
  readonly resource: ResourceSpec;
}

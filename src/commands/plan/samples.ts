import { createHash } from 'node:crypto';
import { actionFolder } from '../../config/packs/shipped.ts';
import { readTestFiles } from '../../config/test-files.ts';
import { noAssumptions } from '../../state/assumptions.ts';
import { emptyProgress } from '../../state/progress.ts';
import { createMemorySystem } from '../../systems/memory-system.ts';
import { bySystem } from '../../systems/registry.ts';
import { afterChanges } from '../../validate/changed-rows.ts';
import { readTests } from '../../validate/test-file.ts';
import type { Rows } from '../../validate/test-values.ts';
import type { ReadVersion } from '../plan.ts';
import { catalogs } from '../select-flows.ts';
import type { CommandContext } from '../session.ts';
import type { BasisPart, ComparisonBasis } from './basis.ts';

/** True for a pull request from a fork: it gets no secrets, so nothing real can be opened. */
export const isWithoutSecrets = ({ inputs, github }: Pick<CommandContext, 'inputs' | 'github'>): boolean =>
  github.pullRequest?.isFork === true && !inputs.hasCredentials && inputs.stateKey === '' && inputs.planKey === '';

/** Fingerprints of invented records: there is no key, and nothing to hide. */
export const unkeyed = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

const ANY_DATE = '0001-01-01';

/** The version with flows that take documents of any date: a case holds whatever its date is. */
export const atAnyDate = (version: ReadVersion): ReadVersion => ({
  ...version,
  programs: version.programs.map((program) => ({ ...program, since: ANY_DATE })),
});

/**
 * The invented records of the mappings' tests, each case as two systems of its own, for a plan that may see no real ones. A flow without a test in the
 * folder has those that came with the action. What is wrong with a test is told by the mode validate.
 */
export function openSamples({ inputs, github }: CommandContext, head: ReadVersion): ComparisonBasis {
  const own = testsIn(inputs.mappings, github.workspace, head);
  const shipped = testsIn('mappings', actionFolder(), head);
  const tested = new Set(own.map(({ flow }) => flow));
  const tests = [...own, ...shipped.filter(({ flow }) => !tested.has(flow))].filter(({ flow }) =>
    head.selected.has(flow),
  );
  const parts = tests.flatMap((test): readonly BasisPart[] => {
    const flow = head.programs.find(({ name }) => name === test.flow);
    if (flow === undefined) return [];
    const origin = flow.source.system;
    const before: Rows = new Map();
    const source = test.runs.reduce(
      (rows, run) => afterChanges(rows, run.source, catalogs[origin], run.deleted),
      before,
    );
    // What later runs of a case find in the target is there because of the earlier ones.
    const target = test.runs[0]?.target ?? before;
    return [
      {
        label: test.name,
        systems: bySystem((name) => createMemorySystem(catalogs[name], name === origin ? source : target)),
        progress: emptyProgress(),
        isLive: false,
        takes: (name) => name === test.flow,
      },
    ];
  });
  return {
    parts,
    report: { kind: 'samples', recordedAt: null, recorded: [], lacks: [], unrecorded: [] },
    assumptions: noAssumptions(),
    [Symbol.asyncDispose]: async () => {},
  };
}

function testsIn(folder: string, workspace: string, { config }: ReadVersion) {
  const { files, flows } = readTestFiles(folder, workspace);
  const known = [...new Set([...flows, ...config.flows.map(({ name }) => name)])];
  return files.flatMap((file) => readTests(file, config.flows, known, catalogs).tests);
}

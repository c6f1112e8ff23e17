import { makePlan, type PlanContext } from '../../src/plan/make-plan.ts';
import type { PlanFlow } from '../../src/report/plan/plan-report.ts';
import { emptyProgress } from '../../src/state/progress.ts';
import { asperionCatalog } from '../../src/systems/asperion/catalog.ts';
import { exactOnlineCatalog } from '../../src/systems/exact-online/catalog.ts';
import { createMemorySystem } from '../../src/systems/memory-system.ts';
import type { System } from '../../src/systems/system.ts';
import type { RecordValues } from '../../src/values.ts';
import { compile } from '../support/engine.ts';

type Rows = Readonly<Record<string, readonly RecordValues[]>>;

/** The records in memory; a write to them is a fault. */
export function unwritable(system: System): System {
  const refuse = async (): Promise<never> => {
    throw new Error('A plan wrote.');
  };
  return { ...system, create: refuse, update: refuse };
}

/** For plans that bring their own flows. */
const NOTHING = { config: { links: new Map(), linksFile: 'mappings/links.yml' }, programs: [] };

/** Plans the flows of `files` over records in memory. */
export async function planned(
  files: Readonly<Record<string, string>>,
  { exactOnline = {}, asperion = {} }: { readonly exactOnline?: Rows; readonly asperion?: Rows },
  more: Partial<PlanContext> = {},
) {
  const { config, programs } = Object.keys(files).length === 0 ? NOTHING : compile(files);
  return makePlan({
    programs,
    selected: new Set(programs.map(({ name }) => name)),
    systems: {
      'exact-online': unwritable(createMemorySystem(exactOnlineCatalog, new Map(Object.entries(exactOnline)))),
      asperion: unwritable(createMemorySystem(asperionCatalog, new Map(Object.entries(asperion)))),
    },
    progress: emptyProgress(),
    links: config.links,
    linksFile: config.linksFile,
    records: null,
    since: null,
    fingerprint: (text) => text,
    clock: () => Date.UTC(2026, 2, 2),
    signal: new AbortController().signal,
    log: () => {},
    basis: { kind: 'systems', recordedAt: null, recorded: [], lacks: [], unrecorded: [] },
    revealed: [],
    ...more,
  });
}

export const customers = (more = 'update: true', fields = 'city: City', top = '') => `from: exact-online.crm/Accounts
to: asperion
${top}
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    ${more}
    fields: { characteristic5: '"EO-" + Code', name: Name, address: AddressLine1, debtorKindId: { value: company }, ${fields} }
`;
export const account = (number: number, more: RecordValues = {}): RecordValues => ({
  ID: `id-${number}`,
  Code: String(number),
  Name: `Company ${number}`,
  AddressLine1: 'Street 1',
  City: 'Gouda',
  ...more,
});
export const debtor = (number: number, more: RecordValues = {}): RecordValues => ({
  id: number,
  customerNumber: `D${number}`,
  characteristic5: `EO-${number}`,
  name: `Company ${number}`,
  address: 'Street 1',
  debtorKindId: 'company',
  city: 'Gouda',
  ...more,
});

export const only = ({ flows }: { readonly flows: readonly PlanFlow[] }): PlanFlow => {
  const [flow] = flows;
  if (flow === undefined) throw new Error('no flow');
  return flow;
};

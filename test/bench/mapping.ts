import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundle, writeBundle } from '../../scripts/build.ts';
import { loadConfig } from '../../src/config/config.ts';
import { compileFlow } from '../../src/mapping/flow/compile-flow.ts';
import { passes } from '../../src/mapping/flow/program.ts';
import { asperionCatalog } from '../../src/systems/asperion/catalog.ts';
import { exactOnlineCatalog } from '../../src/systems/exact-online/catalog.ts';
import type { RecordValues } from '../../src/values.ts';
import { TODAY } from '../mapping/flows.ts';
import type { Figure } from './figures.ts';
import { debtorOf } from './hand-written.ts';
import { usageOfNode } from './usage.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FLOW = 'customers.exact-online-to-asperion';
const RECORDS = 4000;
const ROUNDS = 200;

/** Customers of all kinds, companies without a number too; records of other kinds, which `where` leaves out, between them. */
export function account(number: number): RecordValues {
  const isCompany = number % 3 !== 0;
  return {
    ID: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    Code: String(20_000 + number),
    Status: number % 10 === 9 ? 'S' : 'C',
    Name: isCompany ? `Bakkerij ${number} B.V.` : `P. Jansen ${number}`,
    AddressLine1: `Damstraat ${number}`,
    AddressLine2: number % 5 === 0 ? 'Achterhuis' : null,
    AddressLine3: null,
    Postcode: '1012 JL',
    City: 'Amsterdam',
    Country: 'NL',
    Email: `Info${number}@Kroon.Example`,
    Phone: '020-555 0123',
    VATNumber: isCompany && number % 20 !== 1 ? 'NL001234567B01' : null,
    ChamberOfCommerce: isCompany && number % 20 !== 1 ? '12345678' : null,
    PaymentConditionSales: ['08', '14', '30', null][number % 4] ?? null,
    Remarks: null,
  };
}

/**
 * Records per second of the fastest of some rounds: the others were disturbed. The results are kept for as long as a
 * batch lasts, as the engine does; else a compiler need not make them at all.
 */
function speedOf(map: (record: RecordValues) => RecordValues | null, records: readonly RecordValues[]): number {
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const batch: (RecordValues | null)[] = [];
    const start = process.hrtime.bigint();
    for (const [position, record] of records.entries()) batch[position % 1000] = map(record);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    best = Math.max(best, records.length / seconds);
  }
  return best;
}

/** The compiled customers mapping as a function, and the same mapping written by hand. */
export function bothMappings() {
  const config = loadConfig('mappings', ROOT);
  const source = config.flows.find(({ name }) => name === FLOW);
  if (source === undefined) throw new Error(`no flow ${FLOW}`);
  const program = compileFlow(source, {
    catalogs: { 'exact-online': exactOnlineCatalog, asperion: asperionCatalog },
    ...config,
  });
  const step = program.steps[0];
  if (step === undefined) throw new Error('no step');
  const contact = { FullName: 'Anna Smit' };
  const compiled = (record: RecordValues): RecordValues | null => {
    const scope = { record, related: { contact }, steps: {}, refs: () => undefined, today: TODAY };
    return passes(program, scope) === false ? null : step.evaluate(scope);
  };
  return { compiled, byHand: (record: RecordValues): RecordValues | null => debtorOf(record, contact) };
}

/**
 * How fast mappings are: records per second of the compiled customers mapping, with its ratio to the same mapping written by hand, and
 * how long a check of all shipped mappings takes with Node's start.
 */
export async function measureMapping(): Promise<readonly Figure[]> {
  const { compiled, byHand } = bothMappings();
  const records = Array.from({ length: RECORDS }, (_, number) => account(number));
  const fast = speedOf(compiled, records);
  const yardstick = speedOf(byHand, records);
  const check = await checkMs();
  const speed = { value: fast, unit: 'records/s', ratio: fast / yardstick };
  return [
    {
      ...speed,
      name: 'mapping, customers',
      comparedWith: `${Math.round(yardstick).toLocaleString('en-US')} written by hand`,
      wanted: { is: 'at least', value: 0.05, of: 'ratio' },
    },
    {
      ...speed,
      name: 'mapping, customers',
      comparedWith: null,
      ratio: null,
      wanted: { is: 'at least', value: 100_000, of: 'value' },
    },
    {
      name: 'reading and checking all shipped flows, from the bundle',
      value: check,
      unit: 'ms',
      comparedWith: null,
      ratio: null,
      wanted: { is: 'at most', value: 600, of: 'value' },
    },
  ];
}

/** How long the command line takes to read and check all shipped flows, in ms: the shortest of five runs of its bundle. */
async function checkMs(): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-check-'));
  try {
    await writeBundle(await bundle(path.join(ROOT, 'src', 'cli.ts')), path.join(folder, 'dist'));
    cpSync(path.join(ROOT, 'mappings'), path.join(folder, 'mappings'), { recursive: true });
    let shortest = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5; round++) {
      const { wallMs } = await usageOfNode([path.join(folder, 'dist', 'index.js'), 'mappings', 'lock'], folder);
      shortest = Math.min(shortest, wallMs);
    }
    return shortest;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

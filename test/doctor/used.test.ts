import { describe, expect, test } from 'vitest';
import { usedResources } from '../../src/doctor/fields.ts';
import { neededRights } from '../../src/doctor/rights.ts';
import type { Inspected } from '../../src/doctor/systems.ts';
import type { Inspection } from '../../src/systems/inspection.ts';
import type { System } from '../../src/systems/system.ts';
import { catalogs, ordersWithItems } from '../mapping/flows.ts';

/** An orders flow whose lines ask for their item, and that looks for copies by their description. */
const program = () => ordersWithItems('ID', 'line.Item');

const inspected = Object.fromEntries(
  Object.entries(catalogs).map(([name, catalog]) => [
    name,
    {
      system: { catalog } as unknown as System,
      inspection: { feeds: () => new Map() } as unknown as Inspection,
    },
  ]),
) as unknown as Inspected;

describe('what the doctor looks at', () => {
  test('includes the records that lines ask for, and those that are searched for copies', () => {
    const reads = neededRights([program()])
      .filter(({ action }) => action === 'GET')
      .map(({ system, resource }) => `${system} ${resource}`);
    expect(reads).toContain('exact-online logistics/Items');
    expect(reads).toContain('asperion journalentrieswithlines');
  });

  test('includes their fields, and the one by which copies are found', () => {
    const names = (resource: string) =>
      usedResources([program()], inspected)
        .filter((one) => one.resource === resource)
        .flatMap(({ fields }) => fields.map(({ name }) => name));
    expect(names('logistics/Items')).toEqual(expect.arrayContaining(['ID', 'Barcode']));
    expect(names('journalentrieswithlines')).toEqual(['sourceDocumentNumber']);
  });
});

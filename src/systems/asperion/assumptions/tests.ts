import type { Test } from '../../assumption.ts';
import type { ConnectionOptions } from '../connection.ts';
import { testBookYear, testInactive, testNewestFirst, testSigns, testSince, testWholeDays } from './lists.ts';
import { Probe } from './probe.ts';
import { testById, testEquality, testNames, testPath, testSearch } from './records.ts';
import type { AsperionAssumption } from './table.ts';
import { testEmptyFilter, testPages, testTenant, testTotal } from './whole-system.ts';

/** The tests of what can be tested. Each answer is read only once. */
export function asperionTests(options: ConnectionOptions): ReadonlyMap<string, Test> {
  const probe = new Probe(options);
  const tests: Partial<Record<AsperionAssumption, Test>> = {
    tenant: testTenant(probe),
    pages: testPages(probe),
    total: testTotal(probe),
    path: testPath(probe),
    names: testNames(probe),
    search: testSearch(probe),
    equality: testEquality(probe),
    'by-id': testById(probe),
    inactive: testInactive(probe),
    'whole-days': testWholeDays(probe),
    signs: testSigns(probe),
    'newest-first': testNewestFirst(probe),
    since: testSince(probe),
    'book-year': testBookYear(probe),
    'empty-filter': testEmptyFilter(probe),
  };
  return new Map(Object.entries(tests));
}

import path from 'node:path';
import { LINKS, linksOf } from '../../config/company/files.ts';
import { loadSettings } from '../../config/config.ts';
import { TABLES } from '../../config/packs/library.ts';
import type { AdministrationEntry } from '../../config/schema/administrations-schema.ts';
import type { Table } from '../../config/tables.ts';
import { ConfigErrors } from '../../errors/errors.ts';

/** One of the several companies that a folder of mappings lists. */
export interface Company {
  readonly name: string;
  /** The folder below `tables/` with its own rows, there or not. */
  readonly tables: string;
  /** All companies that read those rows. */
  readonly readers: readonly string[];
}

/** The companies that settings.yml lists; null if it cannot be read. */
export function companiesIn(mappings: string, workspace: string): readonly AdministrationEntry[] | null {
  try {
    return loadSettings(mappings, workspace).administrations;
  } catch (error) {
    if (!(error instanceof ConfigErrors)) throw error;
    return null;
  }
}

/**
 * The company that an issue names among those that are listed; null = the folder is about one, and so is the issue. Undefined for an issue of a company that
 * is not listed, or of none where there are several: no run reads its boxes.
 */
export function companyOf(name: string | null, listed: ReturnType<typeof companiesIn>): Company | null | undefined {
  // No row is proposed then, and pins stand under the company's name whatever the list says.
  if (listed === null) return name === null ? null : { name, tables: name, readers: [name] };
  if (listed.length < 2) return name === null ? null : undefined;
  const entry = listed.find((one) => one.name === name);
  if (entry === undefined) return undefined;
  const tables = tablesOf(entry);
  const readers = listed.filter((one) => tablesOf(one) === tables).map((one) => one.name);
  return { name: entry.name, tables, readers };
}

const tablesOf = ({ name, tables = name }: AdministrationEntry): string => tables;

/** The company that files of a folder are about. */
interface Place {
  readonly mappings: string;
  readonly company: Company | null;
}

/** The file for a new row of a table: of several companies, one that no other books by, because a code may mean something else to it. */
export const fileOfTable = ({ mappings, company }: Place, { name, file }: Pick<Table, 'name' | 'file'>): string =>
  company === null ? path.posix.normalize(file) : path.posix.join(mappings, TABLES, company.tables, `${name}.yml`);

/** The branch for new rows of that file. No name of a folder below `tables/` has a dot. */
export const branchOfTable = (company: Company | null, table: string): string =>
  `map-${company === null ? '' : `${company.tables}.`}${table.replace(/[^\w.-]/g, '-')}`;

/** The file of pins. */
export const fileOfPins = ({ mappings, company }: Place): string =>
  path.posix.join(mappings, company === null ? LINKS : linksOf(company.name));

import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Document, isMap, isSeq, parse, parseDocument } from 'yaml';
import { compileFlows, inspectFlows } from '../../../src/commands/select-flows.ts';
import { readTested } from '../../../src/commands/validate/read-tested.ts';
import { loadConfig, loadFlow } from '../../../src/config/config.ts';
import { folderOf } from '../../../src/config/folder.ts';
import type { Substitutes } from '../../../src/config/packs/merged.ts';
import { surroundings } from '../../../src/config/packs/use.ts';
import { ConfigErrors } from '../../../src/errors/errors.ts';
import { differenceOf } from '../../../src/validate/difference.ts';
import type { MappingTest } from '../../../src/validate/test-file.ts';
import { runCase } from '../../../src/validate/validate.ts';
import { cases } from '../../bookkeeping/harness/case.ts';
import { verdictOn } from '../../bookkeeping/harness/judge.ts';
import { writtenOut } from '../../support/written-out.ts';
import { catalogs } from '../flows.ts';

/** A mistake in a file of the shipped mappings, written out; shipped-faults.yml explains the keys. */
interface Fault {
  /** Where the flow goes, such as `asperion-to-exact-online`. */
  readonly direction: string;
  readonly fault: string;
  readonly file: string;
  readonly at: readonly (string | number)[];
  readonly to?: unknown;
  readonly flow?: string;
  readonly case?: string;
}

const FOLDER = path.resolve(import.meta.dirname, '../../../mappings');
const faultsIn = (list: string, direction: string): readonly Fault[] =>
  (parse(readFileSync(path.join(import.meta.dirname, list), 'utf8')) as readonly Omit<Fault, 'direction'>[]).map(
    (fault) => ({ ...fault, direction }),
  );
const faults: readonly Fault[] = [
  ...faultsIn('shipped-faults.yml', 'exact-online-to-asperion'),
  ...faultsIn('shipped-faults-back.yml', 'asperion-to-exact-online'),
];

const flowOf = ({ file, flow, direction }: Fault): string => `${flow ?? file}.${direction}`;
const isOfTable = ({ file }: Fault): boolean => file.startsWith('tables/');
const fileOf = (fault: Fault): string => (isOfTable(fault) ? `${fault.file}.yml` : `${flowOf(fault)}.yml`);

/** The text of a file with the mistake in it. Throws when the place is not there: then the list has to follow the file. */
function spoiled({ at, to }: Fault, text: string): string {
  const document = parseDocument(text);
  const place: (string | number)[] = [];
  for (const key of at) place.push(keyIn(document, place, key));
  if (!document.hasIn(place)) throw new Error(`Nothing stands at ${at.join('.')}.`);
  if (to === undefined) document.deleteIn(place);
  else document.setIn(place, document.createNode(to));
  return String(document);
}

/** Elements of a list go by their id. */
function keyIn(document: Document, found: readonly (string | number)[], key: string | number): string | number {
  const list = document.getIn(found, true);
  if (!isSeq(list) || typeof key === 'number') return key;
  return list.items.findIndex((item) => isMap(item) && item.get('id') === key);
}

const workspace = mkdtempSync(path.join(tmpdir(), 'faults-'));
afterAll(() => rmSync(workspace, { recursive: true }));

/** Files that come along as they are. */
const CARRIED = /(settings|values|tables.[a-z-]+)\.yml$/;
const tables = new Set(faults.filter(isOfTable).map(fileOf));
/** A flow or a table as one text, whatever it is built of. */
const textOf = (file: string): string => writtenOut().get(file) ?? '';

/** Tests by their flow: they are the same whatever is wrong with it. */
const asWritten = new Map<string, readonly MappingTest[]>();

/** Whether the tests of a flow notice anything; `change` gets the text of each file. Throws when the flow cannot be read. */
async function isNoticed(flow: string, change: (file: string, text: string) => string): Promise<boolean> {
  const folder = path.join(workspace, flow);
  if (!existsSync(folder)) {
    cpSync(FOLDER, folder, { recursive: true, filter: (file) => !file.endsWith('.yml') || CARRIED.test(file) });
  }
  for (const file of [`${flow}.yml`, ...tables]) writeFileSync(path.join(folder, file), change(file, textOf(file)));
  cpSync(path.join(FOLDER, `${flow}.test.yml`), path.join(folder, `${flow}.test.yml`));
  const { programs, problems } = inspectFlows(flow, workspace);
  if (problems.length > 0) throw new ConfigErrors(problems);
  const [program] = programs;
  if (program === undefined) throw new Error(`There is no flow ${flow}.`);
  const tests = asWritten.get(flow) ?? readTested(flow, workspace).tests;
  asWritten.set(flow, tests);
  const around = { ...surroundings(workspace, null), asked: null };
  const compile = (own: Substitutes) => compileFlows(loadFlow(folderOf(flow, workspace), around, own));
  for (const one of tests) {
    const happened = await runCase(one, program, { compile }, { programs, catalogs, observe: () => {} });
    if (happened.some(({ run, actual }) => differenceOf(run.expected, actual) !== null)) return true;
  }
  return false;
}

/** Whether a bookkeeper would refuse to sign a case then. */
async function isRefused(fault: Fault): Promise<boolean> {
  const one = cases.find(({ id }) => id === fault.case);
  if (one === undefined) throw new Error(`There is no case ${fault.case}.`);
  const folder = mkdtempSync(path.join(workspace, 'spoiled-'));
  cpSync(FOLDER, folder, { recursive: true });
  const file = path.join(folder, fileOf(fault));
  writeFileSync(file, spoiled(fault, textOf(fileOf(fault))));
  const { problems } = await verdictOn(one, { prefix: 'EO-', mappings: { folder } });
  return problems.length > 0;
}

describe('the tests of a flow', () => {
  test.each([...new Set(faults.map(flowOf))])('are right about %s as it ships', async (flow) => {
    expect(await isNoticed(flow, (_, text) => text)).toBe(false);
  });
});

describe('a mistake in the shipped mappings is noticed', () => {
  test.each(
    faults.map((fault) => ({ ...fault, name: `${isOfTable(fault) ? fault.file : flowOf(fault)}: ${fault.fault}` })),
  )('$name', async (fault) => {
    const change = (file: string, text: string): string => (file === fileOf(fault) ? spoiled(fault, text) : text);
    const noticed = fault.case === undefined ? isNoticed(flowOf(fault), change) : isRefused(fault);
    expect(await noticed.catch(inWords), 'Nothing noticed it: add a case to the test file of the flow.').toBe(true);
  });

  test('in each flow that writes and in the tables', () => {
    const named = new Set(faults.filter((fault) => !isOfTable(fault)).map(flowOf));
    const { flows } = loadConfig('mappings', path.dirname(FOLDER));
    const writing = flows.filter(({ flow }) => flow.purpose !== 'verify').map(({ name }) => name);
    expect([...named]).toEqual(expect.arrayContaining(writing));
    expect(faults.some(isOfTable)).toBe(true);
  });
});

/** A mistake must be one that can be read: what is refused when it is loaded shows nothing about tests. */
function inWords(error: unknown): string {
  if (!(error instanceof ConfigErrors)) throw error;
  return error.problems.map(({ at, message }) => `${at?.file}:${at?.line} ${message}`).join('\n');
}

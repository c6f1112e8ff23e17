import type { Table } from '../../config/tables.ts';
import type { Candidates } from '../../desk/candidates.ts';
import { rankCandidates } from '../../desk/rank.ts';
import { placeOf } from '../../doctor/reference-lists.ts';
import { faultOf, meantBy, plannedIn, type Supplies, suppliesIn } from '../../doctor/supplies.ts';
import { SyncError } from '../../errors/errors.ts';
import { dutchDay } from '../../http/dutch-time.ts';
import { type Entries, entriesOf, type TablePlan } from '../../init/proposal.ts';
import { readTemplate } from '../../init/template.ts';
import { readMissingRow } from '../../mapping/tables/missing-rows.ts';
import type { Cause } from '../../report/run/causes.ts';
import type { Meaning } from '../../systems/meaning.ts';
import { bySystem, factsOf } from '../../systems/registry.ts';
import { type Connections, connectSystems } from '../connect-systems.ts';
import { readLists } from '../init/read-lists.ts';
import type { CommandContext } from '../session.ts';

/** Tables whose lists are read in one run: two calls each. */
const MOST_TABLES = 3;

/**
 * What the rows may be that new causes ask for, by the cause's id: the lists of both systems are read for the tables that `init` fills. Of
 * `ownTables`, the one that says what VAT codes stand for counts more than their names. Never rejects: without a list there are no candidates.
 */
export async function findCandidates(
  causes: readonly Cause[],
  connections: Connections,
  ownTables: ReadonlyMap<string, Table>,
  { clock, signal, log }: Pick<CommandContext, 'clock' | 'signal' | 'log'>,
): Promise<ReadonlyMap<string, Candidates>> {
  const unknown = causes.flatMap(({ id, code, reason }) => {
    const row = code === 'UNMAPPED_KEY' ? readMissingRow(reason) : null;
    return row === null ? [] : [{ id, ...row }];
  });
  const found = new Map<string, Candidates>();
  if (unknown.length === 0) return found;
  const { tables: plans } = readTemplate();
  const tables = [...new Set(unknown.map(({ table }) => table))].filter((table) => plans[table]?.to !== undefined);
  const systems = connectSystems(connections);
  const both = bySystem((name) => ({ system: systems[name], inspection: connections[name].inspect() }));
  const today = dutchDay(clock());
  const supplies = suppliesIn(plannedIn(ownTables.values(), plans), today);
  for (const table of tables.slice(0, MOST_TABLES)) {
    const plan = plans[table];
    if (plan?.to === undefined) continue;
    try {
      const lists = new Set([plan.from, plan.to].filter((list) => list !== undefined));
      const read = await readLists(lists, { systems: both, today, tell: log, signal });
      const entries = withSupplies(read, supplies);
      const isWhole = isWholeList(plan.to);
      const isSame = (code: string, key: string): boolean =>
        plan.lowerCase === true ? code.toLowerCase() === key : code === key;
      for (const { id, keys } of unknown.filter((one) => one.table === table)) {
        const from = entriesOf(entries, plan.from).find(({ code }) => isSame(code, keys.at(-1) ?? '')) ?? null;
        const list = entriesOf(entries, plan.to);
        const isWrong = (to: Meaning): boolean => from !== null && isMistake(plan, { from, to }, entries, supplies);
        if (list.length > 0) found.set(id, rankCandidates({ table, keys, plan, from, list, isWhole, isWrong }));
      }
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
      log(`No candidates for table ${table}: ${error.message}`);
    }
  }
  return found;
}

/** The lists with what the company's table says that their VAT codes stand for. */
function withSupplies(entries: Entries, supplies: Supplies | null): Entries {
  if (supplies === null || !entries.has(supplies.home)) return entries;
  const meant = entriesOf(entries, supplies.home).map((entry) => meantBy(supplies.of(entry.code), entry));
  return new Map([...entries, [supplies.home, meant]]);
}

/** True for a row that the doctor would call an error. */
function isMistake(
  { compare, from: list, to: other }: TablePlan,
  { from, to }: { readonly from: Meaning; readonly to: Meaning },
  entries: Entries,
  supplies: Supplies | null,
): boolean {
  if (compare !== 'vat' || supplies === null || ![list, other].includes(supplies.home)) return false;
  const [own, coded, codes] = list === supplies.home ? [from, to, other] : [to, from, list];
  const supply = supplies.of(own.code);
  return supply !== null && faultOf(coded, supply, entriesOf(entries, codes)) !== null;
}

/** False for words that a company's records have: others may be right as well. */
function isWholeList(list: string): boolean {
  const place = placeOf(list);
  return place !== null && factsOf(place.system).meanings?.[place.resource]?.isDistinct !== true;
}

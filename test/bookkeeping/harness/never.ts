import Big from 'big.js';
import { isRecord, type RecordValues, type Value } from '../../../src/values.ts';
import { amountOf, resourceOf } from './books.ts';
import { type Case, cases, type Fields, readData } from './case.ts';
import { nevers } from './forms.ts';
import { resourceName } from './records/asperion.ts';
import { numberOf, sumOf } from './records/money.ts';
import { toldIn } from './said.ts';
import { same } from './same.ts';
import {
  catalogOf,
  documentsOf,
  isDebtorOf,
  isNumberOf,
  madeBySync,
  outcomeAt,
  recordsOf,
  type Side,
  type Trial,
} from './trial.ts';

/** What must not happen, as something that can be looked at. */
export interface Never {
  /** No record that the sync wrote has these fields; `line` = no line of it has these. A list is any of several. */
  readonly no?: Readonly<Record<string, Fields | readonly Fields[]>>;
  /** Records that the case gives and that stay as they are, by resource: their numbers. */
  readonly kept?: Readonly<Record<string, string | readonly string[]>>;
  /** Most records of a kind. */
  readonly most?: Readonly<Record<string, string>>;
  /** What the lines of all sales on a ledger account must not come to. */
  readonly sum?: { readonly account: string; readonly not: string };
  /** The run in which nothing is written. */
  readonly idle?: string;
  /** `true`: documents were booked, and nobody is told anything. */
  readonly silent?: string;
  /** Nothing to look at apart: what is expected says it already, or the API has no place for it. */
  readonly because?: string;
}

const all = readData<Readonly<Record<string, Readonly<Record<string, Never>>>>>('never.yml', nevers);

/** The texts of a case under `never` that nobody has made something to look at of. */
export function unreadNevers({ id, never = [] }: Case): readonly string[] {
  const read = Object.keys(all[id] ?? {});
  return [...never.filter((text) => !read.includes(text)), ...read.filter((text) => !never.includes(text))];
}

/** Ids in never.yml that no case has. */
export const strayNevers: readonly string[] = Object.keys(all).filter((id) => !cases.some((one) => one.id === id));

/** Fields that the texts of a case forbid and that no record can have: such a text forbids nothing. */
export function strangeFields({ id }: Case): readonly string[] {
  return Object.values(all[id] ?? {}).flatMap(({ no = {} }) =>
    Object.entries(no).flatMap(([name, patterns]) => {
      const { resources } = catalogOf(sideOf(name));
      const spec = resources.get(resourceOf(resourceName(name), catalogOf(sideOf(name))) ?? name);
      const ofLines = Object.values(spec?.lines ?? {}).flatMap((lines) =>
        Object.keys(resources.get(lines)?.fields ?? {}),
      );
      return [patterns]
        .flat()
        .flatMap(({ line = {}, at: _at, debtor: _debtor, ...own }) => [
          ...Object.keys(own).filter((field) => spec?.fields[field] === undefined),
          ...Object.keys(line).filter((field) => !ofLines.includes(field)),
        ]);
    }),
  );
}

/** What happened although it must not, in any run. */
export function neverProblems(trial: Trial): readonly string[] {
  return Object.entries(all[trial.one.id] ?? {}).flatMap(([text, rule]) => {
    const found = [
      ...noProblems(trial, rule),
      ...keptProblems(trial, rule),
      ...mostProblems(trial, rule),
      ...sumProblems(trial, rule),
      ...silentProblems(trial, rule),
      ...idleProblems(trial, rule),
    ];
    return found.map((problem) => `never ${text}: ${problem}`);
  });
}

const sideOf = (name: string): Side => (catalogOf('asperion').resources.has(resourceName(name)) ? 'asperion' : 'exact');

function noProblems(trial: Trial, { no = {} }: Never): readonly string[] {
  return Object.entries(no).flatMap(([name, patterns]) => {
    const side = sideOf(name);
    const resource = resourceOf(resourceName(name), catalogOf(side)) ?? name;
    const { key = 'id', reference = 'id' } = catalogOf(side).resources.get(resource) ?? {};
    return trial.outcomes.flatMap((outcome) => {
      const written = new Set(
        trial.outcomes
          .flatMap(({ sent }) => sent[side])
          .filter((one) => one.resource === resource)
          .map((one) => one.key),
      );
      return recordsOf(outcome, side, name)
        .filter((record) => written.has(String(record[key])))
        .filter((record) => [patterns].flat().some((pattern) => isLike(pattern, record, trial, outcome.name)))
        .map((record) => `${name} ${record[reference]} after the ${outcome.name} run`);
    });
  });
}

function isLike(pattern: Fields, record: RecordValues, trial: Trial, run: string): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    if (field === 'line') return linesIn(record).some((line) => isLike(wanted as unknown as Fields, line, trial, run));
    if (field === 'at') return wanted === run;
    if (field === 'debtorCustomerNumber') {
      return [wanted].flat().some((name) => isNumberOf(trial, outcomeAt(trial), String(record[field]), String(name)));
    }
    if (field === 'debtor')
      return [wanted].flat().some((name) => isDebtorOf(trial, outcomeAt(trial), record, String(name)));
    return same(wanted, record[field] ?? null, field);
  });
}

const linesIn = (record: RecordValues): readonly RecordValues[] =>
  Object.values(record).flatMap((value: Value) => (Array.isArray(value) ? value.filter(isRecord) : []));

function keptProblems(trial: Trial, { kept = {} }: Never): readonly string[] {
  return Object.entries(kept).flatMap(([name, numbers]) => {
    const side = sideOf(name);
    const resource = resourceOf(resourceName(name), catalogOf(side)) ?? name;
    const { key = 'id', reference = 'id' } = catalogOf(side).resources.get(resource) ?? {};
    const touched = new Set(
      trial.outcomes
        .flatMap(({ sent }) => sent[side])
        .filter((one) => one.resource === resource && !one.isNew)
        .map((one) => one.key),
    );
    const records = recordsOf(outcomeAt(trial), side, name);
    return [numbers].flat().flatMap((number) => {
      const record = records.find(
        (one) => [number, `${trial.prefix}${number}`].includes(String(one[reference])) || String(one[key]) === number,
      );
      if (record === undefined) return [`${name} ${number} is gone`];
      return touched.has(String(record[key])) ? [`${name} ${number} was changed`] : [];
    });
  });
}

function mostProblems(trial: Trial, { most = {} }: Never): readonly string[] {
  return Object.entries(most).flatMap(([name, number]) => {
    const found = recordsOf(outcomeAt(trial), sideOf(name), name).length;
    return found > Number(number) ? [`${found} ${name}`] : [];
  });
}

function sumProblems(trial: Trial, { sum }: Never): readonly string[] {
  if (sum === undefined) return [];
  const lines = recordsOf(outcomeAt(trial), 'asperion', 'salesinvoiceswithlines').flatMap(linesIn);
  const total = sumOf(
    lines
      .filter((line) => String(line.ledgerAccountId) === sum.account)
      .map((line) => amountOf(line.amount) ?? new Big(0)),
  );
  return total.eq(numberOf(sum.not)) ? [`${sum.not} on ${sum.account}`] : [];
}

function silentProblems(trial: Trial, { silent }: Never): readonly string[] {
  if (silent !== 'true') return [];
  const booked = documentsOf('asperion').filter((resource) => madeBySync(trial, 'asperion', resource).size > 0);
  const isTold = trial.outcomes.some((outcome) => toldIn(outcome).length > 0);
  return booked.length > 0 && !isTold ? [`${booked.join(', ')} booked, and nobody is told`] : [];
}

function idleProblems(trial: Trial, { idle }: Never): readonly string[] {
  if (idle === undefined) return [];
  const { asperion, exact } = outcomeAt(trial, idle).sent;
  return asperion.length + exact.length === 0 ? [] : [`${asperion.length + exact.length} writes in the ${idle} run`];
}

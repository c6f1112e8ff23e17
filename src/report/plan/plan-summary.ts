import Big from 'big.js';
import type { SourcePosition } from '../../errors/errors.ts';
import { actionFor } from '../advice.ts';
import { bookedSection } from '../booked.ts';
import { lineIn } from '../describe-error.ts';
import { leftOutSection } from '../left-out.ts';
import { noticesSection } from '../notices.ts';
import {
  type Cell,
  details,
  joined,
  list,
  type Mark,
  type Page,
  paragraph,
  section,
  type Text,
  table,
  title,
  withCode,
} from '../page/page.ts';
import { pausedSection } from '../paused.ts';
import type { Reader } from '../reader.ts';
import { placeToEdit } from '../run/causes.ts';
import { waitingMoneyTexts } from '../run/waiting-money.ts';
import { TITLE } from '../title.ts';
import type { Words } from '../words/words.ts';
import { linksYaml } from './links-yaml.ts';
import type { Plan, PlanAction, PlanFlow, PlanHead, PlanRecord, PlanStep } from './plan-report.ts';
import { shownValue } from './plan-values.ts';

/** Fields shown of one record; the plan's file has them all. */
const MOST_FIELDS = 40;
/** Names that are listed in a sentence. */
const MOST_NAMES = 20;

/** A plan: counts and money first, what needs a person, then record by record. */
export function planPage(plan: Plan, reader: Reader): Page {
  const { flows } = plan;
  const { words } = reader;
  return [
    title(words.plan.title(TITLE)),
    paragraph(planHeadline(plan, words)),
    ...basisOf(plan, words),
    ...pausedSection(plan.paused, words),
    ...counts(flows, words),
    ...bookedSection(words.plan.booked, flows, words),
    ...money(flows, words),
    ...leftOutSection(flows, words),
    ...noticesSection(flows, words),
    ...links(plan, reader),
    ...refused(flows, words.plan.refused.refuse, ['refuse', 'differ'], reader),
    ...refused(flows, words.plan.refused.unknown, ['unknown'], reader),
    ...flows.flatMap((flow) => recordByRecord(flow, words)),
  ];
}

/** `Plan: 34 to create, 2 to change, 0 to refuse, € 7,825.00 to book`; what is booked is without VAT. Flows that a sync would not begin do not count. */
export function planLine(plan: Plan, words: Words): string {
  const { create, update, refuse, money } = inNumbers(plan.flows.filter(begins), words);
  return words.plan.line(create, update, refuse, money);
}

/** What flows would do, as people write it. */
function inNumbers(flows: readonly PlanFlow[], words: Words): Record<'create' | 'update' | 'refuse' | 'money', string> {
  const totals = flows.flatMap(({ bookedTotals }) => bookedTotals).filter(({ quarter }) => quarter === null);
  const booked = totals.reduce((sum, { amount }) => sum.plus(amount), new Big(0));
  const unknown = totals.reduce((sum, total) => sum + total.unknown, 0);
  const more = unknown === 0 ? '' : words.plan.ofUnknownAmount(words.count(unknown, 'line'));
  const number = (outcome: 'create' | 'update' | 'refuse'): string => words.amount(String(sumOf(flows, outcome)));
  return {
    create: number('create'),
    update: number('update'),
    refuse: number('refuse'),
    money: `${words.money(booked.toFixed(2))}${more}`,
  };
}

/** What a sync would do: the line of `planLine`, and what it leaves open. */
export function planHeadline(plan: Plan, words: Words): string {
  const { flows: all } = plan;
  const flows = all.filter(begins);
  const said = words.plan;
  const number = (of: number): string => words.amount(String(of));
  const stopped = all.filter(({ status }) => status === 'stopped').length;
  const [link, ambiguous, unknown] = [sumOf(flows, 'link'), sumOf(flows, 'ambiguous'), sumOf(flows, 'unknown')];
  const waiting = flows.reduce((sum, flow) => sum + flow.waiting, 0);
  const behind = all.filter((flow) => !begins(flow));
  const writes = sumOf(flows, 'create') + sumOf(flows, 'update') + link;
  return [
    `${planLine(plan, words)}.`,
    ...(behind.length > 0 ? [afterApproval(behind, words)] : []),
    ...(waiting > 0 ? [said.waiting(waiting)] : []),
    ...waitingMoneyTexts(flows, words),
    ...(stopped > 0 ? [said.stopped(stopped, words.count(all.length, 'flow'))] : []),
    // What is not recorded of a flow, nobody knows.
    ...(writes === 0 && plan.basis.unrecorded.length === 0 ? [said.writesNothing] : []),
    ...(link > 0 ? [said.linked(words.count(link, 'record'), link === 1)] : []),
    ...(ambiguous > 0 ? [said.ambiguous(number(ambiguous), ambiguous === 1)] : []),
    ...(unknown > 0 ? [said.unknown(number(unknown))] : []),
    said.nothingWritten,
  ].join(' ');
}

function afterApproval(flows: readonly PlanFlow[], words: Words): string {
  const { create, update, money } = inNumbers(flows, words);
  return words.plan.afterApproval(words.list(flows.map(({ flow }) => flow)), create, update, money);
}

const begins = ({ waitsForGuard }: PlanFlow): boolean => waitsForGuard !== true;

const sumOf = (
  flows: readonly PlanFlow[],
  outcome: 'create' | 'update' | 'link' | 'refuse' | 'ambiguous' | 'unknown',
) => flows.flatMap(({ steps }) => steps).reduce((total, step) => total + step[outcome], 0);

/** What a plan was made on, what it hides, and its warnings. */
export function basisOf({ basis, revealed, warnings }: PlanHead, words: Words): Page {
  const said = words.plan.basis;
  const lines: Text[] = [];
  if (basis.kind === 'samples') lines.push({ strong: said.samples });
  if (basis.recordedAt !== null) {
    const flows = basis.kind === 'both' ? basis.recorded.join(', ') : '';
    lines.push(said.recorded(flows, words.time(Date.parse(basis.recordedAt))));
    if (basis.kind === 'recording') lines.push(said.notAsked);
  }
  if (basis.unrecorded.length > 0) lines.push(said.unrecorded(basis.unrecorded.join(', ')));
  if (basis.lacks.length > 0) {
    const fields = basis.lacks.slice(0, MOST_NAMES).map((field) => ({ code: field }));
    const more = basis.lacks.length > MOST_NAMES ? ', …' : '';
    lines.push([said.lacking, ...joined(fields), `${more}. ${said.later}`]);
  }
  lines.push(...warnings.map(words.said));
  const shown: Text =
    revealed.length === 0 ? [said.hidden, { code: 'reveal' }, said.showsThem] : said.shown(revealed.join(', '));
  return [...list(lines), paragraph(shown)];
}

/** Each step with its numbers, which add up; those that are linked are among them. */
function counts(flows: readonly PlanFlow[], words: Words): Page {
  const { title: heading, columns, among } = words.plan.counts;
  const rows = flows.flatMap(({ flow, status, isPaused, steps }) =>
    steps.map(({ step, create, update, link, unchanged, left, apart, refuse }) => {
      const mark = status === 'stopped' ? words.flows.stopped : isPaused === true ? words.paused.flow : '';
      return [`${flow} ${mark}`.trim(), step, create, update, unchanged, left, apart, refuse, link];
    }),
  );
  const remarks = list(flows.flatMap((flow) => remarksOf(flow, words)));
  const note = sumOf(flows, 'link') > 0 ? [paragraph(among)] : [];
  return section(heading, [...table(columns, 7, rows, 'step'), ...note, ...remarks, ...approvals(flows, words)]);
}

/** What the sync takes to write exactly this, guard or not. */
function approvals(flows: readonly PlanFlow[], words: Words): Page {
  const given = flows.flatMap(({ approve }) => approve ?? []);
  if (given.length === 0) return [];
  return [paragraph([words.plan.counts.approve, { code: `approve: ${given.join(', ')}` }, '.'])];
}

function remarksOf(plan: PlanFlow, words: Words): readonly Text[] {
  const { flow, error, isPaused, isFirst, steps, guard, waitsForGuard, limit, waiting, deleted, warnings = [] } = plan;
  const said = words.plan.counts;
  const remarks = [
    ...(error === undefined ? [] : [said.stops(lineIn(words, error))]),
    ...(isFirst && isPaused !== true ? [said.isFirst(firstSync(steps, words))] : []),
    ...(guard.length === 0 ? [] : [said.guard(words.list(guard.map(words.phrase)))]),
    ...(waitsForGuard === true ? [said.waitsForGuard] : []),
    ...(limit === null ? [] : [said.limit(words.count(limit, 'record'))]),
    ...deletionRemarks(deleted, words),
    ...(waiting === 0 ? [] : [said.waiting(waiting)]),
    ...warnings.map((warning) => `: ${words.said(warning)}`),
  ];
  return remarks.map((remark) => [{ strong: flow }, ...withCode(remark)]);
}

function deletionRemarks(deleted: PlanFlow['deleted'], words: Words): readonly string[] {
  const { putOutOfUse, reported } = words.plan.counts;
  const told = [
    { tell: putOutOfUse, targets: deleted.filter(({ isDeactivated }) => isDeactivated) },
    { tell: reported, targets: deleted.filter(({ isDeactivated }) => !isDeactivated) },
  ];
  return told.flatMap(({ tell, targets }) => {
    if (targets.length === 0) return [];
    const names = targets.slice(0, MOST_NAMES).map(({ target }) => target);
    const more = targets.length > names.length ? ', …' : '';
    return [tell(words.count(targets.length, 'record'), `${names.join(', ')}${more}`)];
  });
}

/** `debtor: will link 3, of which 2 change, create 34, ambiguous 1.` */
function firstSync(steps: readonly PlanStep[], words: Words): string {
  return steps
    .filter(({ link, create, ambiguous }) => link + create + ambiguous > 0)
    .map((numbers) => words.plan.counts.firstStep(numbers.step, numbers))
    .join(' ');
}

function money(flows: readonly PlanFlow[], words: Words): Page {
  const { title: heading, columns, unknown: notKnown } = words.plan.money;
  const rows = flows.flatMap(({ flow, money: sums }) =>
    sums.map(({ vatCode, account, lines, amount: sum, unknown }) => {
      const more = unknown > 0 ? notKnown(words.count(unknown, 'line')) : '';
      return [flow, vatCode ?? '–', account ?? '–', lines, `${words.money(sum)}${more}`];
    }),
  );
  return section(heading, table(columns, 2, rows, 'place'));
}

function links({ links: lines }: Plan, { words, place }: Reader): Page {
  const [first] = lines;
  if (first === undefined) return [];
  const { title: heading, intro, below } = words.plan.links;
  return section(heading(lines.length), [
    paragraph([intro, first.at === undefined ? { code: 'links.yml' } : place(first.at), below]),
    { kind: 'code', language: 'yaml', lines: linksYaml(lines, words) },
  ]);
}

function refused(
  flows: readonly PlanFlow[],
  text: string,
  actions: readonly PlanAction[],
  { words, place }: Reader,
): Page {
  const rows = flows.flatMap(({ flow, records }) =>
    records.flatMap(({ reference, step, action: what, refusal }): readonly (readonly Cell[])[] => {
      if (refusal === null || !actions.includes(what)) return [];
      const { code, reason, at } = refusal;
      const said = words.said(reason);
      const where = placeToEdit(refusal) === at ? place : nameOfPlace;
      const why = at === undefined ? said : [said, ' (', where(at), ')'];
      return [[marked(what, reference), flow, step, { code }, why, actionFor(refusal, words.language) ?? '']];
    }),
  );
  return section(`${text} (${rows.length})`, table(words.plan.refused.columns, 0, rows, 'record'));
}

/** A place that people are not sent to, to edit it. */
const nameOfPlace = ({ file, line }: SourcePosition): string => `${file}:${line}`;

function recordByRecord({ flow, records }: PlanFlow, words: Words): Page {
  const said = words.plan.byRecord;
  const changed = records.filter(({ action }) => action === 'update' || action === 'differ');
  changed.sort((left, right) => right.fields.length - left.fields.length);
  const created = records.filter(({ action }) => action === 'create');
  const linked = records.filter(({ action }) => action === 'link');
  const number = (some: readonly PlanRecord[]): string => words.count(some.length, 'record');
  const changes = changed.flatMap((record) => changeRows(record, words));
  const creates = created.map((record) => createRow(record, words));
  const linkRows = linked.map((record) => [nameOf(record, words), record.step, record.target ?? '–']);
  return [
    ...details(said.changed(flow, number(changed)), table(said.changeColumns, 0, changes, 'row')),
    ...details(said.created(flow, number(created)), table(said.createColumns, 0, creates, 'row')),
    ...details(said.linked(flow, number(linked)), table(said.linkColumns, 0, linkRows, 'row')),
  ];
}

function changeRows(record: PlanRecord, words: Words): readonly (readonly Cell[])[] {
  const { step, target, fields } = record;
  return fields.slice(0, MOST_FIELDS).map(({ field, before, after }) => {
    const now = before === undefined ? words.plan.byRecord.notRead : shownValue(field, before, words);
    const name = marked(record.action, nameOf(record, words));
    return [name, step, target ?? '–', { code: field }, now, shownValue(field, after, words)];
  });
}

function createRow(record: PlanRecord, words: Words): readonly Cell[] {
  const fields = record.fields
    .filter(({ after }) => after !== null)
    .slice(0, MOST_FIELDS)
    .map(({ field, after }) => [{ code: field }, ` ${shownValue(field, after, words)}`]);
  return [marked(record.action, nameOf(record, words)), record.step, joined(fields)];
}

const MARKS: Readonly<Partial<Record<PlanAction, Mark>>> = { create: '+', update: '~', refuse: '−', differ: '−' };

function marked(action: PlanAction, name: string): Cell {
  const mark = MARKS[action];
  return mark === undefined ? name : [{ mark }, ` ${name}`];
}

const nameOf = ({ reference, subject }: PlanRecord, words: Words): string =>
  subject === null ? reference : words.plan.byRecord.of(subject, reference);

import Big from 'big.js';
import { dutchTime } from '../../http/dutch-time.ts';
import { adviceFor } from '../advice.ts';
import { bookedSection } from '../booked.ts';
import { count } from '../count.ts';
import { logLine } from '../describe-error.ts';
import { leftOutSection } from '../left-out.ts';
import { linksYaml } from '../links-yaml.ts';
import { euros } from '../money.ts';
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
} from '../page/page.ts';
import { pausedSection } from '../paused.ts';
import { TITLE } from '../run/summary.ts';
import { en } from '../words/en.ts';
import type { Plan, PlanAction, PlanFlow, PlanHead, PlanRecord, PlanStep } from './plan-report.ts';
import { shownValue } from './plan-values.ts';

/** Fields shown of one record; the plan's file has them all. */
const MOST_FIELDS = 40;

/** A plan: counts and money first, what needs a person, then record by record. */
export function planPage(plan: Plan): Page {
  const { flows } = plan;
  return [
    title(`${TITLE}: plan`),
    paragraph(planHeadline(plan)),
    ...basisOf(plan),
    ...pausedSection(plan.paused, en),
    ...counts(flows),
    ...bookedSection('What will be booked', flows, en),
    ...money(flows),
    ...leftOutSection(flows, en),
    ...noticesSection(flows, en),
    ...links(plan),
    ...refused(flows, 'Refused', ['refuse', 'differ']),
    ...refused(flows, 'Not known', ['unknown']),
    ...flows.flatMap(recordByRecord),
  ];
}

/** `Plan: 34 to create, 2 to change, 0 to refuse, € 7,825.00 to book`; what is booked is without VAT. */
export function planLine({ flows }: Plan): string {
  const totals = flows.flatMap(({ bookedTotals }) => bookedTotals).filter(({ quarter }) => quarter === null);
  const booked = totals.reduce((sum, { amount }) => sum.plus(amount), new Big(0));
  const unknown = totals.reduce((sum, total) => sum + total.unknown, 0);
  const more = unknown === 0 ? '' : ` and ${count(unknown, 'line')} of unknown amount`;
  const parts = [
    `${sumOf(flows, 'create')} to create`,
    `${sumOf(flows, 'update')} to change`,
    `${sumOf(flows, 'refuse')} to refuse`,
    `${euros(booked.toFixed(2))}${more} to book`,
  ];
  return `Plan: ${parts.join(', ')}`;
}

/** What a sync would do: the line of `planLine`, and what it leaves open. */
export function planHeadline(plan: Plan): string {
  const { flows } = plan;
  const stopped = flows.filter(({ status }) => status === 'stopped').length;
  const [link, ambiguous, unknown] = [sumOf(flows, 'link'), sumOf(flows, 'ambiguous'), sumOf(flows, 'unknown')];
  const writes = sumOf(flows, 'create') + sumOf(flows, 'update') + link;
  return [
    `${planLine(plan)}.`,
    stopped > 0 ? `${stopped} of ${count(flows.length, 'flow')} could not be planned to the end.` : '',
    writes === 0 ? 'A sync now would write nothing.' : '',
    link > 0 ? `${count(link, 'record')} that ${link === 1 ? 'is' : 'are'} there already would be linked.` : '',
    ambiguous > 0
      ? `${ambiguous} of the refused ${ambiguous === 1 ? 'waits' : 'wait'} until you say which is which.`
      : '',
    unknown > 0 ? `The outcome of ${unknown} is not known.` : '',
    'Nothing was written.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

const sumOf = (
  flows: readonly PlanFlow[],
  outcome: 'create' | 'update' | 'link' | 'refuse' | 'ambiguous' | 'unknown',
) => flows.flatMap(({ steps }) => steps).reduce((total, step) => total + step[outcome], 0);

/** What a plan was made on, what it hides, and its warnings. */
export function basisOf({ basis, revealed, warnings }: PlanHead): Page {
  const lines: Text[] = [];
  if (basis.kind === 'samples') {
    lines.push({
      strong:
        'No real record was read: a pull request from a fork gets no secrets. Made on the invented records of the tests.',
    });
  }
  if (basis.recordedAt !== null) {
    const when = dutchTime(Date.parse(basis.recordedAt));
    const which = basis.kind === 'both' ? `For ${basis.recorded.join(', ')}: made` : 'Made';
    lines.push(`${which} on the newest records that earlier runs kept, up to ${when} Dutch time.`);
    if (basis.kind === 'recording') {
      lines.push('The systems were not asked: what would be created may already be there.');
    }
  }
  if (basis.lacks.length > 0) {
    const fields = basis.lacks.slice(0, 20).map((field) => ({ code: field }));
    const more = basis.lacks.length > 20 ? ', …' : '';
    const lacking = ['Not recorded for every record, so not known here: ', ...joined(fields, ', ')];
    lines.push([...lacking, `${more}. The next syncs record them.`]);
  }
  lines.push(...warnings);
  const hidden: Text =
    revealed.length === 0
      ? ['Personal values are hidden; ', { code: 'reveal' }, ' shows them.']
      : `Shown in clear: ${revealed.join(', ')}.`;
  return [...list(lines), paragraph(hidden)];
}

function counts(flows: readonly PlanFlow[]): Page {
  const titles = ['Flow', 'Step', 'Create', 'Update', 'Link', 'Unchanged', 'Left', 'Differ', 'Refuse'];
  const rows = flows.flatMap(({ flow, status, isPaused, steps }) =>
    steps.map(({ step, create, update, link, unchanged, left, differ, refuse }) => {
      const name = `${flow}${status === 'stopped' ? ' (stopped)' : isPaused === true ? ' (paused)' : ''}`;
      return [name, step, create, update, link, unchanged, left, differ, refuse];
    }),
  );
  const remarks = list(flows.flatMap(remarksOf));
  return section('What a sync would do', [...table(titles, 7, rows, 'step'), ...remarks, ...approvals(flows)]);
}

/** What the sync takes to write exactly this, guard or not. */
function approvals(flows: readonly PlanFlow[]): Page {
  const given = flows.flatMap(({ approve }) => approve ?? []);
  if (given.length === 0) return [];
  return [paragraph(['To write exactly this, run the sync with ', { code: `approve: ${given.join(', ')}` }, '.'])];
}

function remarksOf({
  flow,
  error,
  isPaused,
  isFirst,
  steps,
  guard,
  limit,
  waiting,
  deleted,
}: PlanFlow): readonly Text[] {
  const remarks = [
    ...(error === undefined ? [] : [` stops: ${logLine(error)}`]),
    ...(isFirst && isPaused !== true ? [`: its first sync. ${firstSync(steps)}`] : []),
    ...(guard.length === 0 ? [] : [` would stop before its first write: ${guard.join(' and ')}.`]),
    ...(limit === null ? [] : [` takes at most ${count(limit, 'record')} a run; the rest waits for later runs.`]),
    ...deletionRemarks(deleted),
    ...(waiting === 0 ? [] : [`: ${count(waiting, 'dead letter')} not due yet.`]),
  ];
  return remarks.map((remark) => [{ strong: flow }, remark]);
}

function deletionRemarks(deleted: PlanFlow['deleted']): readonly string[] {
  const told = [
    { what: 'would be put out of use', targets: deleted.filter(({ isDeactivated }) => isDeactivated) },
    { what: 'would be reported and left', targets: deleted.filter(({ isDeactivated }) => !isDeactivated) },
  ];
  return told.flatMap(({ what, targets }) => {
    if (targets.length === 0) return [];
    const names = targets.slice(0, 20).map(({ target }) => target);
    const more = targets.length > names.length ? ', …' : '';
    const deletedOnes = `${count(targets.length, 'record')} whose source record was deleted`;
    return [`: ${deletedOnes} ${what}: ${names.join(', ')}${more}.`];
  });
}

/** `debtor: will link 3, create 34, differ 2, ambiguous 1.` */
function firstSync(steps: readonly PlanStep[]): string {
  return steps
    .filter(({ link, create, differ, ambiguous }) => link + create + differ + ambiguous > 0)
    .map(({ step, link, create, differ, ambiguous }) => {
      return `${step}: will link ${link}, create ${create}, differ ${differ}, ambiguous ${ambiguous}.`;
    })
    .join(' ');
}

function money(flows: readonly PlanFlow[]): Page {
  const titles = ['Flow', 'VAT code', 'Ledger account', 'Lines', 'Amount'];
  const rows = flows.flatMap(({ flow, money: sums }) =>
    sums.map(({ vatCode, account, lines, amount: sum, unknown }) => {
      const more = unknown > 0 ? ` + ${count(unknown, 'line')} not known` : '';
      return [flow, vatCode ?? '–', account ?? '–', lines, `${euros(sum)}${more}`];
    }),
  );
  return section('Money that would be booked', table(titles, 2, rows, 'place'));
}

function links({ links: lines }: Plan): Page {
  if (lines.length === 0) return [];
  const file = { code: 'links.yml' };
  const said = 'These records may match existing ones. Check each line, then put it into ';
  return section(`Which is which (${lines.length})`, [
    paragraph([said, file, ', below the name of its flow:']),
    { kind: 'code', language: 'yaml', lines: linksYaml(lines) },
  ]);
}

function refused(flows: readonly PlanFlow[], text: string, actions: readonly PlanAction[]): Page {
  const rows = flows.flatMap(({ flow, records }) =>
    records.flatMap(({ reference, step, action: what, refusal }) => {
      if (refusal === null || !actions.includes(what)) return [];
      const { at, code, reason } = refusal;
      const { cause, action } = adviceFor(code, reason);
      const why = at === undefined ? reason : `${reason} (${at.file}:${at.line})`;
      return [[marked(what, reference), flow, step, { code }, why, cause === null ? action : `${cause} ${action}`]];
    }),
  );
  const titles = ['Record', 'Flow', 'Step', 'Code', 'Reason', 'What to do'];
  return section(`${text} (${rows.length})`, table(titles, 0, rows, 'record'));
}

function recordByRecord({ flow, records }: PlanFlow): Page {
  const changed = records.filter(({ action }) => action === 'update' || action === 'differ');
  changed.sort((left, right) => right.fields.length - left.fields.length);
  const created = records.filter(({ action }) => action === 'create');
  const linked = records.filter(({ action }) => action === 'link');
  const changes = ['Record', 'Step', 'In the target', 'Field', 'Now', 'From the source'];
  const linkRows = linked.map((record) => [nameOf(record), record.step, record.target ?? '–']);
  return [
    ...details(
      `${flow}: ${count(changed.length, 'record')} that would change or differ`,
      table(changes, 0, changed.flatMap(changeRows), 'row'),
    ),
    ...details(
      `${flow}: ${count(created.length, 'record')} to create`,
      table(['Record', 'Step', 'Fields'], 0, created.map(createRow), 'row'),
    ),
    ...details(
      `${flow}: ${count(linked.length, 'record')} to link without a change`,
      table(['Record', 'Step', 'In the target'], 0, linkRows, 'row'),
    ),
  ];
}

function changeRows(record: PlanRecord): readonly (readonly Cell[])[] {
  const { step, target, fields } = record;
  return fields.slice(0, MOST_FIELDS).map(({ field, before, after }) => {
    const now = before === undefined ? 'not read' : shownValue(before);
    return [marked(record.action, nameOf(record)), step, target ?? '–', { code: field }, now, shownValue(after)];
  });
}

function createRow(record: PlanRecord): readonly Cell[] {
  const fields = record.fields
    .filter(({ after }) => after !== null)
    .slice(0, MOST_FIELDS)
    .map(({ field, after }) => [{ code: field }, ` ${shownValue(after)}`]);
  return [marked(record.action, nameOf(record)), record.step, joined(fields, ', ')];
}

const MARKS: Readonly<Partial<Record<PlanAction, Mark>>> = { create: '+', update: '~', refuse: '−', differ: '−' };

function marked(action: PlanAction, name: string): Cell {
  const mark = MARKS[action];
  return mark === undefined ? name : [{ mark }, ` ${name}`];
}

const nameOf = ({ reference, subject }: PlanRecord): string =>
  subject === null ? reference : `${subject} (of ${reference})`;

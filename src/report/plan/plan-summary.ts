import { DateTime } from 'luxon';
import { adviceFor } from '../advice.ts';
import { writeBooked } from '../booked.ts';
import { logLine } from '../describe-error.ts';
import { writeLeftOut } from '../left-out.ts';
import { linksYaml } from '../links-yaml.ts';
import { BoundedText, code, count, head, plain, row } from '../markdown.ts';
import { writeNotices } from '../notices.ts';
import { SUMMARY_BYTES, TITLE } from '../summary.ts';
import type { Plan, PlanAction, PlanFlow, PlanHead, PlanRecord, PlanStep } from './plan-report.ts';
import { amount, shownValue } from './plan-values.ts';

/** Fields shown of one record; the plan's file has them all. */
const MOST_FIELDS = 40;

/** The plan as Markdown, at most `most` bytes: counts and money first, what needs a person, then record by record. */
export function summarisePlan(plan: Plan, most = SUMMARY_BYTES): string {
  const text = new BoundedText(most);
  text.frame(`${TITLE}: plan`, '', plain(planHeadline(plan)), '');
  writeHead(text, plan);
  writeFlows(text, plan);
  writeBooked(text, 'What will be booked', plan.flows);
  writeMoney(text, plan);
  writeLeftOut(text, plan.flows);
  writeNotices(text, plan.flows);
  writeLinks(text, plan);
  writeRefused(text, plan, 'Refused', ['refuse', 'differ']);
  writeRefused(text, plan, 'Not known', ['unknown']);
  for (const flow of plan.flows) writeRecords(text, flow);
  return text.toString();
}

/** What a sync would do, in a sentence or three. */
export function planHeadline({ flows }: Plan): string {
  const sum = (counted: (step: PlanStep) => number): number =>
    flows.flatMap(({ steps }) => steps).reduce((total, step) => total + counted(step), 0);
  const stopped = flows.filter(({ status }) => status === 'stopped').length;
  const [create, update, link] = [sum((step) => step.create), sum((step) => step.update), sum((step) => step.link)];
  const [refuse, ambiguous] = [sum((step) => step.refuse), sum((step) => step.ambiguous)];
  const unknown = sum((step) => step.unknown);
  return [
    stopped > 0 ? `${stopped} of ${count(flows.length, 'flow')} could not be planned to the end.` : '',
    create + update + link === 0
      ? 'A sync now would write nothing.'
      : `A sync now would create ${count(create, 'record')} and update ${update}${link > 0 ? `; ${link} that are there already would be linked` : ''}.`,
    refuse > 0
      ? `${refuse} would be refused${ambiguous > 0 ? `, ${ambiguous} of them until you say which is which` : ''}.`
      : '',
    unknown > 0 ? `The outcome of ${unknown} is not known.` : '',
    'Nothing was written.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** What a plan was made on, what it hides, and its warnings. */
export function writeHead(text: BoundedText, { basis, revealed, warnings }: PlanHead): void {
  const lines: string[] = [];
  if (basis.recordedAt !== null) {
    const when = DateTime.fromISO(basis.recordedAt, { zone: 'Europe/Amsterdam' }).toFormat('yyyy-MM-dd HH:mm');
    const which = basis.kind === 'both' ? `For ${basis.recorded.join(', ')}: made` : 'Made';
    lines.push(`- ${plain(which)} on the newest records that earlier runs kept, up to ${when} Dutch time.`);
    if (basis.kind === 'recording') {
      lines.push('- The systems were not asked: what would be created may already be there.');
    }
  }
  if (basis.lacks.length > 0) {
    const fields = basis.lacks.slice(0, 20).map(code).join(', ');
    const more = basis.lacks.length > 20 ? ', …' : '';
    lines.push(`- Not recorded for every record, so not known here: ${fields}${more}. The next syncs record them.`);
  }
  lines.push(...warnings.map((warning) => `- ${plain(warning)}`));
  const hidden =
    revealed.length === 0
      ? 'Personal values are hidden; `reveal` shows them.'
      : `Shown in clear: ${revealed.join(', ')}.`;
  text.frame(...lines, ...(lines.length > 0 ? [''] : []), hidden, '');
}

function writeFlows(text: BoundedText, { flows }: Plan): void {
  if (flows.length === 0) return;
  const titles = ['Flow', 'Step', 'Create', 'Update', 'Link', 'Unchanged', 'Left', 'Differ', 'Refuse'];
  text.frame('### What a sync would do', '', ...head(titles, 7));
  const rows = flows.flatMap(({ flow, status, steps }) =>
    steps.map(({ step, create, update, link, unchanged, left, differ, refuse }) =>
      row([
        `${plain(flow)}${status === 'stopped' ? ' (stopped)' : ''}`,
        plain(step),
        ...[create, update, link, unchanged, left, differ, refuse],
      ]),
    ),
  );
  text.list(rows, 'step');
  text.frame('');
  const remarks = flows.flatMap(remarksOf);
  if (remarks.length > 0) text.frame(...remarks, '');
}

function remarksOf(plan: PlanFlow): readonly string[] {
  const { flow, error, isFirst, steps, guard, limit, waiting, deleted } = plan;
  const name = `- **${plain(flow)}**`;
  return [
    ...(error === undefined ? [] : [`${name} stops: ${plain(logLine(error))}`]),
    ...(isFirst ? [`${name}: its first sync. ${firstSync(steps)}`] : []),
    ...(guard.length === 0 ? [] : [`${name} would stop before its first write: ${plain(guard.join(' and '))}.`]),
    ...(limit === null
      ? []
      : [`${name} takes at most ${count(limit, 'record')} a run; the rest waits for later runs.`]),
    ...deletionRemarks(name, deleted),
    ...(waiting === 0 ? [] : [`${name}: ${count(waiting, 'dead letter')} not due yet.`]),
  ];
}

function deletionRemarks(name: string, deleted: PlanFlow['deleted']): readonly string[] {
  const told = [
    { what: 'would be put out of use', targets: deleted.filter(({ isDeactivated }) => isDeactivated) },
    { what: 'would be reported and left', targets: deleted.filter(({ isDeactivated }) => !isDeactivated) },
  ];
  return told.flatMap(({ what, targets }) => {
    if (targets.length === 0) return [];
    const names = targets.slice(0, 20).map(({ target }) => target);
    const more = targets.length > names.length ? ', …' : '';
    const deletedOnes = `${count(targets.length, 'record')} whose source record was deleted`;
    return [`${name}: ${deletedOnes} ${what}: ${plain(names.join(', '))}${more}.`];
  });
}

/** `debtor: will link 3, create 34, differ 2, ambiguous 1.` */
function firstSync(steps: readonly PlanStep[]): string {
  return steps
    .filter(({ link, create, differ, ambiguous }) => link + create + differ + ambiguous > 0)
    .map(({ step, link, create, differ, ambiguous }) => {
      return `${plain(step)}: will link ${link}, create ${create}, differ ${differ}, ambiguous ${ambiguous}.`;
    })
    .join(' ');
}

function writeMoney(text: BoundedText, { flows }: Plan): void {
  const rows = flows.flatMap(({ flow, money }) =>
    money.map(({ vatCode, account, lines, amount: sum, unknown }) => {
      const more = unknown > 0 ? ` + ${count(unknown, 'line')} not known` : '';
      return row([plain(flow), plain(vatCode ?? '–'), plain(account ?? '–'), lines, `${amount(sum)}${more}`]);
    }),
  );
  if (rows.length === 0) return;
  text.frame(
    '### Money that would be booked',
    '',
    ...head(['Flow', 'VAT code', 'Ledger account', 'Lines', 'Amount'], 2),
  );
  text.list(rows, 'place');
  text.frame('');
}

function writeLinks(text: BoundedText, { links }: Plan): void {
  if (links.length === 0) return;
  text.frame(
    `### Which is which (${links.length})`,
    '',
    'These records may match existing ones. Check each line, then put it into `links.yml`, below the name of its flow:',
    '',
    '```yaml',
  );
  text.list(linksYaml(links), 'line');
  text.frame('```', '');
}

function writeRefused(text: BoundedText, { flows }: Plan, title: string, actions: readonly PlanAction[]): void {
  const rows = flows.flatMap(({ flow, records }) =>
    records.flatMap(({ reference, step, action: what, refusal }) => {
      if (refusal === null || !actions.includes(what)) return [];
      const { cause, action } = adviceFor(refusal.code, refusal.reason);
      const advice = plain(cause === null ? action : `${cause} ${action}`);
      const { at, reason } = refusal;
      const why = plain(at === undefined ? reason : `${reason} (${at.file}:${at.line})`);
      return [row([plain(reference), plain(flow), plain(step), code(refusal.code), why, advice])];
    }),
  );
  if (rows.length === 0) return;
  text.frame(
    `### ${title} (${rows.length})`,
    '',
    ...head(['Record', 'Flow', 'Step', 'Code', 'Reason', 'What to do'], 0),
  );
  text.list(rows, 'record');
  text.frame('');
}

function writeRecords(text: BoundedText, { flow, records }: PlanFlow): void {
  const changed = records.filter(({ action }) => action === 'update' || action === 'differ');
  changed.sort((left, right) => right.fields.length - left.fields.length);
  writeDetails(
    text,
    `${flow}: ${count(changed.length, 'record')} that would change or differ`,
    ['Record', 'Step', 'In the target', 'Field', 'Now', 'From the source'],
    changed.flatMap(changeRows),
  );
  const created = records.filter(({ action }) => action === 'create');
  writeDetails(
    text,
    `${flow}: ${count(created.length, 'record')} to create`,
    ['Record', 'Step', 'Fields'],
    created.map(createRow),
  );
  const linked = records.filter(({ action }) => action === 'link');
  writeDetails(
    text,
    `${flow}: ${count(linked.length, 'record')} to link without a change`,
    ['Record', 'Step', 'In the target'],
    linked.map((record) => row([plain(nameOf(record)), plain(record.step), plain(record.target ?? '–')])),
  );
}

/** A folded table; nothing where it would be empty. */
export function writeDetails(
  text: BoundedText,
  title: string,
  titles: readonly string[],
  rows: readonly string[],
): void {
  if (rows.length === 0) return;
  text.frame(`<details><summary>${plain(title)}</summary>`, '', ...head(titles, 0));
  text.list(rows, 'row');
  text.frame('', '</details>', '');
}

function changeRows(record: PlanRecord): readonly string[] {
  const { step, target, fields } = record;
  return fields
    .slice(0, MOST_FIELDS)
    .map(({ field, before, after }) =>
      row([
        plain(nameOf(record)),
        plain(step),
        plain(target ?? '–'),
        code(field),
        before === undefined ? 'not read' : shownValue(before),
        shownValue(after),
      ]),
    );
}

function createRow(record: PlanRecord): string {
  const fields = record.fields
    .filter(({ after }) => after !== null)
    .slice(0, MOST_FIELDS)
    .map(({ field, after }) => `${code(field)} ${shownValue(after)}`);
  return row([plain(nameOf(record)), plain(record.step), fields.join(', ')]);
}

const nameOf = ({ reference, subject }: PlanRecord): string =>
  subject === null ? reference : `${subject} (of ${reference})`;

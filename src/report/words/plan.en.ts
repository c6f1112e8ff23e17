import { count } from './count.ts';
import { dateIn } from './forms.ts';
import { fieldIn } from './labels.ts';

const date = dateIn('en-GB');

/** What becomes of the records of a step in its first sync. */
export type FirstNumbers = Readonly<Record<'link' | 'create' | 'differ' | 'ambiguous', number>>;

/** What a plan says, in English: of a sync now, and of a change of the mappings. */
export const planEn = {
  title: (systems: string) => `${systems}: plan`,
  theFile: 'the plan file',
  theSummary: "the run's summary",
  withJson: 'a plan with --json FILE',
  /** `11 invoices`: records of a step, which people name as they like. */
  records: (number: number, step: string) => count(number, step),
  /** The name of a target field in words. */
  field: fieldIn('en'),
  /** Values of a table's row as text, with the days on which they hold. */
  dated: (values: string) => values.replaceAll(/(?<= (?:from|until) )\d{4}-\d\d-\d\d/g, (day) => date(day)),

  line: (create: string, change: string, refuse: string, money: string) =>
    `Plan: ${create} to create, ${change} to change, ${refuse} to refuse, ${money} to book`,
  ofUnknownAmount: (lines: string) => ` and ${lines} of unknown amount`,
  stopped: (stopped: number, all: string) => `${stopped} of ${all} could not be planned to the end.`,
  writesNothing: 'A sync now would write nothing.',
  linked: (records: string, one: boolean) => `${records} that ${one ? 'is' : 'are'} there already would be linked.`,
  ambiguous: (number: string, one: boolean) =>
    `${number} of the refused ${one ? 'waits' : 'wait'} until you say which is which.`,
  unknown: (number: string) => `The outcome of ${number} is not known.`,
  waiting: (number: number) =>
    `${count(number, 'record')} of earlier runs still ${number === 1 ? 'waits' : 'wait'} for the next try.`,
  afterApproval: (flows: string, create: string, change: string, money: string) =>
    `After the approval of what a guard stops also: ${flows}, ${create} to create, ${change} to change, ${money} to book.`,
  nothingWritten: 'Nothing was written.',

  basis: {
    samples:
      'No real record was read: a pull request from a fork gets no secrets. Made on the invented records of the tests.',
    recorded: (flows: string, time: string) =>
      `${flows === '' ? 'Made' : `For ${flows}: made`} on the newest records that earlier runs kept, up to ${time} Dutch time.`,
    notAsked: 'The systems were not asked: what would be created may already be there.',
    unrecorded: (flows: string) =>
      `Nothing is recorded of ${flows}, so what it would write and book is not shown. With the credentials of both systems, the plan asks them.`,
    lacking: 'Not recorded for every record, so not known here: ',
    later: 'The next syncs record them.',
    hidden: 'Personal values are hidden; ',
    showsThem: ' shows them.',
    shown: (classes: string) => `Shown in clear: ${classes}.`,
  },

  counts: {
    title: 'What a sync would do',
    columns: ['Flow', 'Step', 'Create', 'Update', 'Unchanged', 'Left', 'Differ', 'Refuse', 'Link'],
    among: 'What would be linked is among the other numbers of its row.',
    approve: 'To write exactly this, run the sync with ',
    stops: (why: string) => ` stops: ${why}`,
    isFirst: (steps: string) => `: its first sync. ${steps}`,
    firstStep: (step: string, { link, create, differ, ambiguous }: FirstNumbers) =>
      `${step}: will link ${link}, of which ${differ} ${differ === 1 ? 'changes' : 'change'}, create ${create}, ambiguous ${ambiguous}.`,
    guard: (bounds: string) => ` would stop before its first write: ${bounds}.`,
    waitsForGuard: ' would wait: a guard stops a flow of the same records.',
    limit: (records: string) => ` takes at most ${records} a run; the rest waits for later runs.`,
    putOutOfUse: (records: string, names: string) =>
      `: ${records} whose source record was deleted would be put out of use: ${names}.`,
    reported: (records: string, names: string) =>
      `: ${records} whose source record was deleted would be reported and left: ${names}.`,
    waiting: (number: number) => `: ${count(number, 'record')} ${number === 1 ? 'waits' : 'wait'} for the next try.`,
  },

  booked: 'What will be booked',
  money: {
    title: 'Money that would be booked',
    columns: ['Flow', 'VAT code', 'Ledger account', 'Lines', 'Amount'],
    unknown: (lines: string) => ` + ${lines} not known`,
  },
  links: {
    title: (lines: number) => `Which is which (${lines})`,
    intro: 'These records may match existing ones. Check each line, then put it into ',
    below: ', below the name of its flow:',
    orElse: (others: readonly string[], why: string) => `or ${others.join(' or ')}: ${why}`,
  },
  refused: {
    refuse: 'Refused',
    unknown: 'Not known',
    columns: ['Record', 'Flow', 'Step', 'Code', 'Reason', 'What to do'],
  },
  byRecord: {
    changed: (flow: string, records: string) => `${flow}: ${records} that would change or differ`,
    created: (flow: string, records: string) => `${flow}: ${records} to create`,
    linked: (flow: string, records: string) => `${flow}: ${records} to link without a change`,
    changeColumns: ['Record', 'Step', 'In the target', 'Field', 'Now', 'From the source'],
    createColumns: ['Record', 'Step', 'Fields'],
    linkColumns: ['Record', 'Step', 'In the target'],
    notRead: 'not read',
    isNew: (resource: string, name: string) => `(new in ${resource}: ${name})`,
    of: (subject: string, reference: string) => `${subject} (of ${reference})`,
  },

  change: {
    title: (systems: string) => `${systems}: what this change does`,
    incomplete: 'Not everything could be compared: see below.',
    failed: 'The plan failed, so it is not known what this change does.',
    commit: (sha: string) => `For commit ${sha}.`,
    noRecords: 'There are no records to compare.',
    unrecorded: (flows: string) => `What ${flows} would do is not known: see below.`,
    whenChanged: (isOfOthers: boolean) =>
      `A record${isOfOthers ? ' of another flow' : ''} that was settled or left out before is written when it changes next at the latest, or by a sync that asks for it (inputs since and records).`,
    whenReadAgain: (flows: string, hours: number) =>
      `Records of ${flows} that were settled or left out before are written ${hours === 0 ? 'by the next sync, which reads all of them again' : `within ${count(hours, 'hour')}, when all of them are read again`}.`,
    same: (records: string) => `All of ${records} come out the same.`,
    sameValues: (records: string) => `All of ${records} get the same values.`,
    beyondValues: 'The change does more than the values show: see below.',
    differently: (changed: string, records: string, one: boolean) =>
      `${changed} of ${records} ${one ? 'comes' : 'come'} out differently.`,
    /** `isRead`: a flow still reads them. */
    stay: (number: string, one: boolean, isRead: boolean) =>
      `${number} of these ${one ? 'is' : 'are'} in the target already and ${one ? 'stays' : 'stay'} as sent${isRead ? ': a sync reports a document that differs, and does not rebook it' : ''}.`,
    errorOf: { base: (why: string) => `, base: ${why}`, head: (why: string) => `, head: ${why}` },
    seeSummary: "The run's summary shows the edited files and every record.",
    flow: (changed: number, records: string) => `${changed} of ${records}`,
    sentAlready: (number: number) => `, ${number} of them sent already`,
    notKnown: (number: number) => `, ${number} not known`,
    byRecord: 'record by record',
    recordColumns: ['Record', 'Step', 'Field', 'Before', 'After'],
    outcome: 'outcome',
    outcomes: {
      created: 'created',
      updated: 'updated',
      unchanged: 'unchanged',
      left: 'left',
      refused: 'refused',
      'not known': 'not known',
      'not taken': 'not taken',
    },
  },

  edited: {
    title: 'What was edited',
    added: 'Added',
    removed: 'Removed',
    enabled: 'Switched on',
    disabled: 'Switched off',
    changed: 'Changed, by itself or by a table',
    changedOff: 'Changed, and off',
    columns: ['File', 'Key', 'Before', 'After'],
  },

  tables: {
    title: 'Edited tables',
    titleOfSummary: 'What the edits of tables do',
    table: (name: string) => `table ${name}`,
    moreRows: (number: number) => count(number, 'more row'),
    isNew: (value: string) => `${value} (new)`,
    removed: (value: string) => `${value} (removed)`,
    changed: (before: string, after: string) => `${after} instead of ${before}`,
    edit: (what: string, rows: string, values: string) => `${what} for ${rows}: ${values}`,
    unused: 'no flow that is on uses it',
    calculated: 'used by checks and calculations',
    nothingWaited: 'no record waited for it',
    noEffect: 'no record comes out differently',
    notKnown: 'which records come out differently because of it is not known',
    refused: (records: string, one: boolean) => `${records} that ${one ? 'is' : 'are'} not refused now would be`,
    accepted: (records: string, one: boolean) => `${records} ${one ? 'is' : 'are'} no longer refused`,
  },

  /** A sum, what is charged in it, and what is credited. */
  lessCredited: (sum: string, charged: string, credited: string) => `${sum} (${charged} less ${credited} credited)`,
  changes: {
    differently: (one: boolean) => ` ${one ? 'comes' : 'come'} out differently`,
    countedIn: (flow: string) => `; counted in ${flow}`,
    withoutVat: (money: string) => `, ${money} without VAT`,
    stay: (number: number) =>
      number === 1
        ? '; 1 of them is in the target already and stays as sent'
        : `; ${number} of them are in the target already and stay as sent`,
    asIfBooked: 'The sums below are as if every document were booked now, also those that stay as sent.',
    moved: { 'VAT code': 'VAT code', 'ledger account': 'ledger account' },
    none: 'none',
    fieldColumns: ['Step', 'Field', 'Before', 'After', 'Such as', 'Records'],
    otherValues: 'other values',
    outcomeColumns: ['Step', 'Outcome before', 'Outcome after', 'Such as', 'Records'],
    periodColumns: ['Period', 'VAT code', 'Lines', 'Before', 'After', 'Difference'],
    placeColumns: ['VAT code', 'Ledger account', 'Lines', 'Before', 'After', 'Difference'],
    notKnown: (lines: string) => ` (${lines} not known)`,
  },
};

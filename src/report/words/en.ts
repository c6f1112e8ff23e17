import { deskEn } from './desk.en.ts';
import {
  amountIn,
  countryIn,
  dateIn,
  type LeftOver,
  listIn,
  moneyIn,
  type Nouns,
  nounsIn,
  type PauseWords,
  timeIn,
} from './forms.ts';
import { inEnglish, phraseInEnglish } from './in-words.ts';
import { planEn } from './plan.en.ts';
import { severalOf } from './resource-nouns.ts';

const locale = 'en-GB';

/** The words for what pages count, one and several. */
const nouns: Nouns = {
  administration: ['administration', 'administrations'],
  chart: ['chart', 'charts'],
  day: ['day', 'days'],
  difference: ['difference', 'differences'],
  document: ['document', 'documents'],
  edit: ['edit', 'edits'],
  error: ['error', 'errors'],
  field: ['field', 'fields'],
  flow: ['flow', 'flows'],
  hour: ['hour', 'hours'],
  key: ['key', 'keys'],
  kind: ['kind', 'kinds'],
  line: ['line', 'lines'],
  minute: ['minute', 'minutes'],
  move: ['move', 'moves'],
  notice: ['notice', 'notices'],
  outcome: ['outcome', 'outcomes'],
  pause: ['pause', 'pauses'],
  period: ['period', 'periods'],
  place: ['place', 'places'],
  problem: ['problem', 'problems'],
  record: ['record', 'records'],
  row: ['row', 'rows'],
  step: ['step', 'steps'],
  sum: ['sum', 'sums'],
  total: ['total', 'totals'],
  warning: ['warning', 'warnings'],
};

const { count, counted, moreOf } = nounsIn(locale, nouns, (number, noun) => `${number} more ${noun}`);
const amount = amountIn(locale);
/** ` and 3 more`; nothing for none. */
const andMore = (more: number): string => (more > 0 ? ` and ${amount(String(more))} more` : '');

/** What bookkeepers read, in English. */
export const en = {
  language: 'en' as 'en' | 'nl',
  /** `1 record`, `1,200 records`. */
  count,
  /** The same with words from elsewhere: `counted(2, ['order', 'orders'])`. */
  counted,
  /** `1,240.00` of a decimal text. */
  amount,
  /** `€ 1,240.00`; of a difference `€ +1,240.00`. */
  ...moneyIn(amount),
  /** `5 December 2026` of `2026-12-05`. */
  date: dateIn(locale),
  /** `5 December 2026 at 13:00` on Dutch clocks, of epoch ms. */
  time: timeIn(locale),
  /** `a, b and c`. */
  list: listIn(locale),
  /** `a, b, c, d, e and 3 more`. */
  some: (shown: readonly string[], more: number) => `${shown.join(', ')}${andMore(more)}`,
  andMore,
  /** What is said of rows that do not fit; `noun` is the English word for one. */
  more: (number: number, noun: string, where: string) => `… and ${moreOf(number, noun)}; ${where} has them all.`,
  country: countryIn(locale),
  /** `VAT codes` of the resource `vatcodes`; its name if nobody calls it otherwise. */
  resource: (name: string) => severalOf(name, 'en') ?? name,
  nouns,
  /** A message of the program, with its numbers, days and names as people write them, and translated where the language is another one. */
  said: (message: string) => inEnglish(message) ?? message,
  /** The same for a piece of a sentence. */
  phrase: (words: string) => phraseInEnglish(words) ?? words,
  see: (reference: string) => `See ${reference}`,
  reportFile: 'the report file',
  theLog: 'the log',

  verdict: {
    allInStep: (what: string) => `All in step: ${what}.`,
    nothingWritten: 'nothing had to be written',
    written: (what: string) => `Written: ${what}.`,
    wait: (what: string, one: boolean) => `${what} ${one ? 'waits' : 'wait'} for you.`,
    /** What the documents of each kind come to that wait; `several` = they are of several flows. */
    waitingMoney: {
      told: (sums: string, isKnown: boolean, several: boolean) =>
        `Documents that wait, with VAT: ${sums}${isKnown ? `; a part of that may be booked already${several ? ', and a sale may be in more than one of them' : ''}` : ''}.`,
      /** `unknown`: how many of them have no known amount; null = each has one. */
      sum: (money: string, documents: string, unknown: string | null) =>
        `${money} of ${documents}${unknown === null ? '' : ` (${unknown} without a known amount)`}`,
      unknown: (documents: string) => `${documents} without a known amount`,
    },
    soon: (what: string, one: boolean) => `${what} ${one ? 'is' : 'are'} tried again in the next run.`,
    stopped: (stopped: number, all: string, names: string) => `${stopped} of ${all} stopped: ${names}.`,
    stoppedAll: (names: string) => `${names} stopped.`,
    unknown: (what: string, _one: boolean) => `No flow found ${what} that you asked for.`,
    deleted: (what: string, one: boolean) =>
      `${what} ${one ? 'was deleted in its source and is' : 'were deleted in their source and are'} still in the other books; the summary says what to do.`,
    tasks: (what: string) => `Checks name something to do by hand for ${what}.`,
    progressLost:
      'There is no saved progress, though earlier runs were there: it was lost, or could not be saved. Every record is compared in full again, and what people corrected in the target is set back.',
    missed: 'What was deleted in the source some time ago is not known; the summary says of which days.',
    wrong: 'The run did not end well.',
    notCopied: 'The logins have no second copy.',
    apart: (what: string, fresh: string) => `${what} between the books${fresh}.`,
    equal: (what: string) => `${what} compared: all equal.`,
    near: (what: string) =>
      `${what} compared: none is off by more than its tolerance, but the totals differ: see "Totals that differ".`,
    booked: (money: string) => `${money} booked (without VAT)`,
    linked: (documents: string, money: string, one: boolean) =>
      `Linked: ${documents} that ${one ? 'was' : 'were'} there already, ${money} (without VAT).`,
  },

  rest: {
    why: {
      time: 'The time of this run was up',
      token: 'The access token of the tokens job has ended',
      calls: 'The calls that a first load may use today are used up',
      limit: 'The limit of a run was reached',
      since: 'The limit of a run was reached',
      guard: 'A guard stopped a flow of the same records',
    },
    lost: (time: string) =>
      `The last run was lost before it ended, or is still at work, and what it sent last may still be stored. So this run did nothing; the first run after ${time} (Dutch time) goes on.`,
    /** Of the records of one flow. */
    done: (done: string, all: string) => `${done} of ${all}`,
    goesOn: (what: string, time: string | null) =>
      `${what} are done; the rest follows in the next runs${time === null ? '' : `, in about ${time}`}`,
    again: (what: string) => `${what} are done; run it once more with the same since for the rest`,
    againOf: (flows: string) => `run it once more with the same since for the rest of ${flows}`,
    follows: (flows: string, one: boolean) => `${flows} ${one ? 'follows' : 'follow'} in the next runs`,
    guarded: (flows: string, one: boolean) =>
      `${flows} ${one ? 'waits' : 'wait'} until that is approved, or the guard is raised`,
  },

  merged: {
    good: (all: string) => `${all} in step.`,
    goodOf: (number: number, all: string) => `${number} of ${all} in step.`,
    open: (names: string, one: boolean) => `${names} ${one ? 'needs' : 'need'} a look.`,
    part: (names: string, one: boolean) => `${names} ${one ? 'was' : 'were'} synced only in part.`,
    spent: (names: string, one: boolean) =>
      one
        ? `${names} has no calls left for now, and goes on by itself.`
        : `${names} have no calls left for now, and go on by themselves.`,
    late: (names: string, one: boolean) => `${names} ${one ? 'is' : 'are'} not done yet, and the next runs go on.`,
    bad: (names: string, one: boolean) => `${names} ${one ? 'was' : 'were'} not synced.`,
    columns: ['Administration', 'How it went', 'New', 'Changed', 'Waiting', 'Calls'],
    damaged: (names: string, one: boolean) => `The ${one ? 'report' : 'reports'} of ${names} cannot be read.`,
    earlier: (names: string, one: boolean) =>
      one
        ? `The report of ${names} is from an earlier attempt: if its job ran again, look at the log of the job.`
        : `The reports of ${names} are from an earlier attempt: if their jobs ran again, look at the logs of the jobs.`,
    fromAttempt: (attempt: number) => `From attempt ${attempt}`,
    noReport: 'There is no report: its job did not get to its end. Look at the log of the job.',
    isDamaged: 'Its report is damaged, so it does not say how it went. Look at the log of the job.',
  },

  paused: {
    title: 'Paused',
    everything: 'Everything',
    record: (reference: string) => `, record ${reference}`,
    holds: ({ until, by, why, goesOn, place }: PauseWords) =>
      ` is paused up to and including ${until} by ${by}: ${why} (goes on by itself on ${goesOn}; ${place})`,
    isOver: (until: string, place: string) => `: the pause ended on ${until}. Remove its line (${place}).`,
    all: 'All flows of this run are paused: nothing was read or written.',
    some: (flows: string, one: boolean) => `${flows} ${one ? 'is' : 'are'} paused.`,
    flow: '(paused)',
  },

  alarm: {
    wellAgain: (what: string) => `All is well again: ${what}.`,
    silent: (system: string, why: string, time: string) => `${system} does not answer (${why}), since ${time}.`,
    began: (time: string) => `It began on ${time}.`,
    young: 'The next runs try again, and you get a mail if it lasts.',
    answers: (systems: string, one: boolean) => `${systems} ${one ? 'answers' : 'answer'} again.`,
    reminder: 'Reminder: what was told before still stands.',
    quiet: (day: string) => `Nothing new: the next reminder comes on ${day}.`,
  },

  freshness: {
    fresh: (time: string) => `The books are fresh: a sync went well on ${time}.`,
    begins: 'No sync has gone well yet, and none is overdue.',
    notFresh: (file: string, hours: string, time: string) =>
      `No run of ${file} has gone well for ${hours} or more: the last one was on ${time}.`,
    neverGood: (file: string) => `No run of ${file} that its schedule started has gone well yet.`,
    standstill: (time: string) => `Nothing has been synced since ${time}: runs start, and every flow stops.`,
    lookAtRuns:
      'Look at the newest runs of the sync. If there are none, look under Actions whether the workflow is enabled.',
    unknown: (file: string, why: string) => `It is not known whether ${file} runs: ${why}.`,
    givePermission: 'Give the job the permission actions: read. If GitHub is out of order, run it again later.',
    noWorkflow: 'No workflow in .github/workflows syncs, so there is nothing to watch.',
    writeWorkflow: 'Check out the repository before this step, or remove this workflow.',
    off: (file: string, state: string) => `GitHub does not start ${file}: it is ${state}.`,
    offByGitHub: (file: string) =>
      `GitHub switched the schedule of ${file} off, because the repository was not active.`,
    switchOn: 'Open the workflow under Actions and enable it.',
    loginEnds: (system: string, day: string) => `The login to ${system} ends on ${day} if no sync renews it.`,
    fixedLoginEnds: (system: string, day: string) => `The login to ${system} ends on ${day}, even if it is renewed.`,
    fixedLoginEnded: (system: string) => `The login to ${system} has probably ended: its days are over.`,
    logInAgain: 'Log in again with authorize, and put the new refresh token into its secret.',
    loginEnded: (system: string) => `The login to ${system} has probably ended: no sync renewed it in time.`,
    renewLogin: 'Let a sync run. If it says that the login is lost, log in again with authorize.',
    scheduleEnds: (day: string) =>
      `GitHub switches the schedules of this public repository off on ${day}, because nothing happens in it.`,
    keepActive: 'Push a commit, or make the repository private.',
  },

  todo: {
    title: 'What to do',
    waiting: (what: string, one: boolean) => `${what} ${one ? 'waits' : 'wait'}`,
    passing: (what: string, one: boolean) => `${what} failed and ${one ? 'is' : 'are'} tried again in the next run`,
    flowsStop: (names: string) => `${names} stopped`,
    run: 'The run did not end well',
    example: (record: string) => `For example, ${record}: `,
    action: 'What to do: ',
  },

  /** What deletions in the source leave to a person; what comes before is the number and the names of the records. */
  deletions: {
    stands: ({ one, from, target, isDocument }: LeftOver) =>
      `${one ? 'was' : 'were'} deleted in ${from}, and ${one ? 'is' : 'are'} still in ${target}. ${
        isDocument
          ? `Credit or delete ${one ? 'it there if it no longer holds' : 'them there if they no longer hold'}.`
          : `Put ${one ? 'it' : 'them'} out of use there if nobody needs ${one ? 'it' : 'them'} any more.`
      }`,
    refused: ({ one, from, target }: LeftOver, why: string) =>
      `${one ? 'was' : 'were'} deleted in ${from}, and could not be put out of use in ${target}: ${why}`,
    missed: (days: string) => `Deletions between ${days}`,
    compare: (from: string) =>
      `: ${from} no longer tells what was deleted between these days. Compare the documents of both sides, with a reconcile flow if one fits what this flow books: it finds what only the target has.`,
  },

  flows: {
    title: 'Flow by flow',
    columns: ['Flow', 'What', 'Looked at', 'New', 'Changed', 'Same', 'Left out', 'Waiting or failed'],
    stopped: '(stopped)',
    upTo: (time: string, except: string) =>
      `In step up to ${time} (Dutch time)${except === '' ? '' : `, except ${except}`}.`,
    whatWaits: 'what waits',
    rests: '(goes on)',
  },

  booked: {
    title: 'What was booked in this run',
    linkedTitle: 'What was booked already and was linked in this run',
    columns: ['Year', 'Period', 'VAT code', 'Documents', 'Without VAT', 'VAT', 'With VAT'],
    noCode: 'none',
    all: 'all',
    dated: (quarter: string) => `Dated in ${quarter}`,
    unknown: (lines: string) => `${lines} not known`,
    computed: (system: string) => `VAT computed by ${system}`,
    chart: 'Booked without VAT, by VAT code',
    others: 'others',
  },

  leftOut: {
    title: 'What was left out',
    noStep: 'nothing to write',
    line: (number: number, words: string) => `${number} left out: ${words}`,
  },

  notices: { title: 'What checks report' },

  compared: {
    title: 'Compared',
    columns: [
      'Flow',
      'Step',
      'What',
      'Compared',
      'Equal',
      'Missing',
      'Differ',
      'Ambiguous',
      'Only there',
      'Not compared',
    ],
    differences: (number: number) => `Differences (${number})`,
    differenceColumns: ['Record', 'Flow', 'Step', 'What', 'Source → target', 'New'],
    kinds: { missing: 'missing', differs: 'differs', ambiguous: 'ambiguous', failed: 'not compared' },
    onlyIn: (target: string) => `only in ${target}`,
    theTarget: 'the target',
    theSource: 'the source',
    isNew: 'new',
    maybe: (candidates: readonly string[]) => `may be ${candidates.join(' or ')}`,
    nothing: 'nothing',
    hidden: '(not shown)',
    moreFields: (number: number) => `and ${number} more`,
    lines: (name: string) => (/^\d+$/.test(name) ? `line ${name}` : `lines ${name}`),
    /** How many of the differences were not told before. */
    fresh: (isNew: number, all: number) =>
      isNew === 0 ? ' (told before)' : isNew === all ? ' (new)' : `, ${isNew} of them new`,
    told: (differences: string, fresh: string, kinds: string) => `${differences}${fresh}: ${kinds}.`,
    toldKinds: (
      target: string,
      numbers: Readonly<Record<'missing' | 'differs' | 'ambiguous' | 'only' | 'failed', number>>,
    ) =>
      [
        [numbers.missing, `missing in ${target}`],
        [numbers.differs, 'with other values'],
        [numbers.ambiguous, 'ambiguous'],
        [numbers.only, `only in ${target}`],
        [numbers.failed, 'not compared'],
      ] as readonly (readonly [number, string])[],
    /** `unsigned`: what differs without plus and minus, if that is not the balance. */
    toldSum: (balance: string, unsigned: string | null) =>
      ` The totals without VAT differ by ${balance}${unsigned === null ? '' : ` on balance, and by ${unsigned} without setting off plus and minus`}.`,
    /** Of what links.yml leaves out of a check. */
    skipped: (records: string) => `: not compared and in no total, because links.yml skips it: ${records}.`,
    worth: (reference: string, money: string) => `${reference} (${money} without VAT)`,
    openSummary: 'Open the job summary: it says what to do, and lists each of them.',
    /** Of what is found, by kind. */
    todo: {
      who: {
        missing: (what: string, one: boolean, target: string) => `${what} ${one ? 'is' : 'are'} missing in ${target}`,
        differs: (what: string, one: boolean) => `${what} ${one ? 'differs' : 'differ'}`,
        ambiguous: (what: string, one: boolean) => `${what} ${one ? 'is' : 'are'} ambiguous`,
        only: (what: string, one: boolean, target: string) => `${what} ${one ? 'is' : 'are'} only in ${target}`,
        failed: (what: string, _one: boolean) => `${what} could not be compared`,
      },
      next: {
        missing: (target: string, _source: string, isDocument: boolean) =>
          `If the summary of the last sync says that it waits, do what it says there. Else start the sync with its number in the input records${isDocument ? "; for the invoice of an order that is the order's number" : ''}. The sync then makes it, or says why it waits. If you enter it in ${target} by hand instead, ${isDocument ? 'use the number in the list of differences, and ' : ''}first set the record to "skip" in links.yml, under the name of the flow that makes it, so that no sync makes it as well.`,
        differs: () =>
          'Check in both systems which value is right, and correct the other one by hand. The list of differences shows the values, except personal ones.',
        differsBooked: (target: string, source: string) =>
          `Check in ${source} and in ${target} which of both is right, and correct the other one by hand; if it was sent to the customer or is in a VAT return, reverse it and book it again. The list of differences shows the values, except personal ones.`,
        ambiguous: (target: string) =>
          `More than one record of ${target} may be it. Say in links.yml which one it is, or set it to "skip" there.`,
        only: (target: string, source: string) =>
          `Find out who made each one, and why. Look first whether ${source} has it as a concept, on hold, under another number or in another period. Enter in ${source} what belongs in both books, and reverse in ${target} what does not.`,
      },
    },
  },

  totals: {
    apart: 'Totals that differ',
    agree: (number: number) => `Totals that agree: ${number}`,
    within: (references: string) => `Off by a few cents, within the tolerance of one document: ${references}.`,
    notCounted: (references: string) => `Not compared, so in no total: ${references}.`,
    columns: [
      'Step',
      'Year',
      'Period',
      'VAT code',
      'Source',
      'Target',
      'Difference',
      'VAT source',
      'VAT target',
      'VAT difference',
      'Not counted',
    ],
  },

  warnings: 'Warnings',

  state: {
    title: 'Calls and logins',
    columns: ['System', 'Calls of this run', 'Left today', 'Log in again by'],
    unknown: 'not known',
    login: (day: string, isFixed: boolean) => (isFixed ? day : `${day}, or sooner if no run succeeds`),
  },

  details: {
    title: 'Details',
    records: (number: number) => `Every record that waits or failed (${number})`,
    recordColumns: ['Record', 'Flow', 'Step', 'Code', 'Reason', 'What to do', 'Tries', 'Next try'],
    nextRun: 'in the next run',
    steps: 'Steps',
    stepColumns: ['Flow', 'Step', 'Read', 'Created', 'Updated', 'Unchanged', 'Skipped', 'Failed'],
    calls: 'Calls by method and resource',
    callColumns: ['Call', 'Times'],
    took: (seconds: string, from: string, version: string) =>
      `Took ${seconds} s, from ${from} Dutch time; version ${version}.`,
  },

  failure: {
    early: (problems: string) => `The run ended early: ${problems}.`,
    notBegun: (problems: string) => `The run did not begin, and nothing was written: ${problems}.`,
  },

  annotations: {
    alarm: 'Alarm',
    warning: 'Warning',
    more: (problems: string) => `${problems} more in the job summary.`,
  },

  plan: planEn,

  desk: deskEn,
};

import type { Language } from '../../errors/language.ts';
import { en as english } from '../../report/words/en.ts';
import { nl as dutch } from '../../report/words/nl.ts';

/** What `history` and `why` say, in English. */
const en = {
  count: english.counted,
  time: english.time,
  field: english.plan.field,
  event: ['event', 'events'] as readonly [string, string],
  run: ['run', 'runs'] as readonly [string, string],
  none: (reference: string, runs: string) =>
    `No event of ${reference} in ${runs}. A record that stays as it is has none.`,
  all: (reference: string, events: string, runs: string) => `${reference}: ${events} in ${runs}. Times are Dutch.`,
  by: (flow: string, step: string, through: string | undefined) =>
    `by ${flow}, step ${step}${through === undefined ? '' : `, for ${through}`}`,
  fields: (fields: string) => `fields: ${fields}`,
  inRun: (run: string, administration: string | null) =>
    `in ${run}${administration === null ? '' : `, administration ${administration}`}`,
  see: (screen: string) => `see ${screen}`,
  neverWritten: (field: string, reference: string, runs: string) => `None of ${runs} wrote ${field} of ${reference}.`,
  meant: (field: string) => ` Did you mean ${field}?`,
  whatHappened: (reference: string) => `What happened to it: exact-asperion-sync history ${reference}`,
  lastWritten: (field: string, name: string, time: string, isNew: boolean) =>
    `${field} of ${name} was last written on ${time} Dutch time, when the record was ${isNew ? 'created' : 'updated'}.`,
  flowOf: (flow: string, step: string) => `flow      ${flow}, step ${step}`,
  runOf: (run: string) => `run       ${run}`,
  noCommit: 'The run does not say which commit its mappings had.',
  mappingsOf: (commit: string) => `mappings  of commit ${commit}`,
  notShown: (why: string) => `The rule cannot be shown: ${why} Name the folder of the mappings with --mappings.`,
  noRule: (field: string, flow: string, step: string) =>
    `The mappings have no rule for ${field} in ${flow}, step ${step}, any more.`,
  rule: (field: string, place: string) => `Rule of ${field}, ${place}`,
  tables: (files: string) => `table     ${files}`,
  commit: (commit: string) => `commit    ${commit}`,
  noPull: 'No merge names a pull request for this commit.',
  pull: (number: string) => `pull request #${number}`,
  changed: (file: string, commit: string) => `${file} has changed since that run: git diff ${commit} -- ${file}`,
  shipped: (version: string) => `It comes with the action, version ${version}.`,
  shippedThen: (then: string, now: string) =>
    `It comes with the action. That run used version ${then}; this is the rule of version ${now}.`,
  noCheckout: 'This folder is no git checkout, so the commit behind the rule is not known.',
  notCommitted: (place: string) => `${place} is not committed yet.`,
  shallow: 'This checkout has only the newest commits: `git fetch --unshallow` gets the one behind the rule.',
};

/** What `history` and `why` say. A text that a language lacks does not compile. */
export type ActivityWords = typeof en;

/** The same in Dutch. */
const nl: ActivityWords = {
  count: dutch.counted,
  time: dutch.time,
  field: dutch.plan.field,
  event: ['gebeurtenis', 'gebeurtenissen'],
  run: ['run', 'runs'],
  none: (reference, runs) =>
    `Geen gebeurtenis van ${reference} in ${runs}. Een record dat blijft zoals het is, heeft er geen.`,
  all: (reference, events, runs) => `${reference}: ${events} in ${runs}. Tijden zijn Nederlands.`,
  by: (flow, step, through) => `door ${flow}, stap ${step}${through === undefined ? '' : `, voor ${through}`}`,
  fields: (fields) => `velden: ${fields}`,
  inRun: (run, administration) => `in ${run}${administration === null ? '' : `, administratie ${administration}`}`,
  see: (screen) => `zie ${screen}`,
  neverWritten: (field, reference, runs) => `In ${runs} is ${field} van ${reference} niet geschreven.`,
  meant: (field) => ` Bedoelde u ${field}?`,
  whatHappened: (reference) => `Wat ermee is gebeurd: exact-asperion-sync history ${reference} --language nl`,
  lastWritten: (field, name, time, isNew) =>
    `${field} van ${name} is het laatst geschreven op ${time} Nederlandse tijd, toen het record werd ${isNew ? 'aangemaakt' : 'gewijzigd'}.`,
  flowOf: (flow, step) => `flow      ${flow}, stap ${step}`,
  runOf: (run) => `run       ${run}`,
  noCommit: 'De run zegt niet welke commit de mappings hadden.',
  mappingsOf: (commit) => `mappings  van commit ${commit}`,
  notShown: (why) => `De regel kan niet worden getoond: ${why} Noem de map met mappings met --mappings.`,
  noRule: (field, flow, step) => `De mappings hebben geen regel meer voor ${field} in ${flow}, stap ${step}.`,
  rule: (field, place) => `Regel van ${field}, ${place}`,
  tables: (files) => `tabel     ${files}`,
  commit: (commit) => `commit    ${commit}`,
  noPull: 'Geen merge noemt een pull request voor deze commit.',
  pull: (number) => `pull request #${number}`,
  changed: (file, commit) => `${file} is sinds die run gewijzigd: git diff ${commit} -- ${file}`,
  shipped: (version) => `De regel komt met de action mee, versie ${version}.`,
  shippedThen: (then, now) =>
    `De regel komt met de action mee. Die run gebruikte versie ${then}; dit is de regel van versie ${now}.`,
  noCheckout: 'Deze map is geen checkout van git, dus de commit achter de regel is niet bekend.',
  notCommitted: (place) => `${place} is nog niet gecommit.`,
  shallow: 'Deze checkout heeft alleen de nieuwste commits: `git fetch --unshallow` haalt die achter de regel op.',
};

/** What `history` and `why` say in a language. */
export const activityWords = (language: Language): ActivityWords => ({ en, nl })[language];

/** What the desk says in issues, answers and pull requests. */
export const deskEn = {
  label: 'One issue per cause, opened and closed by exact-asperion-sync',
  labelOfOne: (company: string) => `Issues of exact-asperion-sync about ${company}`,
  since: (day: string) => `waits since ${day}`,
  records: 'Records',
  retryAll: 'retry all',
  retry: (record: string) => `retry ${record}`,
  skip: (record: string) => `skip ${record}`,
  pin: (record: string, target: string) => `${record} is ${target} in the target`,
  pinNew: (record: string) => `${record} has no record in the target yet: make a new one`,
  tickPin: 'Tick below which record of the target it is.',
  newRecord: 'a new record',
  moreRecords: (number: number) => `… and ${number} more: *retry all* includes them.`,
  howTo:
    '*retry*: the next sync tries the record again. *skip*: a pull request takes the record out of the sync. You can also write a comment: `/retry NUMBER`, `/retry all`, `/skip NUMBER`, `/why NUMBER`, `/map TABLE KEY=VALUE`.',
  howToPin:
    '*… in the target*: a pull request says in links.yml which record of the target it is, or that it gets a new one.',
  acted: (time: string) => `The ticked boxes were last acted upon on ${time} (Dutch time).`,
  candidates: (list: string) =>
    `What it may be (${list}). Copy the right command into a comment: it opens a pull request with the row.`,
  means: (key: string, name: string) => `In the source, ${key} is called "${name}".`,
  checkFirst: (key: string, above: string) =>
    `First check in the source that ${key} is right with ${above}; if it is a mistake, correct it there and add no row.`,
  noCandidate: (list: string, usage: string) =>
    `No entry of the list (${list}) fits by itself. Write the right one in a comment: ${usage} opens a pull request with the row.`,
  rowOfOne: (company: string) =>
    `The row goes into the tables of ${company} itself. If it holds for all companies, write it into the common table yourself.`,
  holdsFor: (companies: string) => `The row holds for ${companies} only.`,
  because: {
    'same code and name': 'same code and name',
    'it names this code': 'it names this code',
    'same code, other name': 'same code, other name',
    'same name, other code': 'same name, other code',
    'same rate and kind': 'same rate and kind',
    'same rate; the kind is read from the name': 'same rate; the kind is read from the name',
    'same number of days': 'same number of days',
    'paid the same way': 'paid the same way',
    'same code': 'same code',
    'same name': 'same name',
    'another word for it': 'another word for it',
  },
  more: (number: number) =>
    `${number} more causes have no issue of their own yet. They get one when others are solved. Many at once often have one reason: look at the first ones.`,
  moreTitle: 'More causes than there are issues for',
  gone: (run: string) => `Nothing waits for this any more since [this run](${run}).`,
  answers: {
    mayNot: 'Only people with write access to this repository can do this here.',
    unlisted:
      'Nothing was done. No sync reads this issue any more, because settings.yml lists other companies than before. Close it: what still waits has another issue, or gets one in the next sync.',
    unknown: (command: string, meant: string | null) =>
      `There is no command ${command}. ${meant === null ? 'There are: `/retry NUMBER`, `/retry all`, `/skip NUMBER`, `/why NUMBER`, `/map TABLE KEY=VALUE`.' : `Did you mean ${meant}?`}`,
    onlyBox: 'Nothing was done. For a new record, tick its box in the issue, or write `new` for it in links.yml.',
    usage: (usage: string) => `Write it like this: ${usage}`,
    usages: {
      '/retry': '`/retry 26013`, `/retry 26013 26014` or `/retry all`',
      '/skip': '`/skip 26013` or `/skip 26013 26014`',
      '/why': '`/why 26013` or `/why 26013 26014`',
      '/map': '`/map payment-conditions 14=2`, or `/map vat-codes NL/5=12` for a table with two levels',
    },
    notHere: (records: string) => `This issue has no box for ${records}.`,
    retry: (records: string) => `The next sync tries again: ${records}.`,
    all: 'all records of this issue',
    noRecords: 'This issue has no records to try again: the next sync runs without being asked.',
    skipped: (records: string, link: string) => `To skip ${records}, merge ${link}.`,
    pinned: (pairs: string, link: string) => `To settle which record of the target it is, ${pairs}, merge ${link}.`,
    oneOnly: (record: string) => `More than one box is ticked for ${record}: tick the right one alone.`,
    skippedToo: (records: string) => `It also skips ${records}.`,
    pinnedToo: (pairs: string) => `It also settles ${pairs}.`,
    mapped: (row: string, link: string) => `To add the row ${row}, merge ${link}.`,
    mappedToo: (rows: string) =>
      `It adds ${rows} as well: check each row that you did not ask for, because it may be a guess.`,
    guessed: (row: string, why: string, link: string) =>
      `A first proposal is the row ${row} (${why}). Check it, then merge ${link}; or copy another command of the list above into a comment, which changes the pull request.`,
    again: 'After the merge, the next sync tries the records again by itself.',
    same: 'The file has this already: nothing to change.',
    thePull: (url: string) => `[this pull request](${url})`,
    theBranch: (url: string) =>
      `the change on [this branch](${url}): open the pull request there, because GitHub Actions may not open pull requests in this repository`,
    checks:
      'Checks do not start by themselves on a pull request that a workflow opened: close and reopen it to start them.',
    noTable: (table: string, meant: string | null) =>
      `There is no table ${table}.${meant === null ? '' : ` Did you mean ${meant}?`}`,
    notInList: (value: string, list: string, entries: string, file: string) =>
      `The list (${list}) has no ${value} that can be used. It has: ${entries}. If ${value} was added after this issue was opened, write the row in ${file} yourself.`,
    taken: (key: string, file: string) => `${file} has a row for ${key} already: change it there.`,
    wrong: (problem: string) => `With this row the mappings would be wrong: ${problem}`,
    why: (record: string, what: string) => `${record} waits: ${what}`,
    whyNot: (record: string) => `No open issue of the sync names ${record}.`,
    rule: (place: string) => `It is decided at ${place}.`,
    ruleOfAction: (place: string) => `It is decided at ${place}, which comes with the action.`,
    failed: (why: string) => `This did not work: ${why}.`,
  },
  pulls: {
    skip: (number: number) => `Skip records that wait (issue ${number})`,
    pins: 'Pin records in links.yml',
    skipsAndPins: 'Skip or pin records in links.yml',
    pinBody: (pairs: string, issue: number) =>
      `Says which record of the target it is: ${pairs}. The sync links the two and brings what differs, or makes the new record. Asked for in #${issue}.`,
    skipBody: (records: string, issue: number, numbers: string) =>
      `The sync will leave these records alone: ${records}. Asked for in #${issue}. Book by hand what belongs in the books, under the number that the sync would give it${numbers}: then no other flow books it a second time.`,
    asked: (issue: number) => `Asked for in #${issue}.`,
    guess: (issue: number) => `Proposed because of #${issue}. This row is a guess: check it before you merge.`,
    map: (row: string, table: string) => `Map ${row} in ${table}`,
    mapMore: (table: string) => `Map several values in ${table}`,
    mapBody: (row: string, table: string) => `Adds the row ${row} to the table ${table}.`,
  },
};

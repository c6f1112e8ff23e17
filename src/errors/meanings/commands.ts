import type { CodesOf, CodesWithPart, Meanings } from './meaning.ts';

/** What the codes mean that are about the workflow, the command line, or a run that a person must look at first. */
export const commandMeanings: Meanings<Exclude<CodesOf<'config'>, CodesWithPart>> = {
  ACTIVITY_DAMAGED: {
    means: 'A line of a downloaded activity log cannot be read, and only the others are used.',
    todo: 'Download the file again. If a newer version wrote it, read it with that version.',
  },
  ACTIVITY_MISSING: {
    means: 'There is no activity log to read in the folder.',
    todo: 'Download the logs as docs/history.md says, and name their folder with `--log`.',
  },
  ADOPT_DIFFERS: {
    means: 'The copied mappings, built on the shipped ones, would not say the same as before; nothing was changed.',
    todo: 'Name the shipped mappings of the version that was copied with `--from`.',
  },
  ADOPT_TWICE: {
    means: 'The folder builds on other mappings already.',
    todo: 'Nothing: `mappings list` shows what it builds on.',
  },
  ANSWER_MISSING: {
    means: '`init` needs answers, and there is no terminal to ask on.',
    todo: 'Write the lines that it shows into a file, correct them, and give it with `--answers FILE`.',
  },
  ASKS_PERSONAL: {
    means:
      'An edit makes what becomes of a record depend on the data of persons in a new way, so that its plan would tell them to anybody who may propose an edit.',
    todo: 'Let somebody plan it who may read those data, with the input reveal. The flow is not compared; the others are.',
  },
  ASSUMPTION_CONTRADICTED: {
    means: 'An API does not work the way this flow needs, so the flow stopped before it wrote; the others go on.',
    todo: 'Write the line of the message into settings.yml. `doctor` tests it again.',
  },
  BAD_REDIRECT_URI: {
    means: 'The redirect address cannot be one for this system.',
    todo: 'Give it exactly as it is registered with the app; the message says which kind of address the system takes.',
  },
  BAD_REPOSITORY: { means: 'What was given is not the name of a repository.', todo: 'Write it like OWNER/NAME.' },
  BAD_URL: {
    means: 'An address in the inputs is not a plain web address.',
    todo: 'Write it like https://host.example, without a user, a query or a fragment.',
  },
  CLOCK: {
    means: 'The clock of the machine that runs the action is more than a day off, by the time that the systems tell.',
    todo: 'Set the clock of your own runner by a time server (NTP), and start the run again. Nothing was read or written.',
  },
  COMMAND_NOT_BUILT: {
    means: 'The command only runs as a GitHub Action.',
    todo: '`--help` lists the commands. A sync runs in the workflow; here, `plan` shows what it would do.',
  },
  CONFIG: { means: 'Something in the configuration is wrong.', todo: 'Read the messages around it.' },
  FRESHNESS_UNKNOWN: {
    means: 'The mode `freshness` could not find out whether the sync runs, so it is red.',
    todo: 'Give the job `actions: read` and `contents: read`, and check out the repository before the step.',
  },
  GUARD_EXCEEDED: {
    means: 'The flow would create or change more records than its `guard` allows, so it wrote nothing.',
    todo: 'Read the plan. If it is right, run once with the `approve` of the message, raise `guard` in the flow, or split the work with `limit` in the flow.',
  },
  INPUT_ENDED: {
    means: 'The input ended before every question was answered; nothing was set.',
    todo: 'Run the command again on a terminal.',
  },
  INSECURE_URL: {
    means: 'An address is not https, so nothing was sent there.',
    todo: 'Begin it with https://. Plain http is only accepted for this machine.',
  },
  LEDGER_BROKEN: {
    means: 'A downloaded activity log is not as it was written, or the log of a run is missing.',
    todo: 'Download it again. If it stays, compare the run with its log on GitHub, which shows the hash.',
  },
  LOGIN_ENDS: {
    means:
      'The login to a system ends within a week, or has ended: no sync has renewed it for some time, or renewals do not prolong it (`loginDays` in settings.yml).',
    todo: 'If syncs go well, log in again with `authorize` before that day. If none did, find out why, and log in again if the login is lost already.',
  },
  MAPPINGS_TOO_LARGE: {
    means:
      'The mappings of a pull request, and what they make of the records, take too much memory; the plan was stopped.',
    todo: 'Look in the change for texts and lists that grow, and for files with very many keys.',
  },
  MAPPINGS_TOO_SLOW: {
    means: 'The mappings of a pull request kept the plan busy without an end, so it was stopped.',
    todo: 'Look in the change for lists within lists, and for files with very many keys.',
  },
  MISSING_INPUT: {
    means: 'An input that this mode needs is missing or empty.',
    todo: 'Set it under `with:` in the workflow. A secret that does not exist arrives empty, and so do all in a pull request from a fork.',
  },
  NOT_APPROVED: {
    means: 'A sync with `approve` would write something else than the plan showed, so the flow wrote nothing.',
    todo: 'Plan again, look at what changed, and approve what the new plan shows.',
  },
  NOT_DEFAULT_BRANCH: {
    means:
      'A sync was started for a pull request, or on another branch than the default one, with mappings that nobody has approved.',
    todo: 'Merge first. `mode: plan` works there.',
  },
  NOT_FRESH: {
    means: 'No sync has gone well for longer than `freshness.hours` in settings.yml allows.',
    todo: 'Look at the newest runs of the sync. If there are none, start one by hand.',
  },
  NO_ANSWER: { means: 'Nothing was entered.', todo: 'Type or paste the answer and press Enter.' },
  NO_BUNDLE: { means: 'The built action that the demo runs is missing.', todo: 'Make it with `npm run build`.' },
  NO_CHOICE: { means: 'The answer is not a number in the list.', todo: 'Enter one of the numbers shown.' },
  NO_PLACE: {
    means: 'There is no safe place for the refresh token: it is shown on a terminal only.',
    todo: 'Run `authorize` on a terminal, or with `--output FILE`, or with `gh` logged in and the environment created.',
  },
  OPTION_VALUE: {
    means: 'An option of a command lacks its value, is given twice, or has a value that it does not take.',
    todo: 'Correct it; `--help` of the command shows how.',
  },
  OUTPUT_FILE: {
    means: 'The file for the secrets exists already or cannot be written.',
    todo: 'Name a new file in a folder that you may write to.',
  },
  PAUSED: {
    means:
      'A record that the input `records` names is paused, or every flow that could have it is, or a flow that the input `approve` names, so nothing was done.',
    todo: 'Take it out of paused.yml or out of the input; after the last day of the pause it goes on by itself.',
  },
  PLAN_NOT_WRITTEN: {
    means: 'The plan could not be written to the file that was named.',
    todo: 'Name a file in a folder that exists and that you may write to.',
  },
  REPORT_MISSING: {
    means: 'The job of a company left no report, or a damaged one: it did not start, or it was stopped before its end.',
    todo: 'Look at the log of its job. The next run syncs it, too.',
  },
  REPORT_NOT_WRITTEN: {
    means:
      'The report, the job summary or the outputs could not be written to their file; what the run synced is saved.',
    todo: 'Name a file in a folder that exists and that you may write to; on a runner of your own, make room on its disk.',
  },
  REQUEST_UNSENDABLE: {
    means: 'A secret or a setting holds a character that cannot be sent, such as a line break.',
    todo: 'Look for line breaks and blanks in the secrets and settings of this system, and set them again.',
  },
  SANDBOX_CLOSED: {
    means: 'No sandbox is open at the port, or it ended before the run did.',
    todo: 'Open one in another terminal: `exact-asperion-sync sandbox`. If its page has another port, name that with `--port`.',
  },
  SANDBOX_PORT: {
    means: 'A port that the sandbox needs is taken by another program.',
    todo: 'End the other sandbox, or choose other ports with `--port`.',
  },
  SANDBOX_ROW: {
    means: 'A record that was put into the servers of the sandbox is not one that the system could hold.',
    todo: 'Correct its name, its fields or its id.',
  },
  SANDBOX_RUN: {
    means: 'The sandbox cannot run the action in this folder.',
    todo: 'Change to the folder that is your repository, and name a folder of mappings in it.',
  },
  SCHEDULE_ENDS: {
    means:
      'GitHub soon switches the schedules of this public repository off, because nothing has happened in it for almost 60 days.',
    todo: 'Push a commit, or make the repository private. The watching workflow would be switched off, too.',
  },
  SCHEDULE_OFF: {
    means: 'GitHub does not start the workflow that syncs: somebody or GitHub itself disabled it.',
    todo: 'Open the workflow under Actions and enable it.',
  },
  SEARCH_NOT_WORKING: {
    means:
      'A record that was created, in this run or an earlier one, is not found by its key, so the flow stopped before it could create records twice.',
    todo: 'Search for it by hand some minutes later: if it is found then, that system’s search lags. If not, check the settings that the message names, and whether the system keeps this field as it was sent; `doctor` tests both.',
  },
  SECRET_ARGUMENT: {
    means: 'A secret was given as an argument, where shells keep it in their history.',
    todo: 'Make a new one if it was real. Give it as a variable, or leave it out to be asked.',
  },
  STATE_KEY_SHORT: {
    means: 'The state key is too short to protect the saved state.',
    todo: 'Put a long random text into the secret, such as the output of `openssl rand -base64 48`.',
  },
  STOPPED: { means: 'You stopped the command; nothing was set.', todo: 'Run it again when you are ready.' },
  TARGETS_GONE: {
    means: 'Many linked records are gone from the target at once, so none of them was created again.',
    todo: 'Find out why in the target. If they were deleted on purpose, name the source records in the input `records`.',
  },
  UNKNOWN_ADMINISTRATION: {
    means: 'The input administration names a company that settings.yml does not list.',
    todo: 'Use a name in the list administrations of settings.yml, or add the company there.',
  },
  UNKNOWN_ARGUMENT: {
    means: 'A command got an argument where it takes options only.',
    todo: 'Remove it, or write the option before it; `--help` of the command lists them.',
  },
  UNKNOWN_COMMAND: { means: 'There is no such command.', todo: '`--help` lists the commands.' },
  UNKNOWN_MODE: { means: 'The input `mode` names no mode.', todo: 'Use one of the modes in the message.' },
  UNKNOWN_OPTION: { means: 'The command has no such option.', todo: '`--help` of the command lists its options.' },
  UNKNOWN_SYSTEM: { means: 'There is no such system.', todo: 'Use one of the names in the message.' },
  WRONG_INPUT: {
    means: 'An input has a value that it cannot have, or it does not go with another input.',
    todo: 'Correct it as the message says.',
  },
  WRONG_PASTE: {
    means: 'What was pasted is not the address that the login ends at.',
    todo: 'After the login, copy the whole address from the address bar of the browser.',
  },
  WRONG_STATE: {
    means: 'The pasted address belongs to another login than the one just begun.',
    todo: 'Open the address that the command shows now, log in there, and paste where that login ends.',
  },
};

import type { CodesOf, Meanings } from './meaning.ts';

const TRIES_AGAIN = 'Nothing: the next run goes on from the same place.';
const START_OVER = 'To start over without it, run once with `accept-state: once`.';

const accessMeanings: Meanings<CodesOf<'access'>> = {
  AUTHORISATION_EXPIRED: {
    means: 'The login of a system has expired, because no run renewed it in time.',
    todo: 'Log in again with `authorize`. Nothing is synced twice.',
  },
  CLIENT_REFUSED: {
    means: 'A system does not accept the client id and secret of the app.',
    todo: 'Copy both again from where the app is registered, into the secrets or into `authorize`.',
  },
  CODE_REFUSED: {
    means:
      'The system does not accept the code at the end of a login: it was used, is too old, or the redirect address differs.',
    todo: 'Run `authorize` again and paste the address at once. The redirect address must be exactly the registered one.',
  },
  FORBIDDEN: {
    means: 'The user or the app may not read or write this resource in this administration.',
    todo: 'Give the user the right and the module or package in that system, and the app its scope; `doctor` lists what is missing.',
  },
  FOREIGN_ADDRESS: {
    means: 'A system named the next page of a list on another host, and a token is not sent there.',
    todo: 'Set the address of that system in the workflow to the host that answers for your administration.',
  },
  GH_FAILED: {
    means: 'GitHub’s command line (`gh`) could not set a secret or a variable.',
    todo: 'Run `authorize` again after `gh auth login`, or with `--output FILE`, which needs no `gh`.',
  },
  LOGIN_DENIED: {
    means: 'The login ended without access being given.',
    todo: 'Run `authorize` again and allow the app its access.',
  },
  LOGIN_NOT_COPIED: {
    means:
      'The second copy of the logins could not be written to the secrets of the GitHub environment; the flows go on without it.',
    todo: 'Make a new token for `secrets-token` with the permission "Environments" (write) for this repository, or correct `secrets.environment` in settings.yml. Until then, a lost state costs both logins.',
  },
  NO_ADMINISTRATION: {
    means: 'The login works, but its user sees no active administration, or not the one that was asked for.',
    todo: 'Log in as a user who has this administration, and choose it if the system asks.',
  },
  NO_REFRESH_HERE: {
    means: 'The access token has expired, and only runs on the default branch renew it.',
    todo: 'Run it on the default branch.',
  },
  NO_REFRESH_TOKEN: {
    means: 'The login gave no refresh token, so runs could not go on by themselves.',
    todo: 'Read the hint of the message: it names what this system’s login needs. Then run `authorize` again.',
  },
  READ_REFUSED: {
    means: 'A system refused to read a resource; its own words are in the message.',
    todo: 'Check that the administration has this module. If the address of the resource is wrong, `doctor` says which line in settings.yml sets it.',
  },
  REFRESH_REFUSED: {
    means:
      'The refresh token is no longer accepted: it was used elsewhere, access was withdrawn, or the saved state with the newer one is missing.',
    todo: 'Find out which it is, then log in again with `authorize`. Nothing is synced twice.',
  },
  UNAUTHORIZED: {
    means: 'A system refuses a token that it has just issued.',
    todo: 'Check that the addresses of the API and of the login belong together, if the workflow sets them.',
  },
  WRONG_DIVISION: {
    means: 'A system answered for another administration than the one of the workflow, so the run stopped.',
    todo: 'Correct the input that the message names.',
  },
  WRONG_TENANT: {
    means: 'A system answered for another administration than the one of the workflow, so the run stopped.',
    todo: 'Correct the input that the message names. If it is right, the system may not read the header with it: set its name in settings.yml as `doctor` says.',
  },
};

const transientMeanings: Meanings<CodesOf<'transient'>> = {
  ABORTED: { means: 'A call was stopped together with the run.', todo: TRIES_AGAIN },
  BAD_ANSWER: {
    means:
      'A system answered with something that cannot be what was asked for, such as a list with a page missing, so it was not believed.',
    todo: 'Nothing: the next run asks again. If it recurs, do what the hint of the message says.',
  },
  CALLS_KEPT_BACK: {
    means:
      'A flow in its first load used the calls of today that it may use and got nowhere, or could not finish what somebody asked for; the other calls are for the flows that are in step.',
    todo: 'If you asked for `since`, `records` or `approve`, start that run again tomorrow. Otherwise the next runs get no further: let the flow read less, with a later `since`, or pause other flows until it is through.',
  },
  CERTIFICATE_REFUSED: {
    means: 'The server’s certificate has expired or is not trusted, so nothing was sent.',
    todo: 'Check the address of that system in the workflow. On your own runner, check its clock, and that nothing between it and the system puts in a certificate of its own.',
  },
  DAY_BUDGET: {
    means: 'The calls that a system allows this administration per day are used up.',
    todo: 'Nothing: the first run after the time in the message goes on. If it recurs, run less often.',
  },
  ERROR_BUDGET: {
    means:
      'One address of a system answered with several errors within an hour; more would get the app blocked, so calls to it pause.',
    todo: 'Fix what the earlier messages name. Calls go on at the time in the message.',
  },
  GAVE_UP: { means: 'A call kept failing until the time that a run may spend on it was over.' },
  HELD_OFF: {
    means: 'A system asked to be left alone for longer than a run waits.',
    todo: 'Nothing: the first run after the time in the message goes on.',
  },
  LAST_RUN_LOST: {
    means:
      'The last run was killed before it ended and what it sent last may still be stored, so this one does nothing: otherwise that could be created twice.',
    todo: 'Nothing for a scheduled run. If you asked for `since`, `records` or `approve`, start that run again after the time in the message.',
  },
  NOT_JSON: {
    means: 'A system answered with a page instead of data, usually during maintenance or from a proxy.',
    todo: 'Nothing: the next run goes on. If it recurs, check the address of that system in the workflow.',
  },
  OUT_OF_TIME: {
    means: 'The time of a run was up before a flow got anywhere, or before it had done what somebody asked for.',
    todo: 'Nothing if it happens once. If it recurs, raise `time-limit` and the `timeout-minutes` of the job; for `since`, `records` and `approve`, ask for less at a time.',
  },
  REDIRECT_REFUSED: {
    means: 'A system answered with a redirect, and redirects are not followed because they could leak tokens.',
    todo: 'Check the address of that system in the workflow.',
  },
  RESPONSE_TOO_LARGE: {
    means: 'An answer has more bytes than a run reads.',
    todo: 'Map fewer fields of this resource.',
  },
  SHARED_TOKEN_ENDED: {
    means: 'The companies of a run share an access token, and its ten minutes were over before this company was done.',
    todo: 'Nothing: the next run goes on from the same place. *Re-run all jobs* renews the token, *Re-run failed jobs* does not.',
  },
  SHARED_TOKEN_LATE: {
    means:
      'The companies of a run share an access token, and the one that the tokens job of this run saved could not be had within two minutes.',
    todo: 'Nothing if it passes: the next run goes on from the same place. The tokens job has to be in the same workflow.',
  },
  TOKEN_TOO_EARLY: {
    means: 'A system gives no new access token so soon after the last one.',
    todo: 'Nothing: the first run after the time in the message goes on.',
  },
  TOKEN_UNAVAILABLE: {
    means: 'The login server of a system gave no usable answer.',
    todo: 'Nothing: the next run tries again; if it recurs, check the address, the client id and whether the user is blocked. In `authorize`, start again in a few minutes.',
  },
  UNREACHABLE: {
    means: 'No connection to a system could be made.',
    todo: 'Nothing if it was an outage: the next run goes on. If it recurs, check the address of that system in the workflow, and the network of the runner.',
  },
  WRITE_UNCLEAR: { means: 'A record was sent, and the system did not say whether it took it.' },
};

const stateMeanings: Meanings<CodesOf<'state'>> = {
  ANOTHER_RUN: {
    means: 'Another run works on the same state, so this one stopped before it could write anything twice.',
    todo: 'Nothing is lost. Give the workflow one `concurrency` group, so that runs wait for each other.',
  },
  NO_RECORDING: {
    means: 'A plan without access to the systems needs a recording, and none is saved yet.',
    todo: 'Let a sync run on the default branch that writes or refuses a record, if need be by changing one in its source; then start the plan again. `recording.records` in settings.yml must not be 0.',
  },
  OTHER_ADMINISTRATION: {
    means:
      'One of the administrations was synced with another one before, so a first run of this pair stopped: it could overwrite the records of one company with those of another.',
    todo: 'Correct the number of the administration. If the pair is meant, list both companies under `administrations` in settings.yml, or run once with `accept-state: once`.',
  },
  PLAN_KEY_ONLY: {
    means: 'The plan key does not open this part of the saved state.',
    todo: 'Give the run the state key.',
  },
  PREFIX_CHANGED: {
    means:
      'The prefix of the numbers in the other system (`externalKeys.prefix`) is not the one that the saved state was made with, so the run stopped: it would not find what it booked.',
    todo: 'Set it back. The message says when it can be changed, and how.',
  },
  STATE_KEY_WRONG: {
    means: 'The saved state was sealed with another key.',
    todo: 'Set the secret back to the key that was used before. If it is lost, log in again, then run once with `accept-state: once`.',
  },
  STATE_NOT_LISTED: {
    means: 'No saved state came back, and GitHub could not say whether there is one, so the run stopped.',
    todo: `Run again later; the job needs \`actions: read\`. ${START_OVER}`,
  },
  STATE_NOT_RESTORED: {
    means: 'The saved state is in the Actions cache but could not be fetched.',
    todo: `Run again later, by a schedule or by hand on the default branch, which needs its old name if it was renamed. ${START_OVER}`,
  },
  STATE_NOT_SAVED: {
    means: 'The state could not be saved, so the run stopped before it wrote more.',
    todo: 'The lines above it in the log say why. If the message does not say that nothing is lost and the next run refuses its token, log in again.',
  },
  STATE_OLDER: {
    means: 'The state that came back is older than the newest one, so the run stopped.',
    todo: 'Run again later: what was just saved may take minutes to show. If it recurs, run on the default branch, always on the same kind of runner.',
  },
  STATE_READ_ONLY: {
    means: 'This run cannot save any state, so it did not start to write.',
    todo: 'Start it by a schedule or by hand on the default branch, with `cache-mode: write`. With a state file, make its folder writable.',
  },
  STATE_TOO_LARGE: {
    means: 'There is more to remember than the saved state can hold; what was saved before stays.',
    todo: 'Report this: about half a million linked records fit.',
  },
  STATE_UNREADABLE: {
    means: 'The saved state is damaged, comes from another repository, or has a form that this version does not know.',
    todo: `Restore a copy if you have one. ${START_OVER}`,
  },
};

/** What the codes mean with which a flow or a run stops though nobody wrote anything wrong. */
export const runMeanings: Meanings<CodesOf<'access' | 'transient' | 'state' | 'fault'>> = {
  ...accessMeanings,
  ...transientMeanings,
  ...stateMeanings,
  UNEXPECTED: {
    means: 'An error that the program does not know ended the run.',
    todo: 'Run it again with debug logging ("Re-run jobs", then "Enable debug logging"), and report what it shows.',
  },
  UNFORESEEN: {
    means: 'An error that the program does not know stopped this flow; the others went on, and what was done is saved.',
    todo: 'Report it with the lines of the log that begin with the name of the flow. They hold no record.',
  },
};

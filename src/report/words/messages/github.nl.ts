import type { Translations } from '../../../systems/translations.ts';

/** What is said of calls to GitHub: issues, comments, pull requests, caches, workflows. */
export const githubInDutch: Translations = {
  sentences: [
    [
      'The caches of this repository could not be listed ({…}), so nothing says whether what came back is the newest.',
      'De caches van deze repository konden niet worden opgevraagd ({}), dus zegt niets of het teruggehaalde het nieuwste is.',
    ],
    [
      'If it recurs, give the job the permission `actions: read`.',
      'Gebeurt het steeds weer, geef de job dan het recht `actions: read`.',
    ],
    ['The pull request got no comment: {…}.', 'De pull request heeft geen reactie gekregen: {}.'],
    ['The job summary has the same.', 'In de samenvatting van de run staat hetzelfde.'],
    ['GitHub could not be asked ({…})', 'GitHub was niet bereikbaar ({})'],
    ['GitHub gave an unexpected answer', 'GitHub gaf een onverwacht antwoord'],
    ['GitHub takes no more calls for now (HTTP {}){}', 'GitHub neemt voorlopig geen aanroepen meer aan (HTTP {}){}'],
    ['GitHub refused it (HTTP {}){}', 'GitHub weigerde het (HTTP {}){}'],
    ['GitHub answered (HTTP {}){}', 'GitHub antwoordde (HTTP {}){}'],
    [
      'issue {} was not opened as github-actions[bot], and is closed',
      'issue {} was niet door github-actions[bot] geopend, en is gesloten',
    ],
    ['An issue could not be brought up to date: {…}.', 'Een issue kon niet worden bijgewerkt: {}.'],
    ['Issue {} could not be brought up to date: {…}.', 'Issue {} kon niet worden bijgewerkt: {}.'],
    [
      'An issue was opened for nobody: GitHub does not assign it to {}.',
      'Een issue is aan niemand toegewezen: GitHub wijst het niet toe aan {}.',
    ],
    [
      'Correct desk.assignees in settings.yml: each needs access to the repository.',
      'Verbeter desk.assignees in settings.yml: ieder van hen moet bij de repository kunnen.',
    ],
    ['The issues could not be brought up to date: {…}.', 'De issues konden niet worden bijgewerkt: {}.'],
    [
      'The issues could not be brought up to date: a fault of this program ({}).',
      'De issues konden niet worden bijgewerkt: een fout van dit programma ({}).',
    ],
    [
      'Remove the input github-token from the workflow: by default it is the token of the run.',
      'Verwijder de invoer github-token uit de workflow: standaard is dat het token van de run.',
    ],
    [
      'Switch issues on in the settings of the repository, or remove desk from settings.yml.',
      'Zet issues aan in de instellingen van de repository, of verwijder desk uit settings.yml.',
    ],
    [
      'Give the job the permission issues: write, or remove desk from settings.yml.',
      'Geef de job het recht issues: write, of verwijder desk uit settings.yml.',
    ],
    ['Please report it.', 'Meld dit.'],
    ['No rows could be proposed: {…}.', 'Er konden geen rijen worden voorgesteld: {}.'],
    ['Issue {} could not be served: {…}.', 'Op issue {} kon niet worden gereageerd: {}.'],
    [
      'Give the job issues: write, contents: write and pull-requests: write.',
      'Geef de job issues: write, contents: write en pull-requests: write.',
    ],
  ],
  phrases: [
    [
      'the token may not write it. The job needs the permission pull-requests: write; runs for a fork never have it',
      'het token mag die niet schrijven. De job heeft het recht pull-requests: write nodig; runs voor een fork hebben dat nooit',
    ],
    ['the repository is only known in a GitHub run', 'de repository is alleen bekend in een run op GitHub'],
    ['GitHub answered HTTP {}', 'GitHub antwoordde met HTTP {}'],
    ['GitHub could not be asked ({…})', 'GitHub was niet bereikbaar ({})'],
  ],
};

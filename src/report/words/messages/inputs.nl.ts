import type { Translations } from '../../../systems/translations.ts';

/** What is said of the inputs of a run, which somebody typed into a form or wrote in a workflow. */
export const inputsInDutch: Translations = {
  sentences: [
    ['The input "approve" is not FLOW@HASH.', 'In de invoer "approve" staat geen FLOW@HASH.'],
    [
      'Copy it from the plan, or from the message of the guard.',
      'Kopieer die uit het plan, of uit de melding van de guard.',
    ],
    ['The input "approve" names {} twice.', 'In de invoer "approve" staat {} twee keer.'],
    ['Leave the one of the newest plan.', 'Laat die van het nieuwste plan staan.'],
    ['The input "{}" names nothing.', 'In de invoer "{}" staat niets.'],
    [
      'Write what it is about between the commas, or remove it.',
      "Schrijf tussen de komma's waar het om gaat, of haal de invoer weg.",
    ],
    ['The input "{}" is not a plain web address.', 'In de invoer "{}" staat geen gewoon webadres.'],
    ['Write it like {…}.', 'Schrijf het als {}.'],
    ['The input "{}" must start with https:.', 'De invoer "{}" moet beginnen met https:.'],
    [
      'http: is accepted for this machine alone (localhost, 127.0.0.1).',
      'http: mag alleen voor deze machine (localhost, 127.0.0.1).',
    ],
    [
      'The input "webhook-url" is not a web address that starts with https:.',
      'In de invoer "webhook-url" staat geen webadres dat begint met https:.',
    ],
    [
      'The input "heartbeat-url" is not a web address that starts with https:.',
      'In de invoer "heartbeat-url" staat geen webadres dat begint met https:.',
    ],
    ['Copy it again into its secret.', 'Kopieer het opnieuw naar het secret.'],
    ['The input "outage-after" can\'t be "{…}".', 'De invoer "outage-after" kan niet "{}" zijn.'],
    ['Write it like 90m, 3h or 1d.', 'Schrijf het als 90m, 3h of 1d.'],
    ['The input "time-limit" can\'t be "{…}".', 'De invoer "time-limit" kan niet "{}" zijn.'],
    ['Write whole minutes, {} or more, such as 25m.', 'Schrijf hele minuten, {} of meer, bijvoorbeeld 25m.'],
    ['The input "state-store" can\'t be "{…}".', 'De invoer "state-store" kan niet "{}" zijn.'],
    ['Use cache, or file: and a path.', 'Gebruik cache, of file: en een pad.'],
    ['The input "{}" can\'t be "{…}".', 'De invoer "{}" kan niet "{}" zijn.'],
    ['Use {}.', 'Gebruik {}.'],
    [
      'A run for "pull_request_target" may not have secrets.',
      'Een run voor "pull_request_target" mag geen secrets hebben.',
    ],
    [
      'Use "on: pull_request" in the workflow: a pull request from a fork then gets no secrets, and the others are reviewed first.',
      'Gebruik "on: pull_request" in de workflow: een pull request uit een fork krijgt dan geen secrets, en de andere worden eerst beoordeeld.',
    ],
    [
      'A run for a pull request may not have the state key.',
      'Een run voor een pull request mag de state key niet hebben.',
    ],
    [
      'Give it "plan-key" instead, in the mode plan and without logins; what needs the state key runs on the default branch.',
      'Geef "plan-key", met de mode plan en zonder logins; wat de state key nodig heeft, draait op de default branch.',
    ],
    ['The input "{}" is missing.', 'De invoer "{}" ontbreekt.'],
    ['{} inputs are missing: {}.', 'Er ontbreken {} invoervelden: {}.'],
    ['Set "{}" under "with:" in the workflow: {…}.', 'Zet "{}" onder "with:" in de workflow: {}.'],
    ['Set them under "with:" in the workflow: {…}.', 'Zet ze onder "with:" in de workflow: {}.'],
    [
      'A secret that does not exist arrives empty, as all do for a pull request from a fork.',
      'Een secret dat niet bestaat komt leeg aan, net als alle secrets bij een pull request uit een fork.',
    ],
    [
      'A secret that does not exist arrives empty, as all do for a pull request from a fork, and so do all if the job does not name the environment that has them.',
      'Een secret dat niet bestaat komt leeg aan, net als alle secrets bij een pull request uit een fork, of als de job de environment niet noemt waarin ze staan.',
    ],
    ['A secret that does not exist arrives empty.', 'Een secret dat niet bestaat komt leeg aan.'],
    [
      'A secret that does not exist arrives empty, and so do all if the job does not name the environment that has them.',
      'Een secret dat niet bestaat komt leeg aan, en dat doen ze allemaal als de job de environment niet noemt waarin ze staan.',
    ],
    ['There is no mode "{…}".', 'De modus "{}" bestaat niet.'],
    [
      'The input "base-shipped" says what "base" builds on, and there is no "base".',
      'De invoer "base-shipped" zegt waarop "base" voortbouwt, en er is geen "base".',
    ],
    ['Add "base", or remove it.', 'Voeg "base" toe, of haal deze invoer weg.'],
    [
      'The input "base" is for the mode plan: this one has nothing to compare with.',
      'De invoer "base" is voor de modus plan: deze modus heeft niets om mee te vergelijken.',
    ],
    ['Remove it, or set mode: plan.', 'Haal deze invoer weg, of gebruik mode: plan.'],
    [
      'The input "approve" is for the mode sync: this one writes nothing.',
      'De invoer "approve" is voor de modus sync: deze modus schrijft niets.',
    ],
    ['Remove it, or set mode: sync.', 'Haal deze invoer weg, of gebruik mode: sync.'],
    ['The input "since" is not a date.', 'In de invoer "since" staat geen datum.'],
    ['Write it like 2026-01-31.', 'Schrijf het als 2026-01-31.'],
    ['The input "{}" is not a number.', 'In de invoer "{}" staat geen getal.'],
    ['Write digits only.', 'Schrijf alleen cijfers.'],
  ],
  phrases: [
    [
      'a secret text of at least 32 characters that seals the saved state',
      'een geheime tekst van minstens 32 tekens, die de opgeslagen stand verzegelt',
    ],
    [
      'the plan key of the state key, which `exact-asperion-sync plan-key` makes, from a secret',
      'de plansleutel bij de state-key, die `exact-asperion-sync plan-key` maakt, uit een secret',
    ],
  ],
};

import type { Translations } from '../../../systems/translations.ts';

/** What is said of logins and rights. */
export const accessInDutch: Translations = {
  sentences: [
    [
      'The login works, but it has access to no active administration of {}.',
      'Het aanmelden lukt, maar geeft geen toegang tot een actieve administratie van {}.',
    ],
    [
      'The login works, but it has no access to administration {} of {}.',
      'Het aanmelden lukt, maar geeft geen toegang tot administratie {} van {}.',
    ],
    ['It may see: {}.', 'Wel toegankelijk: {}.'],
    [
      'Log in as a user who has the administration, and choose it when the app asks for access.',
      'Meld u aan als gebruiker met deze administratie, en kies die als de app om toegang vraagt.',
    ],
    [
      '{} gave no refresh token, so runs could not go on by themselves.',
      '{} gaf geen refresh-token, dus kunnen runs niet vanzelf doorgaan.',
    ],
    ['{} does not accept the client id and secret.', '{} accepteert de client-id en het client-secret niet.'],
    [
      'Copy both again from {}, and run authorize again.',
      'Kopieer beide opnieuw uit {}, en start authorize nog een keer.',
    ],
    [
      'Check the secrets behind {}-client-id and {}-client-secret, and that {} is the host at which the app is registered.',
      'Controleer de secrets achter {}-client-id en {}-client-secret, en of {} het adres is waar de app is geregistreerd.',
    ],
    ['{} did not exchange the code: it answered with {…}.', '{} heeft de code niet ingewisseld: het antwoord was {}.'],
    ['Run authorize again in a few minutes.', 'Start authorize over een paar minuten nog een keer.'],
    ['{} does not accept the code of this login.', '{} accepteert de code van deze aanmelding niet.'],
    [
      'A code works once and for {}, and the redirect address must be exactly the registered one.',
      'Een code werkt één keer en niet langer dan {}, en het redirect-adres moet precies het geregistreerde zijn.',
    ],
    ['Run authorize again and paste the address at once.', 'Start authorize nog een keer en plak het adres meteen.'],
    ['The login ended without access being given{}.', 'Het aanmelden is geëindigd zonder dat er toegang is gegeven{}.'],
    ['Run authorize again, and allow the app its access.', 'Start authorize nog een keer en geef de app toegang.'],
    ['gh could not set {}: {…}', 'gh kon {} niet instellen: {}'],
    ['gh could not set {} (set before: {}): {…}', 'gh kon {} niet instellen (eerder ingesteld: {}): {}'],
    [
      'Run authorize again; with --output FILE it does not need gh.',
      'Start authorize nog een keer; met --output BESTAND is gh niet nodig.',
    ],
    [
      'If it recurs, check the input {}, {}-client-id and whether the user is blocked.',
      'Gebeurt dit vaker, controleer dan de invoer {}, {}-client-id en of de gebruiker is geblokkeerd.',
    ],
    [
      'A firewall or proxy refuses to write {} of {}: HTTP {} with a web page',
      'Een firewall of proxy laat het schrijven in {1~} van {2} niet toe: HTTP {3} met een webpagina',
    ],
    [
      'If it recurs, check the address of this system in the workflow, and ask its support what is blocked.',
      'Gebeurt dit vaker, controleer dan het adres van dit systeem in de workflow, en vraag de helpdesk ervan wat er wordt geblokkeerd.',
    ],
    ['{} refuses the token that it has just issued.', '{} weigert het token dat het zelf net heeft uitgegeven.'],
    [
      'Check that the addresses of API and login belong together.',
      'Controleer of het adres van de API en dat van de aanmelding bij elkaar horen.',
    ],
    [
      'A job with mode: shards renews it: let this one come after it in the same workflow.',
      'Een job met mode: shards vernieuwt het: laat deze daarna komen, in dezelfde workflow.',
    ],
    [
      'The access token of {} that this run shares with others has ended.',
      'Het toegangstoken van {} dat deze run met andere runs deelt, is verlopen.',
    ],
    [
      'Nothing is lost: the next run goes on from the same place.',
      'Er is niets verloren: de volgende run gaat vanaf dezelfde plaats verder.',
    ],
    ['The authorisation of {} has expired.', 'De toegang tot {} is verlopen.'],
    ['The authorisation of {} is no longer accepted.', 'De toegang tot {} wordt niet meer geaccepteerd.'],
    [
      'Authorise again and put the new refresh token into the secret behind {}-refresh-token.',
      'Meld u opnieuw aan (authorize) en zet het nieuwe refresh-token in het secret achter {}-refresh-token.',
    ],
    ['This login lasted {} days.', 'Deze aanmelding hield het {} dagen.'],
    [
      'If each one does, {}.loginDays: {} in settings.yml warns a week before.',
      'Geldt dat voor elke aanmelding, dan waarschuwt {}.loginDays: {} in settings.yml een week van tevoren.',
    ],
    [
      'The authorisation of {} has expired: the saved state with the newer token is missing, and the one in the secret is too old.',
      'De toegang tot {} is verlopen: de opgeslagen stand met het nieuwere token ontbreekt, en het token in het secret is te oud.',
    ],
    [
      'The authorisation of {} has expired: the saved state with the newer token is missing, and the one in the secret was used before, or is none.',
      'De toegang tot {} is verlopen: de opgeslagen stand met het nieuwere token ontbreekt, en het token in het secret is al gebruikt of is geen token.',
    ],
    [
      'The authorisation of {} is no longer accepted: the saved state with the newer token is missing, and the one in the secret is too old.',
      'De toegang tot {} wordt niet meer geaccepteerd: de opgeslagen stand met het nieuwere token ontbreekt, en het token in het secret is te oud.',
    ],
    [
      'The authorisation of {} is no longer accepted: the saved state with the newer token is missing, and the one in the secret was used before, or is none.',
      'De toegang tot {} wordt niet meer geaccepteerd: de opgeslagen stand met het nieuwere token ontbreekt, en het token in het secret is al gebruikt of is geen token.',
    ],
    [
      'Authorise again and put the new refresh token into the secret behind {}-refresh-token; nothing is synced twice.',
      'Meld u opnieuw aan (authorize) en zet het nieuwe refresh-token in het secret achter {}-refresh-token; er wordt niets dubbel verwerkt.',
    ],
    [
      'With secrets-token, a second copy is kept and a lost state does not end the login.',
      'Met secrets-token wordt een tweede kopie bewaard, zodat de aanmelding blijft werken als de stand verloren gaat.',
    ],
    [
      'There is no valid access token of {}, and this run may not renew it.',
      'Er is geen geldig toegangstoken van {}, en deze run mag het niet vernieuwen.',
    ],
    [
      'Only runs on the default branch renew tokens; run this there.',
      'Alleen runs op de standaardbranch vernieuwen tokens; start deze run daar.',
    ],
    ['{} gives no new access token before {}.', '{} geeft pas vanaf {#} weer een nieuw toegangstoken.'],
    [
      'The next run after that time continues from the same place.',
      'De eerstvolgende run na dat tijdstip gaat op dezelfde plaats verder.',
    ],
    ['The token endpoint of {} answered with {…}.', 'De aanmeldserver van {} antwoordde met {}.'],
  ],
  phrases: [
    ['it did not say why', 'zonder opgave van reden'],
    ['status {} ({})', 'status {} ({})'],
    ['an answer that holds no token', 'een antwoord zonder token'],
  ],
};

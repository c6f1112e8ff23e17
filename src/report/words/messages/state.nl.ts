import type { Translations } from '../../../systems/translations.ts';

/** What is said of the saved state: what is missing, unreadable, older than it should be, or cannot be saved. */
export const stateInDutch: Translations = {
  sentences: [
    ['There is no recording to plan on.', 'Er is geen opname waarop een plan kan worden gemaakt.'],
    ['The recording of {} has no saved progress.', 'Bij de opname van {} is geen voortgang opgeslagen.'],
    [
      'There is no file at the path of state-store: correct it.',
      'Op het pad van state-store staat geen bestand: verbeter het pad.',
    ],
    [
      'Or: Let a sync on the default branch write a record (change one in its source if none is due), with `recording.records` in settings.yml above 0 and the same state-key (or the one that the plan-key was made from), or give the plan the credentials of both systems.',
      'Of: laat de koppeling op de standaardbranch een record schrijven (wijzig er een in de bron als er niets te doen is), met `recording.records` in settings.yml boven 0 en dezelfde state-key (of die waaruit de plan-key is gemaakt), of geef het plan toegang tot beide systemen.',
    ],
    [
      'Let a sync on the default branch write a record (change one in its source if none is due), with `recording.records` in settings.yml above 0 and the same state-key (or the one that the plan-key was made from), or give the plan the credentials of both systems.',
      'Laat de koppeling op de standaardbranch een record schrijven (wijzig er een in de bron als er niets te doen is), met `recording.records` in settings.yml boven 0 en dezelfde state-key (of die waaruit de plan-key is gemaakt), of geef het plan toegang tot beide systemen.',
    ],
    [
      'Earlier runs synced {}, and this one is about {}: it could overwrite the records of one company with those of another.',
      'Eerdere runs synchroniseerden {}, en deze gaat over {}: ze kan de records van het ene bedrijf door die van het andere overschrijven.',
    ],
    ['If it is a slip, correct {}.', 'Is het een vergissing, verbeter dan {}.'],
    [
      'If this is meant, list both companies under administrations in settings.yml with a prefix each; or, if it takes the place of the earlier one, run once with accept-state: once.',
      'Is dit de bedoeling, zet dan beide bedrijven onder administrations in settings.yml, elk met een eigen prefix; of, als dit het eerdere vervangt, draai één keer met accept-state: once.',
    ],
    [
      'The cache entry {} does not hold the file it should.',
      'Het cache-item {} bevat niet het bestand dat erin hoort.',
    ],
    [
      'No saved {…} of {…} came back from the cache, and GitHub could not say whether there is one ({…}).',
      'Er kwam geen opgeslagen stand uit de cache terug ({} van {}), en GitHub kon niet zeggen of die er is ({}).',
    ],
    ['Run again later.', 'Start de run later opnieuw.'],
    [
      'The access token of {} that the tokens job of this run handed on did not show up in the saved state.',
      'Het toegangstoken van {} dat de tokens-job van deze run heeft doorgegeven, is niet in de opgeslagen stand verschenen.',
    ],
    ['The tokens job has to be in the same workflow.', 'De tokens-job moet in dezelfde workflow staan.'],
    [
      'Run again later; the job needs the permission `actions: read`.',
      'Start de run later opnieuw; de job heeft het recht `actions: read` nodig.',
    ],
    [
      'Run again later: the lines of the cache client above say why.',
      'Start de run later opnieuw: de regels van de cacheclient hierboven zeggen waarom.',
    ],
    [
      'If you went back to an older version, take the newer one again.',
      'Bent u teruggegaan naar een oudere versie, neem dan de nieuwere weer.',
    ],
    [
      'Saved {…} of {…} exists in the Actions cache but could not be restored.',
      'In de Actions-cache is een stand opgeslagen ({} van {}), maar die kon niet worden teruggehaald.',
    ],
    [
      'The saved progress of {…} belongs to the branch {}, and this run is of another one, which cannot read it.',
      'De opgeslagen voortgang van {} hoort bij de branch {}, en deze run is van een andere, die haar niet kan lezen.',
    ],
    [
      'Make {} the default branch again, or start over: every record is then compared in full, and what people corrected in the target is set back.',
      'Maak {} weer de standaardbranch, of begin opnieuw: elk record wordt dan volledig vergeleken, en wat mensen in het doelsysteem hebben verbeterd, wordt teruggezet.',
    ],
    [
      'The {…} of {…} that came back from the cache ({}) is older than the newest ({}).',
      'De stand die uit de cache terugkwam ({1} van {2}, {3}) is ouder dan de nieuwste ({4}).',
    ],
    [
      'Run again later: what was just saved may take minutes to show.',
      'Start de run later opnieuw: wat net is opgeslagen, is soms pas na minuten te zien.',
    ],
    [
      'If it recurs, run it on the default branch, always on the same kind of runner.',
      'Gebeurt het steeds weer, start de run dan op de standaardbranch, altijd op hetzelfde soort runner.',
    ],
    [
      'If it recurs, give the workflow `cache-mode: write`, and run it by a schedule or by hand on the default branch.',
      'Gebeurt het steeds weer, geef de workflow dan `cache-mode: write`, en start hem volgens schema of met de hand op de standaardbranch.',
    ],
    [
      'To start over without it, run once with the input `accept-state: once`.',
      'Wilt u zonder die stand opnieuw beginnen, start dan één run met de invoer `accept-state: once`.',
    ],
    [
      'The {…} of {} could not be saved to the Actions cache: it did not answer in time.',
      'De stand ({} van {}) kon niet in de Actions-cache worden opgeslagen: die antwoordde niet op tijd.',
    ],
    [
      'The {…} of {} could not be saved to the Actions cache.',
      'De stand ({} van {}) kon niet in de Actions-cache worden opgeslagen.',
    ],
    ['The lines of the cache client above say why.', 'De regels hierboven in het logboek zeggen waarom.'],
    ['A runner of your own needs `tar`.', 'Een eigen runner heeft `tar` nodig.'],
    [
      'Give the workflow `cache-mode: write`, and run it by a schedule or by hand on the default branch.',
      'Geef de workflow `cache-mode: write`, en start hem volgens schema of met de hand op de standaardbranch.',
    ],
    [
      'The state cannot be saved: the cache-mode of this run is {}.',
      'De stand kan niet worden opgeslagen: de cache-mode van deze run is {}.',
    ],
    [
      'GITHUB_SERVER_URL is no address, so no state can be kept in the Actions cache.',
      'GITHUB_SERVER_URL is geen adres, dus kan er geen stand in de Actions-cache worden bewaard.',
    ],
    ['Leave that variable as the runner sets it.', 'Laat die variabele zoals de runner die zet.'],
    [
      'The Actions cache is not available to this step, so no state can be saved.',
      'Deze stap heeft geen toegang tot de Actions-cache, dus kan er geen stand worden opgeslagen.',
    ],
    [
      'On GitHub Enterprise Server, which may have no such cache, set `state-store: file:PATH`.',
      'Stel op GitHub Enterprise Server, dat zo’n cache misschien niet heeft, `state-store: file:PAD` in.',
    ],
    ['Elsewhere, run the action as a `uses:` step.', 'Start de action elders als `uses:`-stap.'],
    ['The state file {} cannot be written.', 'Het bestand {} met de stand kan niet worden geschreven.'],
    [
      'Let `state-store: file:PATH` name a file in a folder that is writable.',
      'Laat `state-store: file:PAD` naar een bestand wijzen in een map waarin geschreven mag worden.',
    ],
    [
      'The state file {} cannot be read, or it is cut off or of another format.',
      'Het bestand {} met de stand kan niet worden gelezen, is afgebroken of heeft een andere indeling.',
    ],
    ['Restore a copy of it.', 'Zet er een kopie van terug.'],
    ['The state could not be saved to {} ({}).', 'De stand kon niet in {} worden opgeslagen ({}).'],
    [
      'Make its folder writable, with room on the disk.',
      'Zorg dat in de map geschreven mag worden en dat er schijfruimte is.',
    ],
    ['the entry is not of this format', 'het item heeft niet deze indeling'],
    ['the entry was sealed with another key', 'het item is met een andere sleutel versleuteld'],
    ['the entry belongs to another repository', 'het item hoort bij een andere repository'],
    [
      'the entry is damaged or stands in the place of another',
      'het item is beschadigd of staat op de plaats van een ander',
    ],
    [
      'its contents are not what this version writes, perhaps because a newer one did',
      'de inhoud is niet wat deze versie schrijft, misschien omdat een nieuwere versie hem schreef',
    ],
    ['the plan key does not open it', 'de plan-key past er niet op'],
    ['The {…} of {} has become too large to be kept.', 'De stand ({} van {}) is te groot geworden om te bewaren.'],
    ['What was saved before stays.', 'Wat eerder is opgeslagen, blijft staan.'],
    [
      'About half a million linked records fit: open an issue, please.',
      'Er passen ongeveer een half miljoen gekoppelde records in: meld dit als issue.',
    ],
    [
      'What was synced is known by the prefix "{}", and settings.yml says "{}" (externalKeys.prefix).',
      'Wat is gesynchroniseerd, is bekend onder het voorvoegsel "{}", en in settings.yml staat "{}" (externalKeys.prefix).',
    ],
    [
      'Set it back to "{}"; with another one, documents would be booked a second time.',
      'Zet het terug op "{}"; met een ander zouden documenten een tweede keer worden geboekt.',
    ],
    [
      'Before anything was booked, or once every delivered order is invoiced and nothing waits, it can be changed: set since to that day as well, and run once with accept-state: once.',
      'Zolang er niets is geboekt, of zodra elke geleverde order is gefactureerd en er niets wacht, kan het anders: zet dan ook since op die dag, en draai één keer met accept-state: once.',
    ],
    ['The saved {…} cannot be used: {…}.', 'De opgeslagen stand ({}) is niet bruikbaar: {}.'],
    ['The saved {…} of {} cannot be used: {…}.', 'De opgeslagen stand ({} van {}) is niet bruikbaar: {}.'],
    ['Give the run the state-key.', 'Geef de run de state-key.'],
    [
      'Set state-key to the secret that was used before, or plan-key to the one that belongs to it.',
      'Zet state-key op het secret dat eerder is gebruikt, of plan-key op de sleutel die daarbij hoort.',
    ],
    [
      'If it is lost, log in again, because the tokens are sealed with it, and then run once with accept-state: once.',
      'Is het verloren, meld u dan opnieuw aan, want de tokens zijn ermee versleuteld, en draai daarna één keer met accept-state: once.',
    ],
    [
      '{…} saved newer progress than this one began with.',
      '{} heeft nieuwere voortgang opgeslagen dan waarmee deze run begon.',
    ],
    ['Nothing is lost: the next run goes on.', 'Er gaat niets verloren: de volgende run gaat verder.'],
    [
      'Give the workflow one `concurrency` group, so that runs wait for each other.',
      'Geef de workflow één `concurrency`-groep, zodat runs op elkaar wachten.',
    ],
    [
      'The state cannot be saved, so no new token of {} was requested: it would be lost.',
      'De stand kan niet worden opgeslagen. Daarom is er geen nieuw token van {} aangevraagd: dat zou verloren gaan.',
    ],
    [
      'Nothing is lost, and the next run tries again.',
      'Er gaat niets verloren, en de volgende run probeert het opnieuw.',
    ],
    [
      'The new tokens of {} could not be saved, but the secret has the second copy.',
      'De nieuwe tokens van {} konden niet worden opgeslagen, maar de tweede kopie staat in het secret.',
    ],
    [
      'Nothing is lost: the next run continues with the copy.',
      'Er gaat niets verloren: de volgende run gaat verder met de kopie.',
    ],
    [
      'The new tokens of {} could not be saved, and the previous ones are used up: this login is lost.',
      'De nieuwe tokens van {} konden niet worden opgeslagen, en de vorige zijn verbruikt: deze aanmelding is verloren.',
    ],
    [
      'Log in again and put the new refresh token into the secret behind {}-refresh-token.',
      'Meld u opnieuw aan en zet het nieuwe refresh-token in het secret achter {}-refresh-token.',
    ],
    ['With secrets-token a second copy is kept.', 'Met secrets-token wordt een tweede kopie bewaard.'],
  ],
  phrases: [
    ['tokens', 'tokens'],
    ['progress', 'voortgang'],
    ['alarm', 'wat gemeld is'],
    ['recording', 'opname'],
    ['assumptions', 'aannames'],
    ['any administration', 'een administratie'],
    ['no github-token was given', 'er is geen github-token opgegeven'],
    ['unexpected answer', 'onverwacht antwoord'],
    ['Another run', 'Een andere run'],
    ['Another run ({})', 'Een andere run ({})'],
    ['Another job of this run', 'Een andere job van deze run'],
  ],
};

import type { Translations } from '../../../systems/translations.ts';

/** What stops a flow or a run because of something that people wrote: a guard, an input, a setting, the branch. */
export const stopsInDutch: Translations = {
  sentences: [
    [
      'The clock of this machine is {} days ahead of that of the systems.',
      'De klok van deze machine loopt {} dagen voor op die van de systemen.',
    ],
    [
      'The clock of this machine is {} days behind that of the systems.',
      'De klok van deze machine loopt {} dagen achter op die van de systemen.',
    ],
    ['Nothing was read or written.', 'Er is niets gelezen of geschreven.'],
    ['The flow would make {… and …}; it wrote nothing.', 'De flow zou te veel schrijven: {}. Er is niets geschreven.'],
    [
      'If this is right, run once with `approve: {}`, which writes exactly this.',
      'Klopt dit, start dan één run met `approve: {}`; die schrijft precies dit.',
    ],
    [
      'Or raise `guard` in the flow, or split it up with `limit`.',
      'Of verhoog `guard` in de flow, of verdeel het met `limit` over meer runs.',
    ],
    [
      'The flow would write something else than was approved; it wrote nothing.',
      'De flow zou iets anders schrijven dan is goedgekeurd; er is niets geschreven.',
    ],
    ['Records or mappings changed since.', 'Sindsdien zijn records of mappings gewijzigd.'],
    [
      'Look at a new plan; this run would be `approve: {}`.',
      'Bekijk een nieuw plan; voor deze run zou het `approve: {}` zijn.',
    ],
    [
      '{} of {} linked records of {} are no longer in the target; none of them was created again.',
      '{} van de {} gekoppelde records van {~} staan niet meer in het doelsysteem; geen daarvan is opnieuw aangemaakt.',
    ],
    ['Among their source records: {}.', 'Het gaat onder meer om deze records van de bron: {}.'],
    ['Find out why in the target.', 'Zoek in het doelsysteem uit waarom.'],
    [
      'If they were deleted there on purpose, name the source records in the input `records`: those are created again.',
      'Zijn ze daar met opzet verwijderd, noem dan de records van de bron in de invoer `records`: die worden opnieuw aangemaakt.',
    ],
    [
      'What step "{}" created in {} for {} is not found by {}.',
      'Wat stap "{}" in {} heeft aangemaakt voor {}, is niet te vinden met {}.',
    ],
    ['This flow stops so that nothing is created twice.', 'Deze flow stopt, zodat er niets dubbel wordt aangemaakt.'],
    ['Search for it there by hand in some minutes.', 'Zoek het daar over een paar minuten zelf op.'],
    [
      "If it is found by then, the search lags behind: ask that system's support, because each run creates one record until it is faster.",
      'Is het dan te vinden, dan loopt de zoekfunctie achter: vraag het de helpdesk van dat systeem, want tot die sneller is maakt elke run één record aan.',
    ],
    [
      'If not, check {} in settings.yml, and whether the system keeps this field as it was sent.',
      'Zo niet, controleer dan {} in settings.yml, en of het systeem dit veld bewaart zoals het is verstuurd.',
    ],
    [
      'The system keeps {} otherwise than it was sent, such as cut or in capitals: change the mapping, so that it writes it as it is kept.',
      'Het systeem bewaart {} anders dan het is verstuurd, bijvoorbeeld afgekapt of in hoofdletters: pas de mapping aan, zodat die het schrijft zoals het wordt bewaard.',
    ],
    [
      'If an earlier try got no answer, look for a second one there and delete it.',
      'Kreeg een eerdere poging geen antwoord, zoek daar dan naar een tweede en verwijder die.',
    ],
    [
      'The stop ends when the search finds it, when you change the mapping, when you pin {} to that record in links.yml under {}, or when somebody deletes that record there.',
      'De stop eindigt als het te vinden is, als u de mapping verandert, als u {} in links.yml onder {} aan dat record koppelt, of als iemand dat record daar verwijdert.',
    ],
    [
      'The stop ends when the search finds it, when you change the mapping, or when somebody deletes that record there.',
      'De stop eindigt als het te vinden is, als u de mapping verandert, of als iemand dat record daar verwijdert.',
    ],
    [
      'Step "{}" books into a period that is closed in the target.',
      'Stap "{}" boekt in een periode die in het doelsysteem is afgesloten.',
    ],
    [
      'Open the period there, or write closed: hold or redate in the step.',
      'Open de periode daar, of zet closed: hold of redate in de stap.',
    ],
    ['{} does not work as this flow needs it.', '{} werkt niet zoals deze flow het nodig heeft.'],
    ['An existing record of {} is not found by its {}.', 'Een bestaand record van {~} wordt niet gevonden met {~}.'],
    [
      'No setting fits: remove what needs it, and attach the report of the doctor to an issue; each run tests it again.',
      'Geen instelling past hierbij: haal weg wat dit nodig heeft, en voeg het rapport van doctor toe aan een issue; elke run controleert het opnieuw.',
    ],
    [
      'Write `{}` into settings.yml; the next run tests it again.',
      'Zet `{}` in settings.yml; de volgende run controleert het opnieuw.',
    ],
    ['{} is paused up to and including {} by {}: {}.', '{} is gepauzeerd tot en met {#} door {}: {}.'],
    [
      'Remove its line, or take it out of the input records; it goes on by itself on {}.',
      'Verwijder de regel, of haal het uit de invoer records; het gaat vanzelf verder op {#}.',
    ],
    [
      'Remove its line, or take it out of the input approve; it goes on by itself on {}.',
      'Verwijder de regel, of haal het uit de invoer approve; het gaat vanzelf verder op {#}.',
    ],
    [
      'The input "approve" is for {}, which this run leaves out.',
      'De invoer "approve" is voor {}; die flow doet in deze run niet mee.',
    ],
    [
      'Name it in the input flows as well, or remove it from approve.',
      'Noem die flow ook in de invoer flows, of haal hem uit approve.',
    ],
    [
      'The flow {} writes {} of {} by a different rule than {} ({}:{}).',
      'Flow {} vult {~} van {~} met een andere regel dan {} ({}:{}).',
    ],
    [
      'Give both the same rule, or take the field out of one of them: each would undo what the other writes.',
      'Geef beide dezelfde regel, of haal het veld uit een van beide: anders draait de een terug wat de ander schrijft.',
    ],
    [
      'Write the rule in {} ("extends: shipped"), which both take and where a field is written {}, or take the field out of one of them: each would undo what the other writes.',
      'Zet de regel in {} ("extends: shipped"), dat beide gebruiken en waarin een veld als {} staat, of haal het veld uit een van beide: anders draait de een terug wat de ander schrijft.',
    ],
    [
      'If no record meets the conditions ("where") of both, write "disjoint: WORD" with the same word in both.',
      'Voldoet geen enkel record aan de voorwaarden ("where") van beide, zet dan in beide "disjoint: WOORD" met hetzelfde woord.',
    ],
    [
      'A sync only runs on the default branch, but this is a run for {}.',
      'Een sync draait alleen op de standaardbranch, maar dit is een run voor {}.',
    ],
    [
      'A sync only runs on the default branch, {}, but this is a run for {}.',
      'Een sync draait alleen op de standaardbranch, {}, maar dit is een run voor {}.',
    ],
    [
      'Merge first; before that, `mode: plan` shows what the sync would do.',
      'Merge eerst; tot die tijd laat `mode: plan` zien wat de sync zou doen.',
    ],
    ['The address built from the input {} is not a valid one', 'Het adres uit de invoer {} is niet geldig'],
    [
      'Set {} to a full address such as https://host.example.',
      'Vul bij {} een volledig adres in, zoals https://host.example.',
    ],
    ['The address of {} is not https', 'Het adres van {} is geen https'],
    [
      'Start {} with https://; plain http is accepted only for loopback addresses.',
      'Laat {} met https:// beginnen; http zonder s mag alleen voor loopback-adressen.',
    ],
    [
      'Look for line breaks or blanks in the secrets and settings of this system; nothing was sent.',
      'Kijk of er een regeleinde of spatie in de secrets of instellingen van dit systeem staat; er is niets verstuurd.',
    ],
    ['The input state-key has fewer than {} characters.', 'De invoer state-key heeft minder dan {} tekens.'],
    [
      'Put a long random text into the secret, for example the output of `openssl rand -base64 48`.',
      'Zet een lange willekeurige tekst in het secret, bijvoorbeeld wat `openssl rand -base64 48` geeft.',
    ],
    ['{} has no resource {}.', '{} heeft geen resource {}.'],
    ['{} has no field {}.', '{} heeft geen veld {}.'],
    ['{} cannot be the source of a flow.', '{} kan niet de bron van een flow zijn.'],
    ['{} cannot be searched by {}.', 'In {} kan niet op {} worden gezocht.'],
    ['Reading {} of {} is not built yet.', '{} van {} lezen kan nog niet.'],
    ['It can be a target or a related record.', 'Het kan wel een doel of een verwant record zijn.'],
    [
      'It can be a target or a related record, not the source of a flow.',
      'Het kan een doel of een verwant record zijn, maar niet de bron van een flow.',
    ],
  ],
  phrases: [
    ['everything', 'alles'],
    ['until {}, by {}: {…}', 'tot en met {#}, door {}: {}'],
    ['{} creates (maxCreates {})', '{} nieuwe records (maxCreates {})'],
    ['{} updates (maxUpdates {})', '{} gewijzigde records (maxUpdates {})'],
    [
      'updates of {} % of {} linked records (maxPercent {})',
      'wijzigingen van {#} % van {} gekoppelde records (maxPercent {})',
    ],
  ],
};

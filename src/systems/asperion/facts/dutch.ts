import type { Translations } from '../../translations.ts';

/** What this system's client says, in Dutch. */
export const asperionInDutch: Translations = {
  sentences: [
    ['Asperion has no resource {}.', 'Asperion heeft geen resource {}.'],
    ['{} of Asperion cannot be the source of a flow.', '{} van Asperion kan niet de bron van een flow zijn.'],
    ['Asperion answered for administration {}, not {}.', 'Asperion antwoordde voor administratie {} in plaats van {}.'],
    [
      'Check the input asperion-tenant, and asperion.tenantHeader in settings.yml.',
      'Controleer de invoer asperion-tenant, en asperion.tenantHeader in settings.yml.',
    ],
    ['Give the user access to this resource in Asperion.', 'Geef de gebruiker in Asperion toegang tot deze gegevens.'],
    [
      'If nothing can be read, check that asperion-url and asperion-identity-url belong together.',
      'Is er niets te lezen, controleer dan of asperion-url en asperion-identity-url bij elkaar horen.',
    ],
    ["Asperion's list of {} is not consistent: {…}.", 'De lijst met {~} van Asperion klopt niet: {}.'],
    ['If this recurs, ask the support of Asperion.', 'Komt dit vaker voor, vraag het dan de helpdesk van Asperion.'],
    ['The next run reads it again.', 'De volgende run leest de lijst opnieuw.'],
    [
      'If it recurs, see asperion.totalCount in settings.yml: it says what the list counts.',
      'Gebeurt dit vaker, kijk dan naar asperion.totalCount in settings.yml: daar staat wat de lijst telt.',
    ],
    ['Asperion answered {…}.', 'Asperion antwoordde met {}.'],
    [
      'A firewall or proxy refused to read {} of Asperion: HTTP {} with a web page',
      'Een firewall of proxy liet het lezen van {~} van Asperion niet toe: HTTP {} met een webpagina',
    ],
    ['Asperion refused to read {}: {}', 'Asperion staat lezen van {~} niet toe: {}'],
    [
      'Compare asperion.paths, asperion.comparisonSuffix and the other names in settings.yml with what your Asperion account shows.',
      'Vergelijk asperion.paths, asperion.comparisonSuffix en de andere namen in settings.yml met wat uw Asperion-account toont.',
    ],
    [
      'Compare asperion.paths in settings.yml with what your Asperion account shows.',
      'Vergelijk asperion.paths in settings.yml met wat uw Asperion-account toont.',
    ],
    [
      'If the address is right, an empty list may be answered so: attach the report of the doctor to an issue.',
      'Klopt het adres, dan kan dit het antwoord op een lege lijst zijn: voeg het rapport van de doctor toe aan een issue.',
    ],
    ['Asperion does not let this user write {}.', 'Deze gebruiker mag in Asperion niet schrijven in {~}.'],
    [
      'Give the user access to this administration and its package in Asperion, and check its number: asperion-tenant, or tenant in settings.yml.',
      'Geef de gebruiker in Asperion toegang tot deze administratie en het bijbehorende pakket, en controleer het nummer: asperion-tenant, of tenant in settings.yml.',
    ],
    ['The record of {} is no longer in Asperion.', 'Het record van {~} staat niet meer in Asperion.'],
    ['Asperion refused the record: {}', 'Asperion weigert het record: {}'],
    [
      'It is not known whether asperion {} {} was carried out: status {}, and no record in the answer',
      'Het is niet bekend of aanroep asperion {} {} is uitgevoerd: status {}, en geen record in het antwoord',
    ],
    ['Asperion did not answer for one record of {}.', 'Asperion gaf geen antwoord over één record van {~}.'],
    [
      'Asperion answered the new record of {} without its id.',
      'In het antwoord van Asperion op het nieuwe record van {~} ontbreekt de id.',
    ],
    [
      'Asperion answered the new record of {} with another record.',
      'Het antwoord van Asperion op het nieuwe record van {~} gaat over een ander record.',
    ],
    [
      'Asperion emptied {} of {} in {}, although the change did not send them.',
      'Asperion heeft {} van {} in {~} leeggemaakt, hoewel de wijziging die velden niet meestuurde.',
    ],
    [
      'They were sent once more: look at that record in Asperion, and enter what is missing.',
      'Ze zijn nog eens verstuurd: bekijk dit record in Asperion en vul aan wat ontbreekt.',
    ],
    [
      'No setting fits: switch off the flows that change such records, and attach the report of the doctor to an issue.',
      'Geen instelling helpt: zet de flows uit die zulke records wijzigen, en voeg het rapport van de doctor toe aan een issue.',
    ],
    ['The record of {} has no id.', 'Het record van {~} heeft geen id.'],
    [
      'The record was created, but its file may not have arrived.',
      'Het record is aangemaakt, maar het bestand is misschien niet aangekomen.',
    ],
    ['The next try sends the file again.', 'Bij de volgende poging wordt het bestand opnieuw verstuurd.'],
    ['{} refuses ActiveState=All.', '{~} weigert ActiveState=All.'],
    [
      'ActiveState=All does not list all {}: inactive ones would not be found and would be created again.',
      'ActiveState=All toont niet alle {~}: inactieve zouden niet gevonden worden en opnieuw worden aangemaakt.',
    ],
    [
      'Dates of {} come at {} on the day before, as in UTC: each document would be a day too early.',
      'Datums van {~} komen als {} op de dag ervoor, zoals in UTC: elk document zou een dag te vroeg zijn.',
    ],
    [
      'All {} final records of {} that were read are below zero: each invoice would be booked as a credit note.',
      'Alle {} definitieve records van {~} die gelezen zijn, liggen onder nul: elke factuur zou als creditnota geboekt worden.',
    ],
    ['Asperion refuses to read {}.', 'Asperion weigert het lezen van {~}.'],
    [
      'Not all records of {} show when they were changed.',
      'Niet alle records van {~} tonen wanneer ze gewijzigd zijn.',
    ],
    ['{} does not come with the newest change first.', 'De lijst met {~} begint niet met de nieuwste wijziging.'],
    ['{} ignores the filter by date.', 'De lijst met {~} let niet op het filter op datum.'],
    [
      '{} ignores the book year: each year is read in full.',
      'De lijst met {~} let niet op het boekjaar: elk jaar wordt helemaal gelezen.',
    ],
    ['{} is not at /v1/{}.', '{~} staat niet op /v1/{}.'],
    ['{} cannot be read at /v1/{}.', '{~} kan niet gelezen worden op /v1/{}.'],
    ['Records of {} have no {}.', 'Records van {~} hebben geen {}.'],
    ['Records of {} have no {}; there is {}.', 'Records van {~} hebben geen {}; er is wel {}.'],
    [
      '{} also finds records by a part of {}: look-ups cost more calls, and each answer is compared.',
      '{~} vindt ook records op een deel van {~}: zoeken kost meer aanroepen, en elk antwoord wordt vergeleken.',
    ],
    [
      'An existing record of {} does not answer at its own address.',
      'Een bestaand record van {~} antwoordt niet op zijn eigen adres.',
    ],
    [
      'The user has {} administrations, and no answer says which one it is about.',
      'De gebruiker heeft {} administraties, en geen antwoord zegt over welke het gaat.',
    ],
    [
      'Asperion ignores the header {} and answers for the default administration.',
      'Asperion let niet op de header {} en antwoordt voor de standaardadministratie.',
    ],
    ['Asperion refuses page {} of a list.', 'Asperion weigert pagina {} van een lijst.'],
    [
      'Page {} of a list is not the first one: it names a page before it.',
      'Pagina {} van een lijst is niet de eerste: er staat een pagina voor.',
    ],
    [
      'The first of {} pages names no next page, so a list would end there.',
      'De eerste van {} pagina’s noemt geen volgende, dus een lijst zou daar eindigen.',
    ],
    ['Page {} of {} is not the last.', 'Pagina {} van {} is niet de laatste.'],
    ['The last page names a next page.', 'De laatste pagina noemt een volgende pagina.'],
    ['Lists do not say how many records they have.', 'Lijsten zeggen niet hoeveel records ze hebben.'],
    [
      'totalCount counts neither the page nor the whole list.',
      'totalCount telt niet de pagina en ook niet de hele lijst.',
    ],
    ['totalCount counts the records of the whole list.', 'totalCount telt de records van de hele lijst.'],
    ['totalCount counts the records of one page.', 'totalCount telt de records van één pagina.'],
    ['An empty filter is refused.', 'Een leeg filter wordt geweigerd.'],
    [
      'An empty filter asks for records in which the field is empty.',
      'Een leeg filter vraagt om records waarin het veld leeg is.',
    ],
    ['No flow sends one.', 'Geen enkele flow stuurt er een.'],
  ],
  phrases: [
    ['a record of {} whose {} is no number', 'een record van {~} waarvan {} geen getal is'],
    ['a record of {} whose {} is no date', 'een record van {~} waarvan {} geen datum is'],
    ['a record of {} whose {} is neither true nor false', 'een record van {~} waarvan {} niet waar en niet onwaar is'],
    ['a record of {} with a part of its lines', 'een record van {~} met een deel van de regels'],
    ['it has no totalCount', 'totalCount ontbreekt'],
    ['totalCount changed from {} to {} while it was read', 'totalCount veranderde tijdens het lezen van {} in {}'],
    ['{} records came, but totalCount says {}', 'er kwamen {} records, maar totalCount is {}'],
    ['a page of records that were read before', 'een pagina met records die al gelezen zijn'],
    ['a page of {} records, but totalCount says {…}', 'een pagina met {} records, maar totalCount is {}'],
    [
      'it ended after {} different records, but totalCount says {}',
      'de lijst hield op na {} verschillende records, maar totalCount is {}',
    ],
    ['a record came twice', 'een record kwam twee keer voor'],
    ['it ended after {} pages, but pageCount says {}', 'de lijst hield op na {} pagina’s, maar pageCount is {}'],
    ['no list of {} (status 204)', 'geen lijst met {~} (status 204)'],
    ['a list of {} without its records', 'een lijst met {~} zonder de records'],
    ['a list of {} with an entry that has no id', 'een lijst met {~} waarin een record zonder id staat'],
    ['a list of {} with an entry that has no {}', 'een lijst met {~} waarin een record zonder {} staat'],
    ['page {} of {} with page {} as the next one', 'pagina {} van {~} met pagina {} als volgende'],
  ],
};

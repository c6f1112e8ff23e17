import type { Translations } from '../../translations.ts';

/** What this system's client says, in Dutch. */
export const exactOnlineInDutch: Translations = {
  sentences: [
    ['Exact Online has no resource {}.', 'Exact Online heeft geen resource {}.'],
    ['Exact Online has no endpoint {}.', 'Exact Online heeft geen endpoint {}.'],
    ['Records of {} cannot be looked up in Exact Online.', 'Records van {~} zijn in Exact Online niet op te zoeken.'],
    ['Exact Online does not show what changed in {}.', 'Exact Online laat niet zien wat er bij {~} is gewijzigd.'],
    ['Exact Online answered {} with nothing.', 'Exact Online gaf een leeg antwoord op {}.'],
    ['Exact Online refused: {}', 'Exact Online weigert: {}'],
    [
      'The {} calls of today to Exact Online for administration {} are used up; calls continue at {} (Dutch time)',
      'De {} aanroepen van Exact Online van vandaag voor administratie {} zijn op; vanaf {#} (Nederlandse tijd) kan het weer',
    ],
    [
      'Exact Online answered for division {}, not {}.',
      'Exact Online antwoordde voor administratie {} in plaats van {}.',
    ],
    ['Check the input exact-online-division.', 'Controleer de invoer exact-online-division.'],
    [
      'Give the app and its user the right to this resource in Exact Online.',
      'Geef de app en de gebruiker in Exact Online rechten op deze gegevens.',
    ],
    [
      'If nothing can be read, check that exact-online-url is the host at which the app was authorised.',
      'Is er niets te lezen, controleer dan of exact-online-url het adres is waar de app toegang heeft gekregen.',
    ],
    [
      'Exact Online named a next page on another host.',
      'Exact Online verwees voor de volgende pagina naar een ander adres.',
    ],
    [
      'Check the input exact-online-url: it must be the host that answers for your administration.',
      'Controleer de invoer exact-online-url: dat moet het adres zijn waar uw administratie staat.',
    ],
    ['Exact Online answered JSON that holds no records.', 'Het antwoord van Exact Online bevat geen records.'],
    [
      'Exact Online answered a list whose next page is no address.',
      'Exact Online gaf een lijst waarvan de volgende pagina geen adres is.',
    ],
    [
      'exact-online {} answered with {} errors (400, 401, 403 or 404) within an hour; calls to it continue at {} (Dutch time)',
      'exact-online {} gaf {} fouten (400, 401, 403 of 404) binnen een uur; vanaf {#} (Nederlandse tijd) gaan de aanroepen verder',
    ],
    ['Exact Online blocks the app after more than 10.', 'Bij meer dan 10 fouten blokkeert Exact Online de app.'],
    ['Fix the errors above before then.', 'Los vóór die tijd de fouten hierboven op.'],
    [
      'Exact Online answered a sync row without a row version.',
      'Exact Online stuurde een gewijzigd record zonder versienummer.',
    ],
    [
      'Exact Online answered a sync row with a row version that was not asked for.',
      'Exact Online stuurde een gewijzigd record met een versienummer waar niet om was gevraagd.',
    ],
    ['The picture has {} MB, and at most {} MB are sent.', 'De afbeelding is {} MB; er wordt hooguit {} MB verstuurd.'],
    [
      'Make it smaller in Exact Online, or raise images.maxBytes in settings.yml.',
      'Maak de afbeelding in Exact Online kleiner, of verhoog images.maxBytes in settings.yml.',
    ],
    [
      'Exact Online shows no picture at the link of this record.',
      'Exact Online toont geen afbeelding bij de link van dit record.',
    ],
    [
      'Open the picture of this record in Exact Online and save it again.',
      'Open de afbeelding van dit record in Exact Online en sla die opnieuw op.',
    ],
    ['The picture cannot be read from Exact Online: {…}', 'De afbeelding is niet uit Exact Online te lezen: {}'],
    [
      'Nothing was taken for deleted; the next run asks again.',
      'Er is niets als verwijderd beschouwd; de volgende run vraagt het opnieuw.',
    ],
    [
      'Exact Online did not list a record of {} that it has.',
      'Exact Online liet in de lijst een record van {~} weg dat er wel is.',
    ],
    ['Exact Online answered {} with {…}.', 'Exact Online antwoordde op {} met {}.'],
    [
      'If it recurs, contact the support of Exact Online.',
      'Gebeurt dit vaker, neem dan contact op met de support van Exact Online.',
    ],
    [
      'Exact Online answered a record of {} ({}) whose {} cannot be read.',
      'Exact Online antwoordde met een record van {} ({}) waarvan {} niet te lezen is.',
    ],
    [
      'Exact Online answered the stock position of {} without a stock.',
      'Exact Online antwoordde met een voorraadpositie van {} zonder voorraad.',
    ],
    ['Exact Online answered {} with a row that has no {}.', 'Exact Online antwoordde op {} met een record zonder {}.'],
    [
      'A firewall or proxy refused to read {} of Exact Online: HTTP {} with a web page',
      'Een firewall of proxy liet het lezen van {~} van Exact Online niet toe: HTTP {} met een webpagina',
    ],
    ['Exact Online refused to read {}: {}', 'Exact Online staat lezen van {~} niet toe: {}'],
    ['Exact Online refused to write {}: {}', 'Exact Online staat schrijven in {~} niet toe: {}'],
    [
      'Exact Online refuses the user or the administration: {}',
      'Exact Online weigert de gebruiker of de administratie: {}',
    ],
    [
      'Look in Exact Online whether the user may open this administration, and whether its licence has ended.',
      'Kijk in Exact Online of de gebruiker deze administratie mag openen, en of de licentie is verlopen.',
    ],
    [
      'Check that the administration has this module and that the mapping asks only for fields that it has.',
      'Controleer of de administratie deze module heeft, en of de mapping alleen velden vraagt die er zijn.',
    ],
    ['The record of {} is no longer in Exact Online.', 'Het record van {~} staat niet meer in Exact Online.'],
    ['Exact Online refused the record: {}', 'Exact Online weigert het record: {}'],
    [
      'Give the app and its user the right to this resource and this administration in Exact Online, and check its number: exact-online-division, or division in settings.yml.',
      'Geef de app en de gebruiker in Exact Online rechten op deze gegevens en op deze administratie, en controleer het nummer: exact-online-division, of division in settings.yml.',
    ],
    [
      'It is not known whether exact-online {} {} was carried out: status {}, and not the answer to a write',
      'Het is niet bekend of aanroep exact-online {} {} is uitgevoerd: status {}, en geen passend antwoord',
    ],
    [
      'Exact Online answered the stock count without its key.',
      'In het antwoord van Exact Online op de voorraadtelling ontbreekt de sleutel.',
    ],
    ['The stock position has no key.', 'De voorraadpositie heeft geen sleutel.'],
    [
      'Other warehouses hold {} of this item, and the figure names no warehouse.',
      'In andere magazijnen liggen er {#} van dit artikel, en bij het aantal staat geen magazijn.',
    ],
    [
      'Map QuantityOfWarehouse for the stock of this warehouse, or QuantityOfAll for the stock of all warehouses.',
      'Gebruik in de mapping QuantityOfWarehouse voor de voorraad van dit magazijn, of QuantityOfAll voor die van alle magazijnen.',
    ],
    ['The count of this warehouse would be {}.', 'De telling van dit magazijn zou {#} worden.'],
    ['Stock cannot be below 0: check both figures.', 'Voorraad kan niet onder 0 komen: controleer beide aantallen.'],
    ['A stock count has no quantity.', 'Een voorraadtelling heeft geen aantal.'],
    ['Map one of {}.', 'Gebruik in de mapping een van {}.'],
    [
      'Exact Online answered the new record of {} without its key.',
      'In het antwoord van Exact Online op het nieuwe record van {~} ontbreekt de sleutel.',
    ],
    [
      'Exact Online answered the new record of {} with another record.',
      'Het antwoord van Exact Online op het nieuwe record van {~} gaat over een ander record.',
    ],
    ['The record of {} has no key.', 'Het record van {~} heeft geen sleutel.'],
    [
      'Period {} of {} lasts from {} to {}, which is not what the book year of the settings says.',
      'Periode {} van {} loopt van {#} tot en met {#}, en dat is niet wat het boekjaar in de instellingen zegt.',
    ],
    [
      'Period {} of {} lasts from {} to {}, and documents are booked by the number of their month.',
      'Periode {} van {} loopt van {#} tot en met {#}, en documenten worden geboekt op het nummer van hun maand.',
    ],
    [
      'Take ReportingYear and ReportingPeriod out of the step (`remove: true`): Exact Online then books by the date.',
      'Haal ReportingYear en ReportingPeriod uit de stap (`remove: true`): Exact Online boekt dan op de datum.',
    ],
    ['A page of {} of {} records names no next page.', 'Een pagina met {} van {} records noemt geen volgende pagina.'],
    [
      'The log of deletions cannot be asked from a row version on.',
      'Het logboek van verwijderde records kan niet vanaf een rijversie worden opgevraagd.',
    ],
    [
      'Dates of {} come as {} of the day before: each would count as a day too early.',
      'Datums van {~} komen als {} van de dag ervoor: elke datum zou een dag te vroeg zijn.',
    ],
  ],
  phrases: [
    ['a next page that was already read', 'een volgende pagina die al gelezen is'],
    ['a next page after an empty one', 'een volgende pagina na een lege'],
    ['the same rows on two pages', 'dezelfde records op twee pagina’s'],
    ['its address is on another host', 'het adres staat op een andere server'],
  ],
};

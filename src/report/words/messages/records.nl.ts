import type { Translations } from '../../../systems/translations.ts';

/** What is said of a record that waits: matching, documents, pins, what its target needs. */
export const recordsInDutch: Translations = {
  sentences: [
    [
      'No system has the file that the record names.',
      'Geen van beide systemen heeft het bestand dat bij dit record hoort.',
    ],
    ['The linked record is no longer in the target.', 'Het gekoppelde record staat niet meer in het doelsysteem.'],
    [
      'A record that it needs, such as its customer, is missing in the target or ambiguous.',
      'Een record dat erbij hoort, zoals de klant, ontbreekt in het doelsysteem of is onduidelijk.',
    ],
    ['The target record is gone.', 'Het record staat niet meer in het doelsysteem.'],
    ['The record of {} is not there.', 'Het record van {~} is er niet.'],
    [
      '{} is for a sale that is already booked in {}, as {} {}.',
      '{} hoort bij een verkoop die al in {} is geboekt, als {} {}.',
    ],
    [
      'Remove {} there, and {} is booked; or credit it, and book {} by hand under that number.',
      'Verwijder daar {}, dan wordt {} geboekt; of crediteer het document en boek {} met de hand onder dat nummer.',
    ],
    [
      'If it is for something else, book it by hand under that number.',
      'Gaat het om iets anders, boek het dan met de hand onder dat nummer.',
    ],
    [
      'If {} must not be booked, write "{}": skip below "{}" in links.yml.',
      'Mag {1} niet worden geboekt, zet dan in links.yml onder "{3}" de regel "{2}": skip.',
    ],
    ['Each flow that books it needs such a line.', 'Elke flow die het boekt, heeft zo’n regel nodig.'],
    [
      '{} may be {} of {}, which {} has not brought across: it waits there, or is skipped.',
      '{} kan {} van {} zijn, dat {} niet heeft overgebracht: het wacht daar, of wordt overgeslagen.',
    ],
    [
      'If it is, write "{}": skip below "{}" in links.yml.',
      'Is dat zo, zet dan in links.yml onder "{2}" de regel "{1}": skip.',
    ],
    ['If it is a sale of its own, write "{}": new there.', 'Is het een eigen verkoop, zet daar dan "{}": new.'],
    [
      'It meets the conditions of {} and of {}{}, which are declared disjoint.',
      'Het voldoet aan de voorwaarden van {} én van {}{}, terwijl die elkaar uitsluiten (disjoint).',
    ],
    [
      'Correct the conditions of one of the two flows: no record may meet those of both.',
      'Verbeter de voorwaarden van een van beide flows: een record mag niet aan allebei voldoen.',
    ],
    [
      'links.yml names {}, and the target has {} such records.',
      'links.yml noemt {}, en het doelsysteem heeft {} records met dat kenmerk.',
    ],
    ['Correct the line in links.yml.', 'Verbeter de regel in links.yml.'],
    [
      'The answer to the change of {} shows the values of before.',
      'Het antwoord op de wijziging van {~} toont de waarden van ervoor.',
    ],
    ['{} answered without {}.', 'Het antwoord van {~} bevat geen {~}.'],
    [
      'It is left out now ({…}), and {} {… or …} is still in {}.',
      'Het doet niet meer mee ({}), maar {} {} staat nog in {}.',
    ],
    [
      'It was cancelled in {}, and {} {… or …} is still in {}.',
      'Het is in {} geannuleerd, maar {} {} staat nog in {}.',
    ],
    [
      'Cancel {… or …} in {}, or pin this record as "skip" in links.yml.',
      'Annuleer {} in {}, of zet dit record in links.yml op "skip".',
    ],
    [
      'Take {… or …} back in {}, or pin this record as "skip" in links.yml.',
      'Draai {} terug in {}, of zet dit record in links.yml op "skip".',
    ],
    ['The source has nothing for {}, which {} need.', 'Bij {2~} is {1~} verplicht, maar in de bron is dat leeg.'],
    [
      'Fill it in the source, or give the rule a `default`.',
      'Vul het in de bron in, of geef de regel in de mapping een `default`.',
    ],
    [
      'Fill it in the source, or give the rule a `default` in {} of your own ("extends: shipped").',
      'Vul het in de bron in, of geef de regel een `default` in een eigen {} ("extends: shipped").',
    ],
    ['It is already in the target as {}.', 'Het staat al in het doelsysteem, als {}.'],
    ['Put it in use again in the target.', 'Neem het in het doelsysteem weer in gebruik.'],
    [
      'If another one took its place in the target, delete the one that ended there.',
      'Is er in het doelsysteem een ander voor in de plaats gekomen, verwijder daar dan het record dat is beëindigd.',
    ],
    ['Else put it in use again.', 'Neem het anders weer in gebruik.'],
    [
      'If it is to stay out of use, write `inactive: skip` in the step.',
      'Moet het buiten gebruik blijven, zet dan `inactive: skip` in de stap.',
    ],
    [
      'The record of {} is out of use ({}) and would be changed.',
      'Het record van {~} is niet meer in gebruik ({~}) en zou worden gewijzigd.',
    ],
    [
      'The record of {} holds from {} on, and would be changed before.',
      'Het record van {~} geldt pas vanaf {#}, en zou daarvoor worden gewijzigd.',
    ],
    ['Change what holds today in the target by hand.', 'Wijzig zelf in het doelsysteem wat vandaag geldt.'],
    ['This one is changed from that day on.', 'Dit record wordt vanaf die dag gewijzigd.'],
    ['{} may be {… or …} in the target, but {…}.', '{} is in het doelsysteem misschien {}, maar {}.'],
    ['Give the right one the {} of {}.', 'Neem in het juiste record dit veld over van {2}: {1~}.'],
    [
      'Correct the target by hand: only one of its records may have the {} of {}.',
      'Verbeter het doelsysteem met de hand: van {2} mag dit maar in een record staan: {1~}.',
    ],
    [
      'Settle it in links.yml: below "{}", write {}, or the other way round.',
      'Leg het vast in links.yml: zet onder "{}" de regels {}, of andersom.',
    ],
    [
      'There is a doubt about data of a person, which are not shown.',
      'Er is twijfel over een persoonsgegeven, dat niet wordt getoond.',
    ],
    [
      'The check "{}" has a doubt, but a value that its sentence names is empty.',
      'De controle "{}" twijfelt, maar een waarde die in de zin hoort is leeg.',
    ],
    [
      'If each is a sale of its own, give one of them another number in the source, or book {} by hand under another number and write "skip" for it.',
      'Zijn het twee verschillende verkopen, geef dan een van beide in de bron een ander nummer, of boek {} met de hand onder een ander nummer en zet die op "skip".',
    ],
    [
      'If each is a sale of its own, give one of them another number in the source, or book {} by hand under another number and write "{}": skip below "{}" in links.yml.',
      'Zijn het twee verschillende verkopen, geef dan een van beide in de bron een ander nummer, of boek {1} met de hand onder een ander nummer en zet in links.yml onder "{3}" de regel "{2}": skip.',
    ],
    [
      'Several records in the source have the number {}, and links.yml cannot tell them apart.',
      'In de bron hebben meerdere records het nummer {}, en links.yml kan ze niet uit elkaar houden.',
    ],
    [
      'Book each one that the target does not have by hand under another number, then write "{}": skip below "{}" in links.yml.',
      'Boek met de hand, onder een ander nummer, wat het doelsysteem niet heeft, en zet daarna in links.yml onder "{2}" de regel "{1}": skip.',
    ],
    ['It holds for all of them.', 'Dat geldt voor al deze records.'],
    ['Give each its own number in the source.', 'Geef elk record in de bron een eigen nummer.'],
    [
      'Settle it in links.yml: below "{}", write {}, or "skip".',
      'Leg het vast in links.yml: zet onder "{}" de regel {}, of "skip".',
    ],
    [
      'For one that the target does not have yet, write new: the sync then makes it.',
      'Voor wie of wat nog niet in het doelsysteem staat, schrijft u new: de sync maakt het dan aan.',
    ],
    [
      '{}, which was typed by hand into the target, differs from the source in {}.',
      '{} is met de hand in het doelsysteem ingevoerd en wijkt af van de bron: {~}.',
    ],
    [
      'If it is another sale, change its number there.',
      'Gaat het om een andere verkoop, geef die daar dan een ander nummer.',
    ],
    ['{} in the target differs from the source in {}.', '{} in het doelsysteem wijkt af van de bron: {~}.'],
    [
      'Since the last sync {} changed in the target as well as in the source.',
      'Sinds de vorige run is zowel in de bron als in het doelsysteem gewijzigd: {~}.',
    ],
    [
      'Make both sides equal: a person has to say which is right; an address counts as one value.',
      'Maak beide kanten gelijk: iemand moet zeggen welke waarde klopt; een adres telt als één waarde.',
    ],
    ['All other changes were synced.', 'Alle andere wijzigingen zijn wel doorgevoerd.'],
    [
      '{} was removed from the target; it is not created again by itself.',
      '{} is uit het doelsysteem verwijderd en wordt niet vanzelf opnieuw aangemaakt.',
    ],
    [
      'To have it created again, name the source record in the input `records`; else leave it as it is.',
      'Wilt u het opnieuw laten aanmaken, noem dan het record van de bron in de invoer `records`; anders hoeft u niets te doen.',
    ],
    [
      'To have it created again, name the source record in the input `records`; else pin the one that took its place in links.yml under {}, or leave it as it is.',
      'Wilt u het opnieuw laten aanmaken, noem dan het record van de bron in de invoer `records`. Leg anders in links.yml onder {} vast welk record ervoor in de plaats kwam, of doe niets.',
    ],
    [
      '{} is pinned as "skip" in links.yml, but is needed here.',
      '{} staat in links.yml op "skip", maar is hier wel nodig.',
    ],
    [
      '{} of {} is not in the recording, so its outcome is not known.',
      '{~} van {~} staat niet in de opname, dus de uitkomst is niet bekend.',
    ],
    ['A plan with credentials can find out.', 'Een plan met toegang tot beide systemen kan het uitzoeken.'],
    ['The list {} is not in the recording.', 'De lijst met {~} staat niet in de opname.'],
    [
      'No flow has read it yet; a plan with credentials can find out.',
      'Geen flow heeft die al gelezen; een plan met toegang tot beide systemen kan het uitzoeken.',
    ],
    ['And {} more like these.', 'En nog {} van zulke.'],
    ['Correct it in the source or in a table.', 'Verbeter het in de bron of in een tabel.'],
    [
      'If all is right, book it by hand and pin the record as "skip" in links.yml.',
      'Klopt alles, boek het dan met de hand en zet het record in links.yml op "skip".',
    ],
    [
      'If all is right, book it by hand as {}, and write "{}": skip below "{}" in links.yml.',
      'Klopt alles, boek het dan met de hand als {1}, en zet in links.yml onder "{3}" de regel "{2}": skip.',
    ],
    [
      'It is booked already, as {}: if that booking is right, or once it is corrected by hand, write "{}": skip below "{}" in links.yml.',
      'Het is al geboekt, als {1}: klopt die boeking, of is die met de hand verbeterd, zet dan in links.yml onder "{3}" de regel "{2}": skip.',
    ],
    [
      'To have it in another period, book it by hand as {}, and write "{}": skip below "{}" in links.yml.',
      'Moet het in een andere periode, boek het dan met de hand als {1}, en zet in links.yml onder "{3}" de regel "{2}": skip.',
    ],
    [
      'To have them in another period, book each by hand under the number that stands with its record, and skip it in links.yml.',
      'Moeten ze in een andere periode, boek elk dan met de hand onder het nummer dat bij het record staat, en zet het in links.yml op "skip".',
    ],
    [
      'If all is right, book each by hand under the number that stands with its record, and skip it in links.yml.',
      'Klopt alles, boek elk dan met de hand onder het nummer dat bij het record staat, en zet het in links.yml op "skip".',
    ],
    [
      'They are booked already: if a booking is right, or once it is corrected by hand, skip its record in links.yml.',
      'Ze zijn al geboekt: klopt een boeking, of is die met de hand verbeterd, zet het record ervan dan in links.yml op "skip".',
    ],
    [
      'The default record of step "{}" is not in the target.',
      'Het standaardrecord van stap "{}" staat niet in het doelsysteem.',
    ],
    [
      'Create it there, or correct `default` in the mapping.',
      'Maak het daar aan, of verbeter `default` in de mapping.',
    ],
    [
      'The target has no {} "{}" ({}), which {} would get.',
      'Het doelsysteem heeft geen {~} "{}" ({}), en die zou in {} komen.',
    ],
    [
      'Correct the row or the rule that gives it, or create it there.',
      'Verbeter de rij of de regel waar het uit komt, of maak het daar aan.',
    ],
    ['It is there already, with another {}.', 'Het staat er al, met een andere waarde in {}.'],
    [
      'It is not certain whether the system took what was sent, and it is not there yet.',
      'Het is niet zeker of het systeem het verstuurde heeft aangenomen, en het is er nog niet.',
    ],
    ['It answered with status {}.', 'Het antwoordde met status {}.'],
    ['It answered with status {}, a redirect.', 'Het antwoordde met status {}, een doorverwijzing.'],
    [
      'The system refused what was sent because of too many calls, and it is not there.',
      'Het systeem heeft het verstuurde geweigerd omdat er te veel aanroepen waren, en het staat er niet.',
    ],
    [
      'A run after ten minutes sends it again, if it is not there by then.',
      'Een run na tien minuten verstuurt het opnieuw, als het er dan nog niet is.',
    ],
    [
      'If this recurs, lower the pace of calls in settings.yml.',
      'Gebeurt dit vaker, verlaag dan in settings.yml het tempo van de aanroepen.',
    ],
    [
      'The next run looks for it before it sends anything.',
      'De volgende run zoekt het eerst op voordat er iets wordt verstuurd.',
    ],
    [
      'A firewall or proxy refused the record on its way to {}: HTTP {} with a web page',
      'Een firewall of proxy weigerde het record op weg naar {}: HTTP {} met een webpagina',
    ],
    [
      'Look in its texts for what a firewall may take for an attack, such as HTML.',
      'Zoek in de teksten van het record naar wat een firewall voor een aanval kan houden, zoals HTML.',
    ],
    ['The record cannot be looked up by {} of {}: {…}', 'Het record kan niet worden opgezocht ({2~}: {1~}): {3}'],
    [
      'Look for a character or a length in this value that the system refuses.',
      'Kijk of deze waarde een teken bevat dat het systeem weigert, of te lang is.',
    ],
    [
      'It was sent once and is there twice, under the same {}: as {} and as {}.',
      'Het is één keer verstuurd en staat er twee keer, met hetzelfde bij {~}: als {} en als {}.',
    ],
    ['Delete {} there: {} is the one that is linked.', 'Verwijder daar {}: {} is het gekoppelde record.'],
    [
      'If more of its kind were created at that time, look for their doubles too.',
      'Zijn er toen meer van die soort aangemaakt, kijk dan of die ook dubbel zijn.',
    ],
    ['It is not in the target.', 'Het staat niet in het doelsysteem.'],
    ['It may be {… or …}.', 'Het is misschien {}.'],
    ['Booked already: {…}.', 'Al geboekt: {}.'],
    ['It is dated {} and booked on {} (closed: redate).', 'De datum is {#} en het is geboekt op {#} (closed: redate).'],
    [
      'If the VAT return of its own day was sent, find out whether it must be corrected.',
      'Is de btw-aangifte van de eigen datum al verstuurd, zoek dan uit of die moet worden gecorrigeerd.',
    ],
  ],
  phrases: [
    ['{} and {} more', '{} en nog {}'],
    ['{…} may be it as well', 'het kan ook van {} zijn'],
    ['their {} holds something else', 'daar is iets anders ingevuld bij {~}'],
    ['only the name and {} agree, not {}', 'alleen de naam en {~} komen overeen, {~} niet'],
    ['{} records have this {}', '{} records hebben hetzelfde bij {~}'],
    ['only {} agrees, and the name differs', 'alleen {~} komt overeen, en de naam verschilt'],
    [
      'only {} agrees: the name differs, and the record that it belonged to was deleted',
      'alleen {~} komt overeen: de naam verschilt, en de relatie waar het bij hoorde is verwijderd',
    ],
    ['only {} agrees: {} and the name differ', 'alleen {~} komt overeen: {~} en de naam verschillen'],
    ['it is linked to another source record', 'dat is al aan een ander record van de bron gekoppeld'],
    ['it is linked to another source record ({…})', 'dat is al aan een ander record van de bron gekoppeld ({})'],
    ['cancelled', 'geannuleerd'],
    ['copies of {}', 'kopieën uit {}'],
    ['dated before {}', 'met een datum vóór {#}'],
    ['skipped in links.yml', 'in links.yml op skip'],
    ['never', 'zonder datum'],
    ['dated {}, period {}/{}, {} without VAT', 'datum {#}, periode {}/{}, {#} exclusief btw'],
    ['{} without VAT', '{#} exclusief btw'],
    ['as {}, dated {}, period {}/{}, {} without VAT', 'als {}, datum {#}, periode {}/{}, {#} exclusief btw'],
    ['as {}, {} without VAT', 'als {}, {#} exclusief btw'],
  ],
};

import type { Translations } from '../../../systems/translations.ts';

/** What runs and plans warn of, beside records that wait: what could not be kept, told or read, and what was deleted. */
export const warningsInDutch: Translations = {
  sentences: [
    [
      'The clock of this machine is {} minutes ahead of that of the systems, so this run goes by theirs.',
      'De klok van deze machine loopt {} minuten voor op die van de systemen; deze run houdt hun tijd aan.',
    ],
    [
      'The clock of this machine is {} minutes behind that of the systems, so this run goes by theirs.',
      'De klok van deze machine loopt {} minuten achter op die van de systemen; deze run houdt hun tijd aan.',
    ],
    ['Set it by a time server (NTP).', 'Laat hem door een tijdserver (NTP) gelijkzetten.'],
    [
      'The saved progress has times that lie ahead of now.',
      'In de opgeslagen voortgang staan tijden die nog moeten komen.',
    ],
    [
      'They are not believed: what they stand for is read or tried again.',
      'Die worden niet geloofd: waar ze voor staan, wordt opnieuw gelezen of geprobeerd.',
    ],
    [
      'What becomes of a record would depend on {}, which tells of persons, in a way that was not there before.',
      'Wat er met een record gebeurt, zou op een nieuwe manier afhangen van {}, een persoonsgegeven.',
    ],
    [
      'Have somebody plan it who may read it: with the input reveal: {}.',
      'Laat iemand die het mag zien het plan maken, met de invoer reveal: {}.',
    ],
    [
      'In {}, what is newly made of {} tells of persons: the plan shows its class, as if it changed for every record.',
      'Wat {} nu van {} maakt, gaat over personen: het plan toont alleen de soort gegeven, alsof het bij elk record verandert.',
    ],
    [
      'Records that {} left out are not recorded: what its other conditions or start date take in is not shown.',
      'Records die {} oversloeg zijn niet bewaard: wat er met de andere voorwaarden of begindatum bij komt, is niet te zien.',
    ],
    [
      'Such a record is written or booked when it changes next, or by a sync with the input since.',
      'Zo’n record wordt geschreven of geboekt als het weer wijzigt, of door een sync met de input since.',
    ],
    [
      'The next sync reads all of them again, and writes or books what it takes in.',
      'De volgende sync leest ze allemaal opnieuw, en schrijft of boekt wat erbij komt.',
    ],
    [
      'All of them are read again within {} hours, and what is taken in is written or booked then.',
      'Ze worden binnen {} uur allemaal opnieuw gelezen, en dan wordt geschreven of geboekt wat erbij komt.',
    ],
    [
      'With the credentials of both systems, the plan asks them.',
      'Met toegang tot beide systemen vraagt het plan ze daarnaar.',
    ],
    [
      'Records that are in the target already are treated by other rules, which the compared values do not show: {}.',
      'Met records die al in het doelsysteem staan, gebeurt voortaan iets anders, en dat is aan de vergeleken waarden niet te zien: {}.',
    ],
    [
      'A run stops, or leaves records to later runs, by other rules, which are not compared: {}.',
      'Wanneer een run stopt of records voor een volgende run laat liggen, verandert, en dat is niet vergeleken: {}.',
    ],
    [
      'Records that are deleted in the source are treated by other rules, which are not compared: {}.',
      'Met records die in de bron zijn verwijderd, gebeurt voortaan iets anders, en dat is niet vergeleken: {}.',
    ],
    [
      'Checks of {} that only tell were edited, and what they tell of is not compared: {}.',
      'Controles van {} die alleen iets melden zijn gewijzigd, en wat ze melden is niet vergeleken: {}.',
    ],
    [
      '{} does not know what {} booked and would book it again: make sure that its since is the first day that is not booked.',
      '{} weet niet wat {} heeft geboekt en zou het opnieuw boeken: zet since van die flow op de eerste dag die nog niet is geboekt.',
    ],
    [
      'Paused up to and including {}: nothing is read or written.',
      'Gepauzeerd tot en met {#}: er wordt niets gelezen of geschreven.',
    ],
    [
      'Paused up to and including {}: nothing of {} is written.',
      'Gepauzeerd tot en met {#}: van {} wordt niets geschreven.',
    ],
    [
      'Paused up to and including {}: record {} of {} is not written.',
      'Gepauzeerd tot en met {#}: record {} van {} wordt niet geschreven.',
    ],
    ['No longer paused: all flows.', 'Niet langer gepauzeerd: alle flows.'],
    ['No longer paused: {}.', 'Niet langer gepauzeerd: {}.'],
    ['No longer paused: record {} of {}.', 'Niet langer gepauzeerd: record {} van {}.'],
    ['No longer skipped in {}: {} and {} more.', 'Niet langer overgeslagen in {}: {} en nog {}.'],
    ['No longer skipped in {}: {}.', 'Niet langer overgeslagen in {}: {}.'],
    [
      'The next sync reads what was skipped, and writes or books it.',
      'De volgende sync leest wat was overgeslagen en schrijft of boekt het.',
    ],
    ['A sync does not begin with these mappings.', 'Met deze mappings begint een sync niet.'],
    ['No flow has a source record "{}".', 'Geen flow heeft in de bron een record "{}".'],
    [
      'links.yml pins record "{}" as "skip", so it was left out.',
      'links.yml zet record "{}" vast op "skip"; het is daarom overgeslagen.',
    ],
    [
      'paused.yml or links.yml holds back record "{}", which the source does not have.',
      'paused.yml of links.yml houdt record "{}" tegen, maar dat staat niet in de bron.',
    ],
    [
      'The source record of {} ({}) was deleted; in the target it was put out of use.',
      'Het record in de bron van {} ({~}) is verwijderd; in het doelsysteem is het buiten gebruik gesteld.',
    ],
    [
      'The source records of {} more were deleted; the report file has them all.',
      'Nog {} records zijn in de bron verwijderd; in het rapportbestand staan ze allemaal.',
    ],
    [
      '{} of the {} to update are no longer there; a sync finds them again by their match keys, or creates them.',
      'Van de te wijzigen {2~} bestaan er {1} niet meer; een sync zoekt ze opnieuw op, of maakt ze aan.',
    ],
    ['What {} hold now could not be read: {…}', 'Wat er nu bij {~} staat, kon niet worden gelezen: {}'],
    [
      'accept-state is once, and the progress that earlier runs saved is whole.',
      'accept-state staat op once, en de voortgang die eerdere runs hebben bewaard, is heel.',
    ],
    [
      'Leave it out of the next run: where it stays, a run starts over by itself from a state that it cannot read.',
      'Laat dit bij de volgende run weg: waar het blijft staan, begint een run vanzelf opnieuw als de stand niet te lezen is.',
    ],
    [
      '{…} Starting over without it, because accept-state is once.',
      '{} De run begint zonder die stand opnieuw, omdat accept-state op once staat.',
    ],
    ['{…} What was told before may be told again.', '{} Wat al is gemeld, kan nog een keer worden gemeld.'],
    ['{…} The next run does not know what this one told.', '{} De volgende run weet dus niet wat deze heeft gemeld.'],
    [
      '{…} Nothing else depends on it: the tests are repeated.',
      '{} Verder hangt er niets van af: de controles worden herhaald.',
    ],
    [
      '{…} Nothing else depends on it: a plan without credentials uses an older recording, if any.',
      '{} Verder hangt er niets van af: een plan zonder toegang gebruikt dan een oudere opname, als die er is.',
    ],
    ['{…} A new recording is begun.', '{} Er wordt een nieuwe opname begonnen.'],
    [
      'A new refresh token could not be copied to the secret {} of the environment "{}": {…}.',
      'Een nieuw refresh-token kon niet naar het secret {} van de omgeving "{}" worden gekopieerd: {}.',
    ],
    [
      'The second copy of the logins could not be written to the environment "{}": {…}.',
      'De tweede kopie van de aanmeldingen kon niet naar de omgeving "{}" worden geschreven: {}.',
    ],
    [
      'Check secrets.environment in settings.yml, and that secrets-token may see this repository.',
      'Controleer secrets.environment in settings.yml, en of secrets-token deze repository mag zien.',
    ],
    [
      'The token behind secrets-token has ended, or lacks the permission "Environments" (write) for this repository.',
      'Het token achter secrets-token is verlopen, of mist voor deze repository het recht "Environments" (write).',
    ],
    ['The next renewal tries again.', 'Bij de volgende vernieuwing wordt het opnieuw geprobeerd.'],
    [
      'The address of heartbeat-url could not be called: {…}.',
      'Het adres van heartbeat-url kon niet worden aangeroepen: {}.',
    ],
    ['The webhook was not told: {…}.', 'De webhook heeft geen bericht gekregen: {}.'],
    [
      'The activity log of this run could not be written ({…}).',
      'Het activiteitenlogboek van deze run kon niet worden geschreven ({}).',
    ],
    [
      'The {…} of this run could not be written: its disk has no room left.',
      'Van deze run kon dit niet worden geschreven: {}. De schijf is vol.',
    ],
    [
      'The {…} of this run could not be written: its file cannot be written.',
      'Van deze run kon dit niet worden geschreven: {}. Het bestand laat zich niet schrijven.',
    ],
    [
      'All that the run synced is saved, and the log has the rest.',
      'Alles wat de run heeft gesynchroniseerd, is opgeslagen; de rest staat in het logboek.',
    ],
    ['Look at the disk of the runner.', 'Kijk naar de schijf van de runner.'],
    ['The sync is not changed by that.', 'Voor de sync maakt dat geen verschil.'],
  ],
  phrases: [
    ['unknown', 'onbekend'],
    ['report', 'rapport'],
    ['summary', 'samenvatting'],
    ['outputs', 'uitvoer'],
    ['it answered HTTP {}', 'het antwoord was HTTP {}'],
    ['no connection{}', 'geen verbinding{}'],
    ['this is not a run on GitHub', 'dit is geen run op GitHub'],
  ],
};

import type { Translations } from '../../../systems/translations.ts';

/** What is said of calls that failed and are tried again: the connection, limits of calls, what a cancelled run left. */
export const transportInDutch: Translations = {
  sentences: [
    ['{} was stopped with the run', 'Aanroep {~} is samen met de run gestopt'],
    ['It is not known whether {} was carried out: {…}', 'Het is niet bekend of aanroep {~} is uitgevoerd: {}'],
    [
      'It is not known whether {} was carried out: {…} to {}',
      'Het is niet bekend of aanroep {~} is uitgevoerd: {} naar {}',
    ],
    [
      'The record is looked up before anything is sent again.',
      'Het record wordt eerst opgezocht voordat er opnieuw iets wordt verstuurd.',
    ],
    ['{} at {} failed: {…}', 'Aanroep {~} bij {} is mislukt: {}'],
    ['{} at {} failed: {…}, a redirect', 'Aanroep {~} bij {} is mislukt: {}, een doorverwijzing'],
    ['{} at {} failed: {…}, a redirect to {}', 'Aanroep {~} bij {} is mislukt: {}, een doorverwijzing naar {}'],
    [
      'Redirects are never followed, because they could leak credentials; check the input {}.',
      'Doorverwijzingen worden nooit gevolgd, omdat inloggegevens dan kunnen uitlekken; controleer de invoer {}.',
    ],
    [
      'Check that {} names the right host; nothing was sent.',
      'Controleer of {} het juiste adres bevat; er is niets verstuurd.',
    ],
    ['Map fewer fields of this resource.', 'Gebruik in de mapping minder velden van deze lijst.'],
    [
      'Nothing: it may have been carried out, so it was not sent again; the next run goes on from the same place.',
      'Niets: de aanroep kan zijn uitgevoerd en is daarom niet herhaald; de volgende run gaat op dezelfde plaats verder.',
    ],
    ['{} cannot be reached at {} ({} tries)', '{~} is niet bereikbaar op {} ({} pogingen)'],
    [
      'Check the input {} and the network; the next run continues from the same place.',
      'Controleer de invoer {} en het netwerk; de volgende run gaat op dezelfde plaats verder.',
    ],
    [
      '{} at {} kept failing ({} tries), last with: {…}',
      'Aanroep {~} bij {} bleef mislukken ({} pogingen), de laatste keer met: {}',
    ],
    [
      'Nothing: the sync goes on by itself once {} answers again.',
      'Niets: de sync gaat vanzelf verder zodra {~} weer antwoordt.',
    ],
    ['Nothing: the next run goes on from the same place.', 'Niets: de volgende run gaat op dezelfde plaats verder.'],
    ['The next run tries again.', 'De volgende run probeert het opnieuw.'],
    ['{} takes no calls before {} (Dutch time)', '{~} neemt pas weer aanroepen aan vanaf {#} (Nederlandse tijd)'],
    [
      'Nothing: the first run after that time goes on from the same place.',
      'Niets: de eerste run na dat tijdstip gaat op dezelfde plaats verder.',
    ],
    [
      '{} has no more calls for this app before {} (Dutch time)',
      'De aanroepen van deze app bij {~} zijn op; vanaf {#} (Nederlandse tijd) kan het weer',
    ],
    [
      'Nothing is lost: the first run after that time continues from the same place.',
      'Er gaat niets verloren: de eerste run na dat tijdstip gaat op dezelfde plaats verder.',
    ],
    ['The time of this run is up.', 'De tijd van deze run is op.'],
    ['The next run goes on from there.', 'De volgende run gaat daar verder.'],
    [
      'If you asked for records, since or approve, start this run again tomorrow.',
      'Vroeg u om records, since of approve, start deze run dan morgen opnieuw.',
    ],
    [
      'Otherwise the next runs get no further: let the flow read less, with a later since, or pause other flows until it is through.',
      'Anders komen ook de volgende runs niet verder: laat de flow minder lezen, met een latere since, of pauzeer andere flows tot hij klaar is.',
    ],
    [
      'If this recurs, raise time-limit and the timeout-minutes of the job, or ask for fewer records.',
      'Gebeurt dit vaker, verhoog dan time-limit en de timeout-minutes van de job, of vraag minder records.',
    ],
    [
      'The calls to {} that are left today are kept for flows without a backlog.',
      'De aanroepen van {~} die vandaag nog over zijn, blijven bewaard voor flows zonder achterstand.',
    ],
    [
      'The last run was lost before it ended, or is still at work, and what it sent last may still be stored.',
      'De vorige run is afgebroken voordat die klaar was, of is nog bezig, en wat die als laatste verstuurde, kan nog verschijnen.',
    ],
    [
      'Nothing is read or written before {} (Dutch time).',
      'Tot {#} (Nederlandse tijd) wordt er niets gelezen of geschreven.',
    ],
    ['Start this run again after that.', 'Start deze run daarna opnieuw.'],
    ['If this recurs, run less often.', 'Gebeurt dit vaker, laat de koppeling dan minder vaak draaien.'],
    [
      'The answer of {} ({}) is not JSON: no content type, {…}',
      'Het antwoord van {} ({}) is geen JSON: geen content type, {}',
    ],
    [
      'The answer of {} ({}) is not JSON: content type {}, {…}',
      'Het antwoord van {} ({}) is geen JSON: content type {}, {}',
    ],
    [
      'Usually a maintenance page, a proxy or a wrong address; the next run continues from the same place.',
      'Meestal is het een onderhoudspagina, een proxy of een verkeerd adres; de volgende run gaat op dezelfde plaats verder.',
    ],
    ['The run was cancelled.', 'De run is afgebroken.'],
    ['Nothing is lost: the next run continues from here.', 'Er gaat niets verloren: de volgende run gaat hier verder.'],
  ],
  phrases: [
    ['status {}', 'status {}'],
    ['no connection', 'geen verbinding'],
    ['its certificate is expired or not trusted', 'het certificaat is verlopen of wordt niet vertrouwd'],
    ['the request holds characters that HTTP does not allow', 'de aanroep bevat tekens die HTTP niet toestaat'],
    ['no answer in time', 'geen antwoord op tijd'],
    ['the connection was lost', 'de verbinding is verbroken'],
    ['the answer was cut off', 'het antwoord is afgebroken'],
    ['the answer is too large', 'het antwoord is te groot'],
    ['the answer is not HTTP', 'het antwoord is geen HTTP'],
    ['the run was stopped', 'de run is gestopt'],
    ['empty', 'leeg'],
    ['JSON that is damaged or cut off', 'JSON die beschadigd of afgebroken is'],
    ['an HTML page', 'een webpagina'],
    ['XML, <{}>', 'XML, <{}>'],
    ['text of {} characters', 'tekst van {} tekens'],
  ],
};

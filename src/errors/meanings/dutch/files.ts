import type { ErrorCode } from '../../codes.ts';
import type { Meanings } from '../meaning.ts';

/** What stops a run or a flow because of something that somebody wrote, or keeps syncs from running, in Dutch. */
const stopMeanings = {
  ASKS_PERSONAL: {
    means:
      'Een wijziging laat op een nieuwe manier van persoonsgegevens afhangen wat er met een record gebeurt. Het plan zou die gegevens dan vertellen aan ieder die een wijziging mag voorstellen.',
    todo: 'Laat iemand die deze gegevens mag zien het plan maken, met de invoer reveal. Deze flow is niet vergeleken, de andere wel.',
  },
  ASSUMPTION_CONTRADICTED: {
    means:
      'Een API werkt niet zoals deze flow het nodig heeft. De flow is gestopt voordat er iets werd geschreven; de andere gaan door.',
    todo: 'Zet de regel uit de melding in settings.yml. `doctor` controleert het opnieuw.',
  },
  CLOCK: {
    means:
      'De klok van de machine waarop de koppeling draait, loopt meer dan een dag verkeerd volgens de tijd van de systemen.',
    todo: 'Laat de klok van uw eigen runner door een tijdserver (NTP) gelijkzetten en start de run opnieuw. Er is niets gelezen of geschreven.',
  },
  BAD_URL: {
    means: 'Een adres in de invoer is geen gewoon webadres.',
    todo: 'Schrijf het als https://host.example, zonder gebruiker, zoekdeel of anker.',
  },
  FRESHNESS_UNKNOWN: {
    means: 'De modus `freshness` kon niet nagaan of de sync draait, en is daarom rood.',
    todo: 'Geef de job `actions: read` en `contents: read`, en laat de job eerst de repository uitchecken.',
  },
  GUARD_EXCEEDED: {
    means: 'De flow zou meer records aanmaken of wijzigen dan `guard` toestaat, en heeft daarom niets geschreven.',
    todo: 'Bekijk het plan. Klopt het, start dan één run met de `approve` uit de melding, verhoog `guard` in de flow, of verdeel het werk met `limit`.',
  },
  INSECURE_URL: {
    means: 'Een adres is geen https; er is niets naartoe gestuurd.',
    todo: 'Laat het met https:// beginnen. Http zonder s mag alleen voor deze machine zelf.',
  },
  LOCK_DIFFERS: {
    means: 'De action brengt andere meegeleverde mappings mee dan waarvoor uw lock-bestand is geschreven.',
    todo: 'Bekijk in een plan wat er verandert, voer dan `mappings lock` uit en commit het bestand.',
  },
  LOGIN_ENDS: {
    means:
      'De aanmelding bij een systeem eindigt binnen een week, of is al geëindigd: geen sync heeft haar vernieuwd, of vernieuwen verlengt haar niet (`loginDays` in settings.yml).',
    todo: 'Lopen de syncs goed, meld u dan vóór die dag opnieuw aan met `authorize`. Zo niet, zoek dan uit waarom, en meld u opnieuw aan als de aanmelding al verloren is.',
  },
  MISSING_INPUT: {
    means: 'Een invoer die deze modus nodig heeft, ontbreekt of is leeg.',
    todo: 'Zet hem onder `with:` in de workflow. Een secret dat niet bestaat komt leeg aan, en bij een pull request uit een fork zijn ze allemaal leeg.',
  },
  NOT_APPROVED: {
    means:
      'Een sync met `approve` zou iets anders schrijven dan het plan liet zien; de flow heeft daarom niets geschreven.',
    todo: 'Maak een nieuw plan, bekijk wat er is veranderd, en keur goed wat het nieuwe plan laat zien.',
  },
  NOT_DEFAULT_BRANCH: {
    means:
      'Een sync is gestart voor een pull request, of op een andere branch dan de standaardbranch, met mappings die niemand heeft goedgekeurd.',
    todo: 'Merge eerst. `mode: plan` werkt daar wel.',
  },
  NOT_FRESH: {
    means: 'Er is langer geen sync goed afgelopen dan `freshness.hours` in settings.yml toestaat.',
    todo: 'Bekijk de nieuwste runs van de sync. Zijn die er niet, start er dan een met de hand.',
  },
  PAUSED: {
    means:
      'Een record uit de invoer `records` is gepauzeerd, of elke flow die het kan hebben, of een flow uit de invoer `approve`; er is daarom niets gedaan.',
    todo: 'Haal het uit paused.yml of uit de invoer; na de laatste dag van de pauze gaat het vanzelf verder.',
  },
  REPORT_MISSING: {
    means:
      'De job van een administratie heeft geen rapport nagelaten, of een beschadigd: die is niet begonnen, of voor het einde gestopt.',
    todo: 'Bekijk het logboek van die job. De volgende run neemt de administratie weer mee.',
  },
  REQUEST_UNSENDABLE: {
    means: 'Een secret of een instelling bevat een teken dat niet kan worden verstuurd, zoals een regeleinde.',
    todo: 'Zoek in de secrets en instellingen van dit systeem naar regeleinden en spaties, en stel ze opnieuw in.',
  },
  RULES_DIFFER: {
    means:
      'Twee flows vullen hetzelfde veld van dezelfde records met een andere regel; de een draait terug wat de ander schrijft.',
    todo: 'Wijzig de regel in het deel dat beide gebruiken, geef beide dezelfde regel, of haal het veld uit een van beide. Zet bij twee flows van één soort die nooit hetzelfde record nemen in beide hetzelfde woord bij `disjoint`.',
  },
  SCHEDULE_ENDS: {
    means:
      'GitHub zet binnenkort de schema’s van deze openbare repository uit, omdat er bijna 60 dagen niets in is gebeurd.',
    todo: 'Push een commit, of maak de repository privé. Ook de workflow die bewaakt, zou worden uitgezet.',
  },
  SCHEDULE_OFF: {
    means: 'GitHub start de workflow van de sync niet: iemand, of GitHub zelf, heeft die uitgezet.',
    todo: 'Open de workflow onder Actions en zet hem aan.',
  },
  SEARCH_NOT_WORKING: {
    means:
      'Een record dat in deze of een eerdere run is aangemaakt, is niet te vinden op de sleutel. De flow is gestopt voordat er records dubbel werden aangemaakt.',
    todo: 'Zoek het een paar minuten later zelf op: is het dan te vinden, dan loopt de zoekfunctie van dat systeem achter. Zo niet, controleer dan de instellingen uit de melding, en of het systeem dit veld bewaart zoals het is verstuurd; `doctor` controleert beide.',
  },
  STATE_KEY_SHORT: {
    means: 'De state-key is te kort om de opgeslagen stand te beschermen.',
    todo: 'Zet een lange willekeurige tekst in het secret, zoals wat `openssl rand -base64 48` geeft.',
  },
  SINCE_MISSING: {
    means: 'Een flow boekt documenten, en nergens staat vanaf welke datum; hij zou dus oude opnieuw kunnen boeken.',
    todo: 'Zet `since` onder `values` in settings.yml op de datum vanaf wanneer de koppeling de boeken bijhoudt.',
  },
  TARGETS_GONE: {
    means: 'Veel gekoppelde records zijn tegelijk uit het doelsysteem verdwenen; geen daarvan is opnieuw aangemaakt.',
    todo: 'Zoek in het doelsysteem uit waarom. Zijn ze met opzet verwijderd, noem dan de records van de bron in de invoer `records`.',
  },
} as const satisfies Partial<Meanings<ErrorCode>>;

/** What may be wrong in tables, links.yml, paused.yml and in the writing of any file, in Dutch. */
export const dutchFileMeanings = {
  ...stopMeanings,
  DUPLICATE_KEY: { means: 'Dezelfde sleutel staat twee keer in één groep.', todo: 'Laat er één staan.' },
  EMPTY_VALUE: {
    means: 'Een sleutel of een rij heeft geen waarde.',
    todo: 'Geef er een waarde aan, of verwijder de regel.',
  },
  FILE_NAME: {
    means:
      'Een bestand zou door zijn naam of door de map waarin het staat niet worden gelezen, of als iets anders: een tikfout in de naam van een tabel, koppelingen van een bedrijf dat niet in settings.yml staat, een tabel tussen de flows, een naam die op .yaml eindigt.',
    todo: 'Hernoem of verplaats het zoals de melding zegt. Tot dan hebben de rijen, koppelingen of tests erin geen effect.',
  },
  FILE_TOO_LARGE: { means: 'Een bestand is te groot.', todo: 'Splits het.' },
  LINKED_TWICE: {
    means: 'links.yml koppelt één record in het doelsysteem aan twee records in de bron.',
    todo: 'Geef elk een eigen record, of zet bij een van beide `skip`.',
  },
  MISSING_KEY: {
    means: 'Een sleutel die hier nodig is, ontbreekt.',
    todo: 'Voeg de sleutel toe die de melding noemt.',
  },
  NO_FEED: {
    means: 'Het systeem zegt niet wat er in deze resource is gewijzigd; die kan daarom niet de bron van een flow zijn.',
    todo: 'Neem een van de bronnen uit de melding. Als doel of verwant record kan de resource wel.',
  },
  NOT_BUILT_YET: { means: 'Dit kan nog niet.', todo: 'Haal het voorlopig weg.' },
  NOT_SEARCHABLE: {
    means: 'Het systeem kan records niet op dit veld opzoeken.',
    todo: 'Gebruik een veld waarop kan worden gezocht; `fields RESOURCE` laat zien welke.',
  },
  TABLE_KEYS: {
    means:
      'Een rij van een tabel heeft een ander aantal sleutels dan de mapping geeft, of een sleutel met spaties aan het begin of einde.',
    todo: 'Geef de tabel één niveau per sleutel, en schrijf sleutels zonder spaties.',
  },
  TABLE_PERIODS: {
    means:
      'De periodes in een rij van een tabel overlappen of eindigen voordat ze beginnen, of de mapping zoekt de rij op zonder datum.',
    todo: 'Verbeter `from` en `until`, of voeg in de mapping `at` toe met de datum die telt.',
  },
  UNKNOWN_FIELD: {
    means: 'De resource heeft geen veld met deze naam.',
    todo: 'Neem de naam die de melding voorstelt; `fields RESOURCE` toont ze allemaal. Tekst staat tussen aanhalingstekens.',
  },
  UNKNOWN_FLOW: { means: 'Er is geen flow met deze naam.', todo: '`mappings list` toont de namen.' },
  UNKNOWN_MODE: {
    means: 'De invoer `mode` noemt geen modus.',
    todo: 'Gebruik een van de modi in de melding.',
  },
  UNKNOWN_RESOURCE: {
    means: 'Het systeem heeft geen resource met deze naam.',
    todo: 'Neem de naam die de melding voorstelt; `fields` toont ze allemaal.',
  },
  WRONG_INPUT: {
    means: 'Een invoer heeft een waarde die hij niet kan hebben, of past niet bij een andere invoer.',
    todo: 'Verbeter hem zoals de melding zegt.',
  },
  WRONG_VALUE: {
    means: 'Een waarde hoort niet bij wat hier mogelijk is.',
    todo: 'Schrijf een waarde die de melding noemt.',
  },
  YAML_ALIAS: {
    means: 'Een alias in YAML verwijst naar een anker dat er niet voor staat, of naar zichzelf.',
    todo: 'Voeg het anker toe, of schrijf het deel uit.',
  },
  YAML_KEY: { means: 'Iets anders dan gewone tekst staat als sleutel.', todo: 'Gebruik gewone tekst.' },
  YAML_NUMBER: {
    means: 'YAML zou een code als getal lezen en de cijfers veranderen.',
    todo: 'Zet de code tussen aanhalingstekens.',
  },
  YAML_SYNTAX: {
    means: 'Een bestand is geen geldige YAML.',
    todo: 'Kijk in de regel uit de melding naar een haakje, een aanhalingsteken, een tab of spaties vooraan die niet kloppen. Zet een expressie met een dubbele punt en een spatie tussen aanhalingstekens.',
  },
  YAML_TAG: {
    means: 'YAML leest een ! aan het begin van een expressie als een tag, en dan blijft er niets van over.',
    todo: 'Zet de expressie tussen aanhalingstekens.',
  },
  YAML_TOO_COMPLEX: {
    means: 'Een bestand heeft te veel niveaus, of te veel sleutels en waarden.',
    todo: 'Gebruik minder niveaus, of splits het.',
  },
  YAML_TORN: {
    means:
      'YAML heeft een expressie in stukken geknipt: een spatie met # begint een opmerking, en een komma of accolade beëindigt een groep.',
    todo: 'Zet de expressie tussen enkele aanhalingstekens.',
  },
} as const satisfies Partial<Meanings<ErrorCode>>;

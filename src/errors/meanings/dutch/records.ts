import type { CodesOf, Meanings } from '../meaning.ts';

/** What the codes mean with which one record waits, in Dutch. */
export const dutchRecordMeanings: Meanings<CodesOf<'record'>> = {
  AMBIGUOUS: {
    means:
      'Meerdere records in het doelsysteem kunnen dit record zijn, of het enige dat in aanmerking komt hoort misschien bij een ander record.',
  },
  BAD_VALUE: { means: 'Een waarde past niet op de plaats waar die wordt gebruikt, zoals tekst waar een getal hoort.' },
  BOOKED_TWICE: {
    means:
      'Twee flows zouden dit document boeken, of het doelsysteem heeft al een ander document voor dezelfde verkoop, of het kan een kopie zijn van een document dat daar wacht; daarom is het niet geboekt.',
  },
  BOOKS_DIFFER: { means: 'Een flow die vergelijkt, vond records die in beide systemen niet gelijk zijn.' },
  CANCELLED: {
    means:
      'Een document is in de bron geannuleerd, of doet niet meer mee, en staat nog in het doelsysteem; gaat het om de hele run, dan heeft iemand de run afgebroken.',
  },
  CHECK_FAILED: { means: 'Volgens een controle van de flow mag dit record zo niet worden geschreven.' },
  CONFLICT: {
    means:
      'Hetzelfde veld is sinds de vorige run in beide systemen gewijzigd; geen van beide waarden is overgenomen, alle andere wijzigingen wel.',
  },
  DEFAULT_NOT_FOUND: {
    means: 'De mapping noemt een vervangend record voor als er een ontbreekt, maar dat staat niet in het doelsysteem.',
  },
  DIFFERS: { means: 'Een document dat al in het doelsysteem staat, komt niet overeen met de bron.' },
  DIVISION_BY_ZERO: { means: 'Een berekening in de mapping deelt bij dit record door nul.' },
  DUPLICATE: {
    means: 'Het doelsysteem weigert het record, omdat een ander record daar hetzelfde nummer of dezelfde code heeft.',
  },
  EMPTY_KEY: { means: 'De velden waaraan het record in het doelsysteem te herkennen is, zijn leeg.' },
  EXISTS: {
    means:
      'Het document staat al in het doelsysteem, en volgens de flow moet iemand nagaan of dat klopt (`exists: fail`).',
  },
  IMAGE_NOT_SENT: { means: 'Het record is aangemaakt, maar het is niet bekend of de afbeelding is aangekomen.' },
  IMAGE_TOO_LARGE: { means: 'De afbeelding van dit record is groter dan er wordt verstuurd.' },
  IMAGE_UNREADABLE: { means: 'De afbeelding van dit record is niet te lezen, of het bestand is geen afbeelding.' },
  INACTIVE: { means: 'Het record is in het doelsysteem niet meer in gebruik, en de bron zou het wijzigen.' },
  KEY_MISSING: { means: 'Het doelsysteem heeft een record aangenomen, maar niet gemeld welke id het kreeg.' },
  LIST_TOO_LONG: { means: 'Een lijst in een berekening van de mapping is bij dit record te lang.' },
  LOOKUP_REFUSED: { means: 'Het systeem weigert te zoeken naar de waarde waaraan dit record te herkennen is.' },
  MADE_TWICE: {
    means:
      'Het doelsysteem heeft een record dat één keer is verstuurd, twee keer opgeslagen, zoals bij een proxy die aanroepen herhaalt.',
  },
  MISSING: { means: 'Een flow die vergelijkt, heeft dit record niet in het doelsysteem gevonden.' },
  NOT_FOUND: { means: 'Het record in het doelsysteem dat bij dit record hoort, is er niet meer.' },
  NOT_RECORDED: {
    means:
      'Een plan zonder toegang tot de systemen heeft iets nodig dat geen run heeft opgenomen, en kan dus niet zeggen wat er met dit record gebeurt.',
  },
  NUMBER_RANGE: {
    means: 'Een getal heeft meer cijfers dan waarmee de mapping rekent, of een datum valt buiten de kalender.',
  },
  PERIOD_CLOSED: {
    means: 'Het boekjaar of de periode waarin het document wordt geboekt, is in het doelsysteem gesloten.',
  },
  PINNED_SKIP: { means: 'Een ander record heeft dit record nodig, maar volgens links.yml wordt het overgeslagen.' },
  PIN_NOT_FOUND: {
    means: 'links.yml noemt een record dat niet in het doelsysteem staat, of daar meer dan één keer voorkomt.',
  },
  REFUSED: {
    means:
      'Het doelsysteem accepteert het record niet; de reden staat in de melding, in de woorden van het systeem zelf.',
  },
  REF_NOT_FOUND: {
    means: 'De mapping zoekt een code in een lijst van het doelsysteem, en de code staat daar niet in.',
  },
  REF_UNFIT: {
    means: 'De code staat in het doelsysteem, maar geeft de bedragen van het document een andere betekenis.',
  },
  RELATED_MISSING: { means: 'Het record verwijst naar een ander record dat de bron niet toont.' },
  RELATED_SEVERAL: { means: 'De mapping heeft één verwant record nodig, en de bron heeft er meer.' },
  REQUIRED_EMPTY: {
    means: 'Het doelsysteem heeft een veld nodig dat in de bron leeg is.',
  },
  STOCK_ELSEWHERE: {
    means: 'Bij een voorraadaantal staat geen magazijn, terwijl het artikel ook in andere magazijnen ligt.',
    todo: 'Gebruik in de mapping `QuantityOfWarehouse` als het de voorraad van dit magazijn is, of `QuantityOfAll` als het die van alle magazijnen is.',
  },
  TARGET_GONE: {
    means: 'Iemand heeft het record uit het doelsysteem verwijderd; het wordt niet vanzelf opnieuw aangemaakt.',
  },
  TEXT_TOO_LONG: { means: 'Een tekst uit de mapping is langer dan is toegestaan.' },
  TOO_LONG: { means: 'De tekst is langer dan het veld in het doelsysteem toelaat.' },
  TOTAL_MISMATCH: {
    means:
      'De regels tellen niet op tot het totaal van het document, of delen wijken meer van hun som af dan afronding verklaart.',
  },
  UNMAPPED_KEY: {
    means:
      'Een tabel van de mappings heeft geen rij voor een code uit de bron, of niet voor deze datum, en er is geen standaardwaarde.',
  },
};

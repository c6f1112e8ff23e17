import type { CodesWithAdvice } from './advice.ts';

/** What to do about a record that failed, by its code, in Dutch. */
export const dutchAdvice: Readonly<Record<CodesWithAdvice, string>> = {
  AMBIGUOUS: 'Leg in links.yml vast welk record het juiste is, of zet daar "skip".',
  BAD_VALUE: 'Verbeter dit veld in de bron, of zet het in de mapping om.',
  BOOKED_TWICE:
    'Maak een van beide boekingen in het doelsysteem ongedaan, leg in links.yml vast of het een eigen verkoop is, of verbeter "where" van een van beide flows: een record mag niet aan de voorwaarden van allebei voldoen.',
  BOOKS_DIFFER: 'Bekijk het rapport en verbeter een van beide boekhoudingen met de hand.',
  CANCELLED: 'Annuleer het document met de hand in het doelsysteem, of zet het record in links.yml op "skip".',
  CHECK_FAILED:
    'Verbeter wat de reden noemt: het record in de bron, of een tabel. Klopt alles, boek het dan met de hand zoals de reden zegt, onder het nummer dat die noemt, en zet de regel uit de reden in links.yml.',
  CONFLICT: 'Geef het veld aan beide kanten dezelfde waarde; bij de volgende poging zijn ze dan gelijk.',
  DEFAULT_NOT_FOUND: 'Maak het standaardrecord in het doelsysteem aan, of verbeter "default" in de mapping.',
  DIFFERS:
    'Verbeter met de hand wat fout is, of boek het tegen als het al verstuurd of aangegeven is: de koppeling wijzigt geen van beide. Mogen ze verschillen, zet het record dan in links.yml op "skip"; bij de factuur van een order is dat die factuur.',
  DIVISION_BY_ZERO: 'Vang de deling in de mapping af: x == 0 ? null : y / x.',
  DUPLICATE: 'Het nummer is in het doelsysteem al in gebruik: zoek daar een record dat met de hand is ingevoerd.',
  EMPTY_KEY: 'Vul in de bron het veld in waaraan het record te herkennen is, of kies in de mapping een andere sleutel.',
  EXISTS: 'Niets, als het document daar klopt; verwijder het daar anders, of stel in de mapping "exists" in.',
  GAVE_UP: 'Niets: de volgende run probeert het opnieuw.',
  IMAGE_NOT_SENT: 'Niets: bij de volgende poging wordt het bestand opnieuw verstuurd.',
  IMAGE_TOO_LARGE: 'Maak de afbeelding in de bron kleiner, of verhoog images.maxBytes in settings.yml.',
  IMAGE_UNREADABLE: 'Open de afbeelding van dit record in de bron en sla die opnieuw op.',
  INACTIVE:
    'Is er in het doelsysteem een ander voor in de plaats gekomen, zoals een nieuwe prijs, verwijder daar dan het record dat is beëindigd. Neem het anders weer in gebruik, of zet inactive: skip in de stap.',
  KEY_MISSING: 'Meld dit: het systeem antwoordde zonder de id van het record.',
  LIST_TOO_LONG: 'Maak de lijst in de bron korter, of neem er in de mapping minder van.',
  LOOKUP_REFUSED:
    'Kijk of deze waarde een teken bevat dat het systeem weigert, of te lang is, en verbeter die in de bron.',
  MADE_TWICE:
    'Verwijder het tweede record in het doelsysteem: de melding zegt welk. Laat geen proxy een POST herhalen.',
  MISSING: 'Niets, als de koppeling het later nog aanmaakt; zoek anders uit waarom dat niet is gebeurd.',
  NOT_FOUND:
    'Het record is uit het doelsysteem verwijderd; bij de volgende poging wordt het opgezocht of opnieuw aangemaakt.',
  NOT_RECORDED:
    'Aan het record hoeft u niets te doen: maak een plan met toegang tot beide systemen om te weten wat ermee gebeurt.',
  NUMBER_RANGE: 'Verbeter dit getal of deze datum in de bron.',
  PERIOD_CLOSED:
    'Open de periode in het doelsysteem, of boek het document daar met de hand in een andere periode, zoals de melding zegt, en zet het in links.yml op "skip".',
  PINNED_SKIP: 'Haal "skip" uit links.yml, of laat weg wat dit record nodig heeft.',
  PIN_NOT_FOUND: 'Verbeter het kenmerk in links.yml.',
  REFUSED: 'Lees de melding van het systeem, en verbeter het record of de mapping.',
  REF_NOT_FOUND: 'Maak deze code in het doelsysteem aan, of gebruik in de mapping een andere.',
  REF_UNFIT: 'Gebruik in de mapping een andere code, of maak er in het doelsysteem een die past.',
  RELATED_MISSING:
    'Herstel het verwante record in de bron, kies daar een ander, of geef de gebruiker van de koppeling het recht het te zien.',
  RELATED_SEVERAL: 'Laat er in de bron één over, of zet one: first en order in de mapping bij deze relatie.',
  REQUIRED_EMPTY: 'Vul het veld in de bron in; het record gaat dan vanzelf verder.',
  TARGET_GONE:
    'Noem om het opnieuw te laten aanmaken elk record dat erop wacht, een order én haar factuur, in de invoer "records"; leg anders in links.yml vast welk record ervoor in de plaats kwam. Is het met opzet verwijderd, zet het daar dan op "skip"; bij de factuur van een order is dat die factuur.',
  TEXT_TOO_LONG: 'Maak de tekst in de bron of in de mapping korter.',
  TOO_LONG: 'Maak de tekst in de bron korter, of kort die in de mapping in met slice(…).',
  TOTAL_MISMATCH: 'Zoek naar regels die de mapping weglaat, of naar een afronding; er is niets geboekt.',
  UNMAPPED_KEY: 'Voeg de ontbrekende rij toe aan de tabel in de map met mappings.',
  WRITE_UNCLEAR: 'Niets: de volgende run kijkt eerst of het is aangekomen voordat er iets wordt verstuurd.',
};

import type { CodesOf, Meanings } from '../meaning.ts';

const TRIES_AGAIN = 'Niets: de volgende run gaat op dezelfde plaats verder.';
const START_OVER = 'Wilt u zonder die stand opnieuw beginnen, start dan één run met `accept-state: once`.';

const accessMeanings: Meanings<CodesOf<'access'>> = {
  AUTHORISATION_EXPIRED: {
    means: 'De aanmelding bij een systeem is verlopen, omdat geen run die op tijd heeft vernieuwd.',
    todo: 'Meld u opnieuw aan met `authorize`. Er wordt niets dubbel verwerkt.',
  },
  CLIENT_REFUSED: {
    means: 'Een systeem accepteert de client-id en het client-secret van de app niet.',
    todo: 'Kopieer beide opnieuw van de plaats waar de app is geregistreerd, naar de secrets of naar `authorize`.',
  },
  CODE_REFUSED: {
    means:
      'Het systeem accepteert de code aan het eind van een aanmelding niet: die is al gebruikt, te oud, of het redirect-adres is anders.',
    todo: 'Start `authorize` nog een keer en plak het adres meteen. Het redirect-adres moet precies het geregistreerde zijn.',
  },
  FORBIDDEN: {
    means: 'De gebruiker of de app mag deze gegevens in deze administratie niet lezen of schrijven.',
    todo: 'Geef de gebruiker in dat systeem de rechten en de module of het pakket, en de app de juiste scope; `doctor` laat zien wat er ontbreekt.',
  },
  FOREIGN_ADDRESS: {
    means:
      'Een systeem verwees voor de volgende pagina van een lijst naar een ander adres, en daar wordt geen token naartoe gestuurd.',
    todo: 'Zet het adres van dat systeem in de workflow op het adres waar uw administratie staat.',
  },
  GH_FAILED: {
    means: 'Het opdrachtregelprogramma van GitHub (`gh`) kon een secret of variabele niet instellen.',
    todo: 'Start `authorize` opnieuw na `gh auth login`, of met `--output BESTAND`: dan is `gh` niet nodig.',
  },
  LOGIN_DENIED: {
    means: 'Het aanmelden is geëindigd zonder dat er toegang is gegeven.',
    todo: 'Start `authorize` nog een keer en geef de app toegang.',
  },
  LOGIN_NOT_COPIED: {
    means:
      'De tweede kopie van de aanmeldingen kon niet naar de secrets van de GitHub-omgeving worden geschreven; de flows gaan zonder door.',
    todo: 'Maak voor `secrets-token` een nieuw token met het recht "Environments" (write) voor deze repository, of verbeter `secrets.environment` in settings.yml. Tot die tijd kost een verloren stand beide aanmeldingen.',
  },
  NO_ADMINISTRATION: {
    means: 'Het aanmelden lukt, maar de gebruiker ziet geen actieve administratie, of niet de gevraagde.',
    todo: 'Meld u aan als gebruiker met deze administratie, en kies die als het systeem erom vraagt.',
  },
  NO_REFRESH_HERE: {
    means: 'Het toegangstoken is verlopen, en alleen runs op de standaardbranch vernieuwen het.',
    todo: 'Start de run op de standaardbranch.',
  },
  NO_REFRESH_TOKEN: {
    means: 'De aanmelding gaf geen refresh-token, dus kunnen runs niet vanzelf doorgaan.',
    todo: 'Lees in de melding wat dit systeem nodig heeft. Start dan `authorize` nog een keer.',
  },
  READ_REFUSED: {
    means:
      'Een systeem staat het lezen van gegevens niet toe; de reden staat in de melding, in de woorden van het systeem zelf.',
    todo: 'Controleer of de administratie deze module heeft. Is het adres van de gegevens verkeerd, dan zegt `doctor` welke regel in settings.yml dat bepaalt.',
  },
  REFRESH_REFUSED: {
    means:
      'De aanmelding wordt niet meer geaccepteerd: ze is elders vernieuwd, de toegang is ingetrokken, of de opgeslagen stand met het nieuwere token ontbreekt.',
    todo: 'Zoek uit wat er speelt, en meld u dan opnieuw aan met `authorize`. Er wordt niets dubbel verwerkt.',
  },
  UNAUTHORIZED: {
    means: 'Een systeem weigert een token dat het zelf net heeft uitgegeven.',
    todo: 'Controleer of het adres van de API en dat van de aanmelding bij elkaar horen, als de workflow die instelt.',
  },
  WRONG_DIVISION: {
    means: 'Een systeem antwoordde voor een andere administratie dan die van de workflow; daarom is de run gestopt.',
    todo: 'Verbeter de invoer die de melding noemt.',
  },
  WRONG_TENANT: {
    means: 'Een systeem antwoordde voor een andere administratie dan die van de workflow; daarom is de run gestopt.',
    todo: 'Verbeter de invoer die de melding noemt. Klopt die, dan leest het systeem de header ermee misschien niet: stel de naam ervan in settings.yml in zoals `doctor` zegt.',
  },
};

const transientMeanings: Meanings<CodesOf<'transient'>> = {
  ABORTED: { means: 'Een aanroep is samen met de run gestopt.', todo: TRIES_AGAIN },
  BAD_ANSWER: {
    means:
      'Een systeem antwoordde met iets wat niet kan kloppen, zoals een lijst waarin een pagina ontbreekt; dat antwoord is niet gebruikt.',
    todo: 'Niets: de volgende run vraagt het opnieuw. Gebeurt het vaker, doe dan wat de melding zegt.',
  },
  CALLS_KEPT_BACK: {
    means:
      'Een flow die voor het eerst alles inlaadt, heeft de aanroepen gebruikt die hij vandaag mag gebruiken en kwam niet verder, of kreeg niet af wat iemand vroeg; de andere aanroepen zijn voor de flows die bij zijn.',
    todo: 'Vroeg u om `since`, `records` of `approve`, start die run dan morgen opnieuw. Anders komen ook de volgende runs niet verder: laat de flow minder lezen, met een latere `since`, of pauzeer andere flows tot hij klaar is.',
  },
  CERTIFICATE_REFUSED: {
    means: 'Het certificaat van de server is verlopen of wordt niet vertrouwd; er is niets verstuurd.',
    todo: 'Controleer het adres van dat systeem in de workflow. Controleer op een eigen runner ook de klok, en of niets tussen de runner en het systeem een eigen certificaat gebruikt.',
  },
  DAY_BUDGET: {
    means: 'De aanroepen die een systeem deze administratie per dag toestaat, zijn op.',
    todo: 'Niets: de eerste run na het tijdstip in de melding gaat verder. Gebeurt het vaker, laat de koppeling dan minder vaak draaien.',
  },
  ERROR_BUDGET: {
    means:
      'Eén adres van een systeem gaf binnen een uur meerdere fouten; bij nog meer fouten wordt de app geblokkeerd, dus wachten de aanroepen.',
    todo: 'Los op wat de eerdere meldingen noemen. Op het tijdstip in de melding gaan de aanroepen verder.',
  },
  GAVE_UP: { means: 'Een aanroep bleef mislukken tot de tijd op was die een run eraan mag besteden.' },
  HELD_OFF: {
    means: 'Een systeem vraagt om langer met rust te worden gelaten dan een run wacht.',
    todo: 'Niets: de eerste run na het tijdstip in de melding gaat verder.',
  },
  LAST_RUN_LOST: {
    means:
      'De vorige run is afgebroken en wat die als laatste verstuurde, kan nog verschijnen; deze run doet daarom niets, anders kan het dubbel worden aangemaakt.',
    todo: 'Niets bij een geplande run. Had u om `since`, `records` of `approve` gevraagd, start die run dan na het tijdstip in de melding opnieuw.',
  },
  NOT_JSON: {
    means: 'Een systeem antwoordde met een webpagina in plaats van gegevens, meestal door onderhoud of een proxy.',
    todo: 'Niets: de volgende run gaat verder. Gebeurt het vaker, controleer dan het adres van dat systeem in de workflow.',
  },
  OUT_OF_TIME: {
    means: 'De tijd van een run was op voordat een flow verder kwam, of voordat gedaan was wat iemand vroeg.',
    todo: 'Niets als het één keer gebeurt. Gebeurt het vaker, verhoog dan `time-limit` en de `timeout-minutes` van de job; vraag bij `since`, `records` en `approve` minder in één keer.',
  },
  REDIRECT_REFUSED: {
    means: 'Een systeem verwees door naar een ander adres; dat wordt niet gevolgd, omdat tokens dan kunnen uitlekken.',
    todo: 'Controleer het adres van dat systeem in de workflow.',
  },
  RESPONSE_TOO_LARGE: {
    means: 'Een antwoord is groter dan een run leest.',
    todo: 'Gebruik in de mapping minder velden van deze lijst.',
  },
  SHARED_TOKEN_ENDED: {
    means:
      'De bedrijven van een run delen een toegangstoken, en de tien minuten daarvan waren om voordat dit bedrijf klaar was.',
    todo: 'Niets: de volgende run gaat vanaf dezelfde plaats verder. *Re-run all jobs* vernieuwt het token, *Re-run failed jobs* niet.',
  },
  SHARED_TOKEN_LATE: {
    means:
      'De bedrijven van een run delen een toegangstoken, en dat wat de tokens-job van deze run heeft opgeslagen, was binnen twee minuten niet op te halen.',
    todo: 'Niets als het overgaat: de volgende run gaat verder op dezelfde plaats. De tokens-job moet in dezelfde workflow staan.',
  },
  TOKEN_TOO_EARLY: {
    means: 'Een systeem geeft zo kort na het vorige geen nieuw toegangstoken.',
    todo: 'Niets: de eerste run na het tijdstip in de melding gaat verder.',
  },
  TOKEN_UNAVAILABLE: {
    means: 'De aanmeldserver van een systeem gaf geen bruikbaar antwoord.',
    todo: 'Niets: de volgende run probeert het opnieuw; gebeurt het vaker, controleer dan het adres, de client-id en of de gebruiker is geblokkeerd. Begin bij `authorize` over een paar minuten opnieuw.',
  },
  UNREACHABLE: {
    means: 'Er kon geen verbinding met een systeem worden gemaakt.',
    todo: 'Niets, als het een storing was: de volgende run gaat verder. Gebeurt het vaker, controleer dan het adres van dat systeem in de workflow en het netwerk van de runner.',
  },
  WRITE_UNCLEAR: { means: 'Een record is verstuurd, maar het systeem heeft niet gemeld of het is aangenomen.' },
};

const stateMeanings: Meanings<CodesOf<'state'>> = {
  ANOTHER_RUN: {
    means: 'Een andere run werkt met dezelfde stand; deze is gestopt voordat er iets dubbel kon worden geschreven.',
    todo: 'Er gaat niets verloren. Geef de workflow één `concurrency`-groep, zodat runs op elkaar wachten.',
  },
  NO_RECORDING: {
    means: 'Een plan zonder toegang tot de systemen heeft een opname nodig, en die is nog niet opgeslagen.',
    todo: 'Laat op de standaardbranch een run draaien die een record schrijft of laat wachten, desnoods door er een in de bron te wijzigen; start het plan daarna opnieuw. `recording.records` in settings.yml mag niet 0 zijn.',
  },
  OTHER_ADMINISTRATION: {
    means:
      'Een van de administraties is eerder met een andere gesynchroniseerd; de eerste run van dit paar is gestopt, want die kon de records van het ene bedrijf door die van het andere overschrijven.',
    todo: 'Verbeter het nummer van de administratie. Is het paar zo bedoeld, zet dan beide bedrijven onder `administrations` in settings.yml, of draai één keer met `accept-state: once`.',
  },
  PLAN_KEY_ONLY: {
    means: 'De plan-key past niet op dit deel van de opgeslagen stand.',
    todo: 'Geef de run de state-key.',
  },
  PREFIX_CHANGED: {
    means:
      'Het voorvoegsel van de nummers in het andere systeem (`externalKeys.prefix`) is niet dat van de opgeslagen stand; de run is gestopt, want die zou niet terugvinden wat er is geboekt.',
    todo: 'Zet het terug. De melding zegt wanneer het kan worden gewijzigd, en hoe.',
  },
  STATE_KEY_WRONG: {
    means: 'De opgeslagen stand is met een andere sleutel versleuteld.',
    todo: 'Zet het secret terug op de sleutel die eerder is gebruikt. Is die verloren, meld u dan opnieuw aan en draai daarna één keer met `accept-state: once`.',
  },
  STATE_NOT_LISTED: {
    means: 'Er kwam geen opgeslagen stand terug, en GitHub kon niet zeggen of die er is; daarom is de run gestopt.',
    todo: `Start de run later opnieuw; de job heeft \`actions: read\` nodig. ${START_OVER}`,
  },
  STATE_NOT_RESTORED: {
    means: 'De opgeslagen stand staat in de Actions-cache, maar kon niet worden opgehaald.',
    todo: `Start de run later opnieuw, volgens schema of met de hand op de standaardbranch, die zijn oude naam weer nodig heeft als hij is hernoemd. ${START_OVER}`,
  },
  STATE_NOT_SAVED: {
    means: 'De stand kon niet worden opgeslagen; daarom is de run gestopt voordat er meer werd geschreven.',
    todo: 'De regels erboven in het logboek zeggen waarom. Zegt de melding niet dat er niets verloren gaat, en weigert een systeem in de volgende run het token, meld u dan opnieuw aan.',
  },
  STATE_OLDER: {
    means: 'De stand die terugkwam is ouder dan de nieuwste; daarom is de run gestopt.',
    todo: 'Start de run later opnieuw: wat net is opgeslagen, is soms pas na minuten te zien. Gebeurt het steeds weer, start hem dan op de standaardbranch, altijd op hetzelfde soort runner.',
  },
  STATE_READ_ONLY: {
    means: 'Deze run kan geen stand opslaan en is daarom niet begonnen met schrijven.',
    todo: 'Start de run volgens schema of met de hand op de standaardbranch, met `cache-mode: write`. Zorg bij een bestand met de stand dat in de map geschreven mag worden.',
  },
  STATE_TOO_LARGE: {
    means: 'Er moet meer worden onthouden dan in de opgeslagen stand past; wat eerder is opgeslagen, blijft staan.',
    todo: 'Meld dit: er passen ongeveer een half miljoen gekoppelde records in.',
  },
  STATE_UNREADABLE: {
    means:
      'De opgeslagen stand is beschadigd, komt uit een andere repository, of heeft een vorm die deze versie niet kent.',
    todo: `Zet een kopie terug als u die hebt. ${START_OVER}`,
  },
};

/** What the codes mean with which a flow or a run stops though nobody wrote anything wrong, in Dutch. */
export const dutchRunMeanings: Meanings<CodesOf<'access' | 'transient' | 'state' | 'fault'>> = {
  ...accessMeanings,
  ...transientMeanings,
  ...stateMeanings,
  UNEXPECTED: {
    means: 'Een fout die het programma niet kent, heeft de run beëindigd.',
    todo: 'Start de run opnieuw met uitgebreide logging ("Re-run jobs", daarna "Enable debug logging"), en meld wat die laat zien.',
  },
  UNFORESEEN: {
    means:
      'Een fout die het programma niet kent, heeft deze flow gestopt; de andere gingen door, en wat gedaan is, is opgeslagen.',
    todo: 'Meld het met de regels van het logboek die met de naam van de flow beginnen. Daarin staan geen gegevens van records.',
  },
};

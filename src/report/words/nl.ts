import { deskNl } from './desk.nl.ts';
import { amountIn, countryIn, dateIn, listIn, moneyIn, type Nouns, nounsIn, timeIn } from './forms.ts';
import { inDutch, phraseInDutch } from './in-words.ts';
import { planNl } from './plan.nl.ts';
import { severalOf } from './resource-nouns.ts';
import type { Words } from './words.ts';

const locale = 'nl-NL';

const nouns: Nouns = {
  administration: ['administratie', 'administraties'],
  chart: ['grafiek', 'grafieken'],
  day: ['dag', 'dagen'],
  difference: ['verschil', 'verschillen'],
  document: ['document', 'documenten'],
  edit: ['wijziging', 'wijzigingen'],
  error: ['fout', 'fouten'],
  field: ['veld', 'velden'],
  flow: ['flow', 'flows'],
  hour: ['uur', 'uur'],
  key: ['sleutel', 'sleutels'],
  kind: ['soort', 'soorten'],
  line: ['regel', 'regels'],
  minute: ['minuut', 'minuten'],
  move: ['verschuiving', 'verschuivingen'],
  notice: ['melding', 'meldingen'],
  outcome: ['uitkomst', 'uitkomsten'],
  pause: ['pauze', 'pauzes'],
  period: ['periode', 'periodes'],
  place: ['plaats', 'plaatsen'],
  problem: ['probleem', 'problemen'],
  record: ['record', 'records'],
  row: ['rij', 'rijen'],
  step: ['stap', 'stappen'],
  sum: ['bedrag', 'bedragen'],
  total: ['totaal', 'totalen'],
  warning: ['waarschuwing', 'waarschuwingen'],
};

const { count, counted, moreOf } = nounsIn(locale, nouns, (number, noun) => `nog ${number} ${noun}`);
const amount = amountIn(locale);
const andMore = (more: number): string => (more > 0 ? ` en nog ${amount(String(more))}` : '');
const verb = (one: boolean, singular: string, plural: string): string => (one ? singular : plural);

/** What bookkeepers read, in Dutch. */
export const nl: Words = {
  language: 'nl',
  count,
  counted,
  amount,
  ...moneyIn(amount),
  date: dateIn(locale),
  time: timeIn(locale),
  list: listIn(locale),
  some: (shown, more) => `${shown.join(', ')}${andMore(more)}`,
  andMore,
  more: (number, noun, where) => `… en ${moreOf(number, noun)}; in ${where} staat alles.`,
  country: countryIn(locale),
  resource: (name) => severalOf(name, 'nl') ?? name,
  nouns,
  said: (message) => inDutch(message) ?? message,
  phrase: (words) => phraseInDutch(words) ?? words,
  see: (reference) => `Zie ${reference}`,
  reportFile: 'het rapportbestand',
  theLog: 'het logboek',

  verdict: {
    allInStep: (what) => `Alles loopt gelijk: ${what}.`,
    nothingWritten: 'er hoefde niets te worden geschreven',
    written: (what) => `Geschreven: ${what}.`,
    wait: (what, one) => `${what} ${verb(one, 'wacht', 'wachten')} op u.`,
    waitingMoney: {
      told: (sums, isKnown, several) =>
        `Documenten die wachten, inclusief btw: ${sums}${isKnown ? `; een deel daarvan kan al geboekt zijn${several ? ', en een verkoop kan er meer dan één keer bij zijn' : ''}` : ''}.`,
      sum: (money, documents, unknown) =>
        `${money} van ${documents}${unknown === null ? '' : ` (${unknown} zonder bekend bedrag)`}`,
      unknown: (documents) => `${documents} zonder bekend bedrag`,
    },
    soon: (what, one) => `${what} ${verb(one, 'wordt', 'worden')} bij de volgende run opnieuw geprobeerd.`,
    stopped: (stopped, all, names) => `${stopped} van ${all} gestopt: ${names}.`,
    stoppedAll: (names) => `${names} gestopt.`,
    tasks: (what) => `Controles noemen iets wat u met de hand moet doen, voor ${what}.`,
    deleted: (what, one) =>
      `${what} ${one ? 'is in de bron verwijderd en staat' : 'zijn in de bron verwijderd en staan'} nog in de andere boekhouding; in de samenvatting staat wat u moet doen.`,
    unknown: (what, one) => `${what} waar u om vroeg ${verb(one, 'is', 'zijn')} door geen flow gevonden.`,
    progressLost:
      'Er is geen opgeslagen voortgang, hoewel er eerder runs zijn geweest: ze is verloren gegaan of kon niet worden opgeslagen. Elk record wordt weer volledig vergeleken, en wat mensen in het doelsysteem hebben verbeterd, wordt teruggezet.',
    missed:
      'Wat er een tijd geleden in de bron is verwijderd, is niet bekend; in de samenvatting staat van welke dagen.',
    wrong: 'De run is niet goed afgelopen.',
    notCopied: 'Van de aanmeldingen is er geen tweede kopie.',
    apart: (what, fresh) => `${what} tussen de boekhoudingen${fresh}.`,
    equal: (what) => `${what} vergeleken: alles is gelijk.`,
    near: (what) =>
      `${what} vergeleken: elk apart wijkt niet meer af dan mag, maar de totalen verschillen: zie "Totalen die verschillen".`,
    booked: (money) => `${money} geboekt (exclusief btw)`,
    linked: (documents, money, one) =>
      `Gekoppeld: ${documents} ${verb(one, 'dat er al stond', 'die er al stonden')}, ${money} (exclusief btw).`,
  },

  rest: {
    why: {
      time: 'De tijd van deze run was op',
      token: 'Het toegangstoken van de job tokens is verlopen',
      calls: 'De aanroepen die het eerste inladen vandaag mag gebruiken, zijn op',
      limit: 'De limiet van een run (limit) is bereikt',
      since: 'De limiet van een run (limit) is bereikt',
      guard: 'Een guard heeft een flow van dezelfde records gestopt',
    },
    lost: (time) =>
      `De vorige run is afgebroken voordat die klaar was, of is nog bezig, en wat die als laatste verstuurde, kan nog verschijnen. Daarom deed deze run niets; de eerste run na ${time} (Nederlandse tijd) gaat verder.`,
    done: (done, all) => `${done} van ${all}`,
    goesOn: (what, time) =>
      `${what} klaar; de rest volgt in de volgende runs${time === null ? '' : ` en is over ongeveer ${time} klaar`}`,
    again: (what) => `${what} klaar; start de run nog eens met dezelfde since voor de rest`,
    againOf: (flows) => `start de run nog eens met dezelfde since voor de rest van ${flows}`,
    follows: (flows, one) => `${flows} ${verb(one, 'volgt', 'volgen')} in de volgende runs`,
    guarded: (flows, one) => `${flows} ${verb(one, 'wacht', 'wachten')} tot dat is goedgekeurd of de guard is verhoogd`,
  },

  merged: {
    good: (all) => `Alles is bij: ${all}.`,
    goodOf: (number, all) => `${number} van de ${all} ${verb(number === 1, 'is', 'zijn')} bij.`,
    open: (names, one) => `${names} ${verb(one, 'vraagt', 'vragen')} aandacht.`,
    part: (names, one) => `${names} ${verb(one, 'is', 'zijn')} maar voor een deel gesynchroniseerd.`,
    spent: (names, one) =>
      `${names} ${verb(one, 'heeft', 'hebben')} nu geen aanroepen meer over en ${verb(one, 'gaat', 'gaan')} vanzelf verder.`,
    late: (names, one) => `${names} ${verb(one, 'is', 'zijn')} nog niet klaar; de volgende runs gaan verder.`,
    bad: (names, one) => `${names} ${verb(one, 'is', 'zijn')} niet gesynchroniseerd.`,
    columns: ['Administratie', 'Hoe het ging', 'Nieuw', 'Gewijzigd', 'Wacht', 'Aanroepen'],
    damaged: (names, one) =>
      `${verb(one, 'Het rapport', 'De rapporten')} van ${names} ${verb(one, 'is', 'zijn')} niet te lezen.`,
    earlier: (names, one) =>
      one
        ? `Het rapport van ${names} is van een eerdere poging: bekijk het logboek van de job als die opnieuw heeft gelopen.`
        : `De rapporten van ${names} zijn van een eerdere poging: bekijk de logboeken van de jobs als die opnieuw hebben gelopen.`,
    fromAttempt: (attempt) => `Uit poging ${attempt}`,
    noReport: 'Er is geen rapport: de job is niet tot het einde gekomen. Bekijk het logboek van de job.',
    isDamaged: 'Het rapport is beschadigd en zegt niet hoe het ging. Bekijk het logboek van de job.',
  },

  paused: {
    title: 'Gepauzeerd',
    everything: 'Alles',
    record: (reference) => `, record ${reference}`,
    holds: ({ until, by, why, goesOn, place }) =>
      ` is gepauzeerd tot en met ${until} door ${by}: ${why} (gaat vanzelf verder op ${goesOn}; ${place})`,
    isOver: (until, place) => `: de pauze is op ${until} afgelopen. Verwijder de regel (${place}).`,
    all: 'Alle flows van deze run zijn gepauzeerd: er is niets gelezen of geschreven.',
    some: (flows, one) => `${flows} ${verb(one, 'is', 'zijn')} gepauzeerd.`,
    flow: '(gepauzeerd)',
  },

  alarm: {
    wellAgain: (what) => `Alles is weer in orde: ${what}.`,
    silent: (system, why, time) => `${system} antwoordt niet (${why}), sinds ${time}.`,
    began: (time) => `Het begon op ${time}.`,
    young: 'De volgende runs proberen het opnieuw; u krijgt een mail als het aanhoudt.',
    answers: (systems, one) => `${systems} ${verb(one, 'antwoordt', 'antwoorden')} weer.`,
    reminder: 'Herinnering: wat eerder is gemeld, is nog niet opgelost.',
    quiet: (day) => `Niets nieuws: de volgende herinnering komt op ${day}.`,
  },

  freshness: {
    fresh: (time) => `De boekhoudingen zijn bij: op ${time} liep een sync goed af.`,
    begins: 'Er is nog geen sync goed afgelopen, en er is er geen te laat.',
    notFresh: (file, hours, time) =>
      `Al ${hours} of langer is geen run van ${file} goed afgelopen: de laatste was op ${time}.`,
    neverGood: (file) => `Nog geen run die het schema van ${file} startte, is goed afgelopen.`,
    standstill: (time) => `Sinds ${time} is niets gesynchroniseerd: runs beginnen, maar elke flow stopt.`,
    lookAtRuns:
      'Bekijk de nieuwste runs van de sync. Zijn die er niet, kijk dan onder Actions of de workflow aanstaat.',
    unknown: (file, why) => `Het is niet bekend of ${file} draait: ${why}.`,
    givePermission:
      'Geef de job het recht actions: read. Heeft GitHub een storing, laat de workflow dan later nog eens draaien.',
    noWorkflow: 'Geen workflow in .github/workflows synchroniseert, dus er is niets te bewaken.',
    writeWorkflow: 'Laat de job eerst de repository uitchecken, of verwijder deze workflow.',
    off: (file, state) => `GitHub start ${file} niet: de status is ${state}.`,
    offByGitHub: (file) => `GitHub heeft het schema van ${file} uitgezet, omdat er in de repository niets gebeurde.`,
    switchOn: 'Open de workflow onder Actions en zet hem aan.',
    loginEnds: (system, day) => `De aanmelding bij ${system} eindigt op ${day} als geen sync haar vernieuwt.`,
    fixedLoginEnds: (system, day) => `De aanmelding bij ${system} eindigt op ${day}, ook als ze wordt vernieuwd.`,
    fixedLoginEnded: (system) => `De aanmelding bij ${system} is waarschijnlijk verlopen: de termijn is voorbij.`,
    logInAgain: 'Meld u opnieuw aan met authorize, en zet het nieuwe refresh-token in het secret.',
    loginEnded: (system) =>
      `De aanmelding bij ${system} is waarschijnlijk verlopen: geen sync heeft haar op tijd vernieuwd.`,
    renewLogin: 'Laat een sync draaien. Zegt die dat de aanmelding verloren is, meld u dan opnieuw aan met authorize.',
    scheduleEnds: (day) =>
      `GitHub zet de schema's van deze openbare repository uit op ${day}, omdat er niets in gebeurt.`,
    keepActive: 'Push een commit, of maak de repository privé.',
  },

  todo: {
    title: 'Wat u moet doen',
    waiting: (what, one) => `${what} ${verb(one, 'wacht', 'wachten')}`,
    passing: (what, one) =>
      `${what} ${verb(one, 'is mislukt en wordt', 'zijn mislukt en worden')} bij de volgende run opnieuw geprobeerd`,
    flowsStop: (names) => `${names} gestopt`,
    run: 'De run is niet goed afgelopen',
    example: (record) => `Bijvoorbeeld ${record}: `,
    action: 'Wat u kunt doen: ',
  },

  deletions: {
    stands: ({ one, from, target, isDocument }) =>
      `${verb(one, 'is', 'zijn')} in ${from} verwijderd, maar ${verb(one, 'staat', 'staan')} nog in ${target}. ${
        isDocument
          ? `Crediteer of verwijder ${one ? 'die daar als die niet meer geldt' : 'ze daar als ze niet meer gelden'}.`
          : `Stel ${one ? 'die' : 'ze'} daar buiten gebruik als niemand ${one ? 'die' : 'ze'} nog nodig heeft.`
      }`,
    refused: ({ one, from, target }, why) =>
      `${verb(one, 'is', 'zijn')} in ${from} verwijderd, maar ${verb(one, 'kon', 'konden')} in ${target} niet buiten gebruik worden gesteld: ${why}`,
    missed: (days) => `Verwijderingen tussen ${days}`,
    compare: (from) =>
      `: ${from} meldt niet meer wat er tussen deze dagen is verwijderd. Vergelijk de documenten van beide kanten, met een reconcile-flow als er een past bij wat deze flow boekt: die vindt wat alleen in het doelsysteem staat.`,
  },

  flows: {
    title: 'Per flow',
    columns: ['Flow', 'Wat', 'Bekeken', 'Nieuw', 'Gewijzigd', 'Gelijk', 'Overgeslagen', 'Wacht of mislukt'],
    stopped: '(gestopt)',
    upTo: (time, except) => `Bijgewerkt tot ${time} (Nederlandse tijd)${except === '' ? '' : `, behalve ${except}`}.`,
    whatWaits: 'wat nog wacht',
    rests: '(gaat verder)',
  },

  booked: {
    title: 'Wat in deze run is geboekt',
    linkedTitle: 'Wat al geboekt was en in deze run is gekoppeld',
    columns: ['Boekjaar', 'Periode', 'Btw-code', 'Documenten', 'Exclusief btw', 'Btw', 'Inclusief btw'],
    noCode: 'geen',
    all: 'alle',
    dated: (quarter) => `Met een datum in ${quarter.replace(/^(\d+) Q(\d)$/, 'kwartaal $2 van $1')}`,
    unknown: (lines) => `${lines} met onbekend bedrag`,
    computed: (system) => `btw berekend door ${system}`,
    chart: 'Geboekt exclusief btw, per btw-code',
    others: 'overige',
  },

  leftOut: {
    title: 'Wat is overgeslagen',
    noStep: 'niets te schrijven',
    line: (number, words) => `${number} overgeslagen: ${words}`,
  },

  notices: { title: 'Wat de controles melden' },

  compared: {
    title: 'Vergeleken',
    columns: [
      'Flow',
      'Stap',
      'Wat',
      'Vergeleken',
      'Gelijk',
      'Ontbreekt',
      'Verschilt',
      'Onduidelijk',
      'Alleen in doel',
      'Niet vergeleken',
    ],
    differences: (number) => `Verschillen (${number})`,
    differenceColumns: ['Record', 'Flow', 'Stap', 'Wat', 'Bron → doel', 'Nieuw'],
    kinds: { missing: 'ontbreekt', differs: 'verschilt', ambiguous: 'onduidelijk', failed: 'niet vergeleken' },
    onlyIn: (target) => `alleen in ${target}`,
    theTarget: 'het doelsysteem',
    theSource: 'het bronsysteem',
    isNew: 'nieuw',
    maybe: (candidates) => `is misschien ${candidates.join(' of ')}`,
    nothing: 'niets',
    hidden: '(niet getoond)',
    moreFields: (number) => `en nog ${number}`,
    lines: (name) => (/^\d+$/.test(name) ? `regel ${name}` : `regels ${name}`),
    fresh: (isNew, all) => (isNew === 0 ? ' (al gemeld)' : isNew === all ? ' (nieuw)' : `, waarvan ${isNew} nieuw`),
    told: (differences, fresh, kinds) => `${differences}${fresh}: ${kinds}.`,
    toldKinds: (target, numbers) => [
      [numbers.missing, verb(numbers.missing === 1, `ontbreekt in ${target}`, `ontbreken in ${target}`)],
      [numbers.differs, 'met andere waarden'],
      [numbers.ambiguous, 'onduidelijk'],
      [numbers.only, `alleen in ${target}`],
      [numbers.failed, 'niet vergeleken'],
    ],
    toldSum: (balance, unsigned) =>
      ` De totalen exclusief btw verschillen ${unsigned === null ? balance : `per saldo ${balance}, en zonder plus en min te verrekenen ${unsigned}`}.`,
    skipped: (records) => `: niet vergeleken en in geen totaal, omdat links.yml het overslaat: ${records}.`,
    worth: (reference, money) => `${reference} (${money} exclusief btw)`,
    openSummary: 'Open de samenvatting van de run: daar staat elk verschil, en wat u eraan kunt doen.',
    todo: {
      who: {
        missing: (what, one, target) => `${what} ${verb(one, 'ontbreekt', 'ontbreken')} in ${target}`,
        differs: (what, one) => `${what} ${verb(one, 'verschilt', 'verschillen')}`,
        ambiguous: (what, one) => `${what} ${verb(one, 'is', 'zijn')} onduidelijk`,
        only: (what, one, target) => `${what} ${verb(one, 'staat', 'staan')} alleen in ${target}`,
        failed: (what, one) => `${what} ${verb(one, 'kon', 'konden')} niet worden vergeleken`,
      },
      next: {
        missing: (target, _source, isDocument) =>
          `Staat in de samenvatting van de laatste sync dat dit wacht, doe dan wat daar staat. Start anders de sync met het nummer bij records${isDocument ? '; bij de factuur van een order is dat het ordernummer' : ''}. De sync maakt het dan aan, of zegt waarom het wacht. Voert u het liever met de hand in ${target} in, ${isDocument ? 'gebruik dan het nummer uit de lijst met verschillen, en zet het record eerst' : 'zet het record dan eerst'} in links.yml op "skip", onder de naam van de flow die het aanmaakt, zodat geen sync het ook nog aanmaakt.`,
        differs: () =>
          'Kijk in beide systemen welke waarde klopt, en pas de andere met de hand aan. In de lijst met verschillen staan de waarden, behalve persoonsgegevens.',
        differsBooked: (target, source) =>
          `Kijk in ${source} en in ${target} welke van beide klopt, en pas de andere met de hand aan; is die al naar de klant gestuurd of in een btw-aangifte verwerkt, boek hem dan tegen en boek hem opnieuw. In de lijst met verschillen staan de waarden, behalve persoonsgegevens.`,
        ambiguous: (target) =>
          `In ${target} komt meer dan één record in aanmerking. Leg in links.yml vast welk record het is, of zet daar "skip".`,
        only: (target, source) =>
          `Zoek uit waar dit vandaan komt. Kijk eerst of het in ${source} een concept is, geblokkeerd is, of onder een ander nummer of in een andere periode staat. Wat in beide boekhoudingen hoort, voert u ook in ${source} in; wat er niet hoort, boekt u in ${target} tegen.`,
      },
    },
  },

  totals: {
    apart: 'Totalen die verschillen',
    agree: (number) => `Totalen die gelijk zijn: ${number}`,
    within: (references) => `Een paar cent verschil, binnen wat per document mag: ${references}.`,
    notCounted: (references) => `Niet vergeleken, dus in geen totaal: ${references}.`,
    columns: [
      'Stap',
      'Boekjaar',
      'Periode',
      'Btw-code',
      'Bron',
      'Doel',
      'Verschil',
      'Btw bron',
      'Btw doel',
      'Verschil btw',
      'Niet meegeteld',
    ],
  },

  warnings: 'Waarschuwingen',

  state: {
    title: 'Aanroepen en aanmeldingen',
    columns: ['Systeem', 'Aanroepen in deze run', 'Vandaag over', 'Opnieuw aanmelden vóór'],
    unknown: 'niet bekend',
    login: (day, isFixed) => (isFixed ? day : `${day}, of eerder als geen enkele run lukt`),
  },

  details: {
    title: 'Details',
    records: (number) => `Elk record dat wacht of mislukte (${number})`,
    recordColumns: ['Record', 'Flow', 'Stap', 'Code', 'Reden', 'Wat u kunt doen', 'Pogingen', 'Volgende poging'],
    nextRun: 'bij de volgende run',
    steps: 'Stappen',
    stepColumns: ['Flow', 'Stap', 'Gelezen', 'Aangemaakt', 'Bijgewerkt', 'Ongewijzigd', 'Overgeslagen', 'Mislukt'],
    calls: 'Aanroepen per soort',
    callColumns: ['Aanroep', 'Aantal'],
    took: (seconds, from, version) =>
      `Duurde ${seconds.replace('.', ',')} s, vanaf ${from} Nederlandse tijd; versie ${version}.`,
  },

  failure: {
    early: (problems) => `De run is voortijdig gestopt: ${problems}.`,
    notBegun: (problems) => `De run is niet begonnen en er is niets geschreven: ${problems}.`,
  },

  annotations: {
    alarm: 'Melding',
    warning: 'Waarschuwing',
    more: (problems) => `Nog ${problems} in de samenvatting van de run.`,
  },

  plan: planNl,

  desk: deskNl,
};

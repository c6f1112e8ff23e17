import { dateIn } from './forms.ts';
import { fieldIn } from './labels.ts';
import type { planEn } from './plan.en.ts';

/** What bookkeepers call the records of the steps that the shipped flows have. */
const STEPS: Readonly<Record<string, readonly [one: string, several: string]>> = {
  account: ['relatie', 'relaties'],
  address: ['adres', 'adressen'],
  article: ['artikel', 'artikelen'],
  contact: ['contactpersoon', 'contactpersonen'],
  count: ['voorraadtelling', 'voorraadtellingen'],
  customer: ['klant', 'klanten'],
  debtor: ['debiteur', 'debiteuren'],
  delivery: ['levering', 'leveringen'],
  draft: ['concept', 'concepten'],
  entry: ['boeking', 'boekingen'],
  invoice: ['factuur', 'facturen'],
  item: ['artikel', 'artikelen'],
  mainContact: ['hoofdcontact', 'hoofdcontacten'],
  order: ['order', 'orders'],
  price: ['prijs', 'prijzen'],
};

const date = dateIn('nl-NL');
const verb = (one: boolean, singular: string, plural: string): string => (one ? singular : plural);

/** What a plan says, in Dutch. */
export const planNl: typeof planEn = {
  title: (systems) => `${systems}: plan`,
  theFile: 'het planbestand',
  theSummary: 'de samenvatting van de run',
  withJson: 'een plan met --json BESTAND',
  records: (number, step) => {
    const [one, several] = STEPS[step] ?? [`record (${step})`, `records (${step})`];
    return `${number} ${verb(number === 1, one, several)}`;
  },
  field: fieldIn('nl'),
  dated: (values) =>
    values.replaceAll(/ (from|until) (\d{4}-\d\d-\d\d)/g, (_, word: string, day: string) => {
      return ` ${word === 'from' ? 'vanaf' : 'tot en met'} ${date(day)}`;
    }),

  line: (create, change, refuse, money) =>
    `Plan: ${create} nieuw, ${change} te wijzigen, ${refuse} geweigerd, ${money} te boeken`,
  ofUnknownAmount: (lines) => ` en ${lines} met onbekend bedrag`,
  stopped: (stopped, all) =>
    `${stopped} van ${all} ${verb(stopped === 1, 'kon', 'konden')} niet tot het einde worden gepland.`,
  writesNothing: 'Een sync zou nu niets schrijven.',
  linked: (records, one) =>
    `${records} ${verb(one, 'bestaat', 'bestaan')} al en ${verb(one, 'wordt', 'worden')} gekoppeld.`,
  ambiguous: (number, one) =>
    `${number} van de geweigerde ${verb(one, 'wacht', 'wachten')} tot u zegt wat bij elkaar hoort.`,
  unknown: (number) => `Van ${number} is niet bekend wat ermee gebeurt.`,
  waiting: (number) =>
    `${number} ${verb(number === 1, 'record uit eerdere runs wacht', 'records uit eerdere runs wachten')} nog op de volgende poging.`,
  afterApproval: (flows, create, change, money) =>
    `Na goedkeuring van wat een guard tegenhoudt ook: ${flows}, ${create} nieuw, ${change} te wijzigen, ${money} te boeken.`,
  nothingWritten: 'Er is niets geschreven.',

  basis: {
    samples:
      'Er is geen echt record gelezen: een pull request uit een fork krijgt geen secrets. Gemaakt met de verzonnen records van de tests.',
    recorded: (flows, time) =>
      `${flows === '' ? 'Gemaakt' : `Voor ${flows}: gemaakt`} met de nieuwste records die eerdere runs hebben bewaard, tot ${time} Nederlandse tijd.`,
    notAsked: 'De systemen zelf zijn niet geraadpleegd: wat nieuw lijkt, kan er al zijn.',
    unrecorded: (flows) =>
      `Van ${flows} is niets bewaard; wat die zou schrijven en boeken, is dus niet te zien. Met de inloggegevens van beide systemen vraagt het plan het daar op.`,
    lacking: 'Niet voor elk record bewaard, en daarom hier niet bekend: ',
    later: 'De volgende syncs bewaren ze.',
    hidden: 'Persoonlijke waarden zijn verborgen; ',
    showsThem: ' laat ze zien.',
    shown: (classes) => `Leesbaar getoond: ${classes}.`,
  },

  counts: {
    title: 'Wat een sync zou doen',
    columns: ['Flow', 'Stap', 'Nieuw', 'Wijzigen', 'Gelijk', 'Overgeslagen', 'Verschilt', 'Geweigerd', 'Koppelen'],
    among: 'Wat wordt gekoppeld, telt ook mee bij de andere getallen van de rij.',
    approve: 'Om precies dit te schrijven, start u de sync met ',
    stops: (why) => ` stopt: ${why}`,
    isFirst: (steps) => `: de eerste sync. ${steps}`,
    firstStep: (step, { link, create, differ, ambiguous }) =>
      `${step}: ${link} koppelen, waarvan ${differ} wijzigen, ${create} aanmaken, ${ambiguous} onduidelijk.`,
    guard: (bounds) => ` zou stoppen voordat er iets wordt geschreven: ${bounds}.`,
    waitsForGuard: ' zou wachten: een guard stopt een flow van dezelfde records.',
    limit: (records) => ` neemt per run hoogstens ${records}; de rest wacht op latere runs.`,
    putOutOfUse: (records, names) => `: gaat buiten gebruik, want in de bron verwijderd: ${names} (${records}).`,
    reported: (records, names) => `: in de bron verwijderd; wordt gemeld en blijft hier staan: ${names} (${records}).`,
    waiting: (number) =>
      `: ${number} ${verb(number === 1, 'record wacht', 'records wachten')} nog op de volgende poging.`,
  },

  booked: 'Wat wordt geboekt',
  money: {
    title: 'Bedragen die worden geboekt',
    columns: ['Flow', 'Btw-code', 'Grootboekrekening', 'Regels', 'Bedrag'],
    unknown: (lines) => ` + ${lines} onbekend`,
  },
  links: {
    title: (lines) => `Wat bij elkaar hoort (${lines})`,
    intro: 'Deze records komen misschien overeen met bestaande. Controleer elke regel en zet die dan in ',
    below: ', onder de naam van de flow:',
    orElse: (others, why) => `of ${others.join(' of ')}: ${why}`,
  },
  refused: {
    refuse: 'Geweigerd',
    unknown: 'Niet bekend',
    columns: ['Record', 'Flow', 'Stap', 'Code', 'Reden', 'Wat u kunt doen'],
  },
  byRecord: {
    changed: (flow, records) => `${flow}: ${records} met een wijziging of verschil`,
    created: (flow, records) => `${flow}: ${records} aan te maken`,
    linked: (flow, records) => `${flow}: ${records} te koppelen zonder wijziging`,
    changeColumns: ['Record', 'Stap', 'In het doelsysteem', 'Veld', 'Nu', 'Uit de bron'],
    createColumns: ['Record', 'Stap', 'Velden'],
    linkColumns: ['Record', 'Stap', 'In het doelsysteem'],
    notRead: 'niet gelezen',
    isNew: (resource, name) => `(nieuw bij ${resource}: ${name})`,
    of: (subject, reference) => `${subject} (van ${reference})`,
  },

  change: {
    title: (systems) => `${systems}: wat deze wijziging doet`,
    incomplete: 'Niet alles kon worden vergeleken: zie hieronder.',
    failed: 'Het plan is mislukt: wat deze wijziging doet, is niet bekend.',
    commit: (sha) => `Voor commit ${sha}.`,
    noRecords: 'Er zijn geen records om te vergelijken.',
    unrecorded: (flows) => `Wat ${flows} zou doen, is niet bekend: zie hieronder.`,
    whenChanged: (isOfOthers) =>
      `Een record${isOfOthers ? ' van een andere flow' : ''} dat eerder is afgehandeld of overgeslagen, wordt uiterlijk geschreven als het weer wijzigt, of door een sync die erom vraagt (de inputs since en records).`,
    whenReadAgain: (flows, hours) =>
      `Records van ${flows} die eerder zijn afgehandeld of overgeslagen, worden ${hours === 0 ? 'door de volgende sync geschreven, die ze allemaal opnieuw leest' : `binnen ${hours} uur geschreven, als ze allemaal opnieuw worden gelezen`}.`,
    same: (records) => `Alle vergeleken records krijgen dezelfde uitkomst (${records}).`,
    sameValues: (records) => `Alle vergeleken records krijgen dezelfde waarden (${records}).`,
    beyondValues: 'De wijziging doet meer dan aan de waarden te zien is: zie hieronder.',
    differently: (changed, records, one) =>
      `Van ${records} ${verb(one, 'krijgt', 'krijgen')} er ${changed} een andere uitkomst.`,
    stay: (number, one, isRead) =>
      `${number} daarvan ${verb(one, 'staat', 'staan')} al in het doelsysteem en ${verb(one, 'blijft', 'blijven')} zoals verstuurd${isRead ? ': een sync meldt een document dat verschilt, en boekt het niet opnieuw' : ''}.`,
    errorOf: { base: (why) => `, vóór de wijziging: ${why}`, head: (why) => `, na de wijziging: ${why}` },
    seeSummary: 'De samenvatting van de run toont de gewijzigde bestanden en elk record.',
    flow: (changed, records) => `${changed} van ${records}`,
    sentAlready: (number) => `, waarvan ${number} al verstuurd`,
    notKnown: (number) => `, ${number} niet bekend`,
    byRecord: 'per record',
    recordColumns: ['Record', 'Stap', 'Veld', 'Vóór', 'Na'],
    outcome: 'uitkomst',
    outcomes: {
      created: 'aangemaakt',
      updated: 'bijgewerkt',
      unchanged: 'ongewijzigd',
      left: 'overgeslagen',
      refused: 'geweigerd',
      'not known': 'niet bekend',
      'not taken': 'niet meegenomen',
    },
  },

  edited: {
    title: 'Wat is gewijzigd',
    added: 'Toegevoegd',
    removed: 'Verwijderd',
    enabled: 'Aangezet',
    disabled: 'Uitgezet',
    changed: 'Gewijzigd, zelf of door een tabel',
    changedOff: 'Gewijzigd, maar staat uit',
    columns: ['Bestand', 'Sleutel', 'Vóór', 'Na'],
  },

  tables: {
    title: 'Gewijzigde tabellen',
    titleOfSummary: 'Wat de wijzigingen in tabellen doen',
    table: (name) => `tabel ${name}`,
    moreRows: (number) => `nog ${number} ${verb(number === 1, 'rij', 'rijen')}`,
    isNew: (value) => `${value} (nieuw)`,
    removed: (value) => `${value} (verwijderd)`,
    changed: (before, after) => `${after} in plaats van ${before}`,
    edit: (what, rows, values) => `${what} voor ${rows}: ${values}`,
    unused: 'geen flow die aanstaat gebruikt dit',
    calculated: 'gebruikt door controles en berekeningen',
    nothingWaited: 'geen record wachtte hierop',
    noEffect: 'geen record krijgt een andere uitkomst',
    notKnown: 'welke records hierdoor een andere uitkomst krijgen is niet bekend',
    refused: (records, one) => `${records} ${verb(one, 'wordt', 'worden')} dan geweigerd, en nu niet`,
    accepted: (records, one) => `${records} ${verb(one, 'wordt', 'worden')} dan niet meer geweigerd`,
  },

  /** A sum, what is charged in it, and what is credited. */
  lessCredited: (sum, charged, credited) => `${sum} (${charged} min ${credited} gecrediteerd)`,
  changes: {
    differently: (one) => ` ${verb(one, 'krijgt', 'krijgen')} een andere uitkomst`,
    countedIn: (flow) => `; meegeteld bij ${flow}`,
    withoutVat: (money) => `, ${money} exclusief btw`,
    stay: (number) =>
      number === 1
        ? '; 1 daarvan staat al in het doelsysteem en blijft zoals verstuurd'
        : `; ${number} daarvan staan al in het doelsysteem en blijven zoals verstuurd`,
    asIfBooked:
      'De bedragen hieronder zijn alsof elk document nu werd geboekt, ook documenten die blijven zoals verstuurd.',
    moved: { 'VAT code': 'Btw-code', 'ledger account': 'Grootboekrekening' },
    none: 'geen',
    fieldColumns: ['Stap', 'Veld', 'Vóór', 'Na', 'Bijvoorbeeld', 'Records'],
    otherValues: 'andere waarden',
    outcomeColumns: ['Stap', 'Uitkomst vóór', 'Uitkomst na', 'Bijvoorbeeld', 'Records'],
    periodColumns: ['Periode', 'Btw-code', 'Regels', 'Vóór', 'Na', 'Verschil'],
    placeColumns: ['Btw-code', 'Grootboekrekening', 'Regels', 'Vóór', 'Na', 'Verschil'],
    notKnown: (lines) => ` (${lines} niet bekend)`,
  },
};

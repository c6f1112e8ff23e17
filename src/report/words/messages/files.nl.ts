import type { Translations } from '../../../systems/translations.ts';

/** What may be wrong in the files that bookkeepers edit: tables, links.yml, paused.yml, and how they are written. */
export const filesInDutch: Translations = {
  sentences: [
    ['There is no flow "{}".', 'Er is geen flow "{}".'],
    ['Write the name of a flow file without .yml.', 'Schrijf de naam van het bestand van een flow, zonder .yml.'],
    ['Did you mean "{}"?', 'Bedoelde u "{}"?'],
    [
      '"{}" only verifies and writes nothing, so none of its records can be paused.',
      '"{}" controleert alleen en schrijft niets; een los record daarvan kan niet worden gepauzeerd.',
    ],
    ['Remove the line, or pause the whole flow.', 'Verwijder de regel, of pauzeer de hele flow.'],
    ['"{}" would be read as a reference in the target.', '"{}" zou als een kenmerk in het doelsysteem worden gelezen.'],
    ['Write skip in small letters.', 'Schrijf skip in kleine letters.'],
    [
      '"{}" is linked to "{}" as well, but a target record belongs to one source record.',
      '"{}" is ook aan "{}" gekoppeld, maar een record in het doelsysteem hoort bij één record in de bron.',
    ],
    ['Write skip for one of them.', 'Zet bij een van beide skip.'],
    [
      'A list behind a key holds values with the days they are for.',
      'In een lijst achter een sleutel staan waarden met de dagen waarvoor ze gelden.',
    ],
    [
      'Write one value, or one line per period: { value: VH, from: 2027-01-01 }.',
      'Schrijf één waarde, of één regel per periode: { value: VH, from: 2027-01-01 }.',
    ],
    [
      'This period ends on {}, before it begins on {}.',
      'Deze periode eindigt op {#}, en dat is vóór het begin op {#}.',
    ],
    [
      'Correct one of them: the value holds on both days and between them.',
      'Verbeter een van beide: de waarde geldt op beide dagen en daartussen.',
    ],
    ['On {…} two values hold: this one and that of line {}.', 'Op {#} gelden twee waarden: deze en die van regel {}.'],
    [
      'Let the earlier one end ("until") the day before the later one begins ("from").',
      'Laat de eerste eindigen ("until") op de dag voordat de volgende begint ("from").',
    ],
    ['This row of the table has no value.', 'Deze regel van de tabel heeft geen waarde.'],
    [
      'Write it in place of the ?, or begin the line with a # again.',
      'Schrijf die op de plaats van het ?, of laat de regel weer met een # beginnen.',
    ],
    [
      'Write the value after the key, or remove the line.',
      'Schrijf de waarde achter de sleutel, of verwijder de regel.',
    ],
    ['A table is a group of keys and values.', 'Een tabel bestaat uit sleutels en waarden.'],
    ['Write one line per key, such as NL: "1".', 'Schrijf één regel per sleutel, zoals NL: "1".'],
    ['A table does not repeat its name.', 'De naam van de tabel hoort niet in het bestand.'],
    [
      'Remove this line, and begin the rows at the start of their lines.',
      'Verwijder deze regel, en laat de andere regels vooraan beginnen.',
    ],
    ['This key is empty.', 'Deze sleutel is leeg.'],
    ['This key has blanks at its ends.', 'Deze sleutel begint of eindigt met een spatie.'],
    [
      'Write the key as the source has it, without blanks.',
      'Schrijf de sleutel zoals die in de bron staat, zonder spaties.',
    ],
    ['No flow uses the table {}.', 'Geen flow gebruikt de tabel {}.'],
    ['No flow uses the part {}.', 'Geen flow gebruikt het onderdeel {}.'],
    ['Did you mean {}? Rename the file to {}.yml.', 'Bedoelde u {}? Noem het bestand dan {}.yml.'],
    ['There is no folder "tables/{}".', 'Er is geen map "tables/{}".'],
    [
      'Make the folder with the rows of this company, or remove this key.',
      'Maak de map met de regels van dit bedrijf, of verwijder deze sleutel.',
    ],
    ['The pins in this file are not read.', 'De koppelingen in dit bestand worden niet gelezen.'],
    ['Move its lines to links.yml.', 'Zet de regels ervan in links.yml.'],
    [
      'Move the lines about {} to links.yml, and delete this file.',
      'Zet de regels die over {} gaan in links.yml, en verwijder dit bestand.',
    ],
    [
      'Rename it after a company in settings.yml, such as {}, or delete it.',
      'Geef het de naam van een bedrijf uit settings.yml, zoals {}, of verwijder het.',
    ],
    [
      'This line is no row: a row is a key, a colon, a blank and a value.',
      'Deze regel klopt niet: een regel is een sleutel, een dubbele punt, een spatie en een waarde.',
    ],
    ['Write {}', 'Schrijf {}'],
    [
      'This line has no key with a colon and a blank behind it.',
      'In deze regel staat geen sleutel met een dubbele punt en een spatie erachter.',
    ],
    ['This key is here twice.', 'Deze sleutel staat hier twee keer.'],
    ['Keep one of them.', 'Laat er één staan.'],
    ['This cannot be a key.', 'Dit kan geen sleutel zijn.'],
    ['Use a plain text as key.', 'Gebruik gewone tekst als sleutel.'],
    ['{} would be read as the number {}.', '{} zou als het getal {} worden gelezen.'],
    ["Write '{}' with quotes.", "Schrijf '{}' met aanhalingstekens."],
    ['This is not valid YAML: {…}.', 'Dit is geen geldige YAML: {}.'],
    [
      'This is not valid YAML: a text in quotes that begins here does not end on its line.',
      'Dit is geen geldige YAML: hier begint tekst tussen aanhalingstekens die niet op dezelfde regel eindigt.',
    ],
    ['Close it with the same quote.', 'Sluit de tekst af met hetzelfde aanhalingsteken.'],
    ['Close every bracket, brace and quote.', 'Sluit elk haakje, elke accolade en elk aanhalingsteken.'],
    [
      'Close every bracket and brace, and give parts of one group the same number of blanks at the start.',
      'Sluit elk haakje en elke accolade, en laat regels die bij elkaar horen met evenveel spaties beginnen.',
    ],
    [
      'Write a blank after the colon of a key, and close every bracket, brace and quote.',
      'Zet een spatie na de dubbele punt van een sleutel, en sluit elk haakje, elke accolade en elk aanhalingsteken.',
    ],
    [
      'Look on this line and above for a bracket or brace too few or too many, or for wrong blanks at the start.',
      'Kijk in deze regel en erboven of er een haakje of accolade te veel of te weinig staat, of een verkeerd aantal spaties vooraan.',
    ],
    ['Write a colon and a blank after the key.', 'Zet een dubbele punt en een spatie na de sleutel.'],
    ['Use single quotes around the text.', 'Zet enkele aanhalingstekens om de tekst.'],
    ['Indent with spaces.', 'Spring in met spaties.'],
    ['Make it a file of its own.', 'Maak er een eigen bestand van.'],
    [
      'Name a field by its bare name; put a text that begins like this in quotes.',
      'Schrijf alleen de naam van een veld; tekst die zo begint, staat tussen aanhalingstekens.',
    ],
    [
      'YAML reads "!" at the start as a tag, and nothing is left.',
      'YAML leest een "!" vooraan als een tag, en dan blijft er niets over.',
    ],
    [
      'Put an expression in single quotes when it starts with a quote or !, or holds ": ", " #" or, inside braces, a comma.',
      'Zet een expressie tussen enkele aanhalingstekens als die met een aanhalingsteken of ! begint, of als er ": ", " #" of, binnen accolades, een komma in staat.',
    ],
    ['An expression like this is written in quotes: {}', 'Zo’n expressie staat tussen aanhalingstekens: {}'],
    ['No anchor &{} stands before this.', 'Hiervoor staat geen anker &{}.'],
    ['Add it.', 'Voeg het toe.'],
    ['The alias contains itself.', 'De alias verwijst naar zichzelf.'],
    ['Write it out.', 'Schrijf het uit.'],
    ['The file is larger than {} million characters.', 'Het bestand is groter dan {} miljoen tekens.'],
    ['The file has more than {} keys and values.', 'Het bestand heeft meer dan {} sleutels en waarden.'],
    ['Split it.', 'Splits het.'],
    ['The file is nested too deeply.', 'Het bestand heeft te veel niveaus.'],
    ['This is nested more than {} levels deep.', 'Dit is meer dan {} niveaus diep.'],
    ['Use fewer levels.', 'Gebruik minder niveaus.'],
    ['The aliases of the file make too many copies.', 'De aliassen in het bestand maken te veel kopieën.'],
    ['Write the parts out.', 'Schrijf de delen uit.'],
    [
      'Git could not merge two versions of these lines, and marked both.',
      'Git kon twee versies van deze regels niet samenvoegen en heeft ze allebei gemarkeerd.',
    ],
    [
      'Keep the lines that are right, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>.',
      'Laat de goede regels staan, en verwijder de regels die met <<<<<<<, ======= en >>>>>>> beginnen.',
    ],
    [
      'A curly quote stands here, which is a letter like any other.',
      'Hier staat een krul-aanhalingsteken, en dat telt als een gewone letter.',
    ],
    ['Type straight quotes: " or \'.', 'Typ rechte aanhalingstekens: " of \'.'],
    [
      'A no-break space stands here, which looks like a blank and is a letter.',
      'Hier staat een vaste spatie: die lijkt op een spatie, maar telt als een letter.',
    ],
    ['Delete it and type a blank.', 'Haal die weg en typ een gewone spatie.'],
    [
      'Braces begin a group of keys, and this is a name.',
      'Met accolades begint een groep sleutels, maar dit is een naam.',
    ],
    ['A comma ends a value inside braces.', 'Binnen accolades beëindigt een komma de waarde.'],
  ],
  phrases: [
    ['any day', 'elke dag'],
    ['Write it without braces: {}', 'Schrijf het zonder accolades: {}'],
    ['Decimals come after a point: {}{}', 'Decimalen staan achter een punt: {}{}'],
    ['a text cannot begin with {}', 'tekst kan niet met {} beginnen'],
    [
      'a colon and a blank begin a new key inside braces or brackets',
      'een dubbele punt met een spatie begint binnen haakjes een nieuwe sleutel',
    ],
    [
      'a line has one key, and a colon and a blank make a second one',
      'een regel heeft één sleutel, en een dubbele punt met een spatie maakt er een tweede',
    ],
    ['something follows the end of a text or a list', 'er staat nog iets achter het einde van een tekst of een lijst'],
    ['a brace that begins here does not end', 'een accolade die hier begint, wordt niet gesloten'],
    ['a bracket that begins here does not end', 'een haakje dat hier begint, wordt niet gesloten'],
    [
      'a text in quotes that begins here does not end',
      'tekst tussen aanhalingstekens die hier begint, wordt niet gesloten',
    ],
    ['this line has no key', 'deze regel heeft geen sleutel'],
    ['a second document begins here', 'hier begint een tweede document'],
    [
      'a backslash in double quotes begins a special sign',
      'een backslash tussen dubbele aanhalingstekens begint een speciaal teken',
    ],
    ['a tab stands where blanks are needed', 'er staat een tab waar spaties horen'],
    ['brackets or braces are nested too deeply', 'haakjes of accolades staan te diep in elkaar'],
  ],
};

import type { Translations } from '../../../systems/translations.ts';

/** What may be wrong in the files that bookkeepers edit: tables, links.yml, paused.yml. */
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
    ['This period ends on {}, before it begins on {}.', 'Deze periode eindigt op {}, en dat is vóór het begin op {}.'],
    [
      'Correct one of them: the value holds on both days and between them.',
      'Verbeter een van beide: de waarde geldt op beide dagen en daartussen.',
    ],
    ['On {…} two values hold: this one and that of line {}.', 'Op {} gelden twee waarden: deze en die van regel {}.'],
    [
      'Let the earlier one end ("until") the day before the later one begins ("from").',
      'Laat de eerste eindigen ("until") op de dag voordat de volgende begint ("from").',
    ],
    ['This row of the table has no value.', 'Deze regel van de tabel heeft geen waarde.'],
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
  ],
  phrases: [['any day', 'elke dag']],
};

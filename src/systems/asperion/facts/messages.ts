import type { KnownMessage } from '../../known-message.ts';

/**
 * What Asperion says. None of its messages is published: the form of its answers is that of ASP.NET Core (AS-errors), and so are these words, which
 * is why each is marked.
 */
export const messages: readonly KnownMessage[] = [
  {
    says: ['One or more validation errors occurred'],
    cause: {
      en: 'Asperion does not accept the values of one or more fields; what follows names them.',
      nl: 'Asperion accepteert de waarden van een of meer velden niet; de rest van de melding noemt ze.',
    },
    fix: {
      en: 'Correct the fields that the message names, in the source or in the mapping.',
      nl: 'Verbeter de velden die de melding noemt, in de bron of in de mapping.',
    },
    source: 'AS-errors',
    isInferred: true,
  },
  {
    says: ['The … field is required'],
    cause: {
      en: 'A field that Asperion needs is empty: the message names it.',
      nl: 'Een veld dat Asperion verplicht stelt, is leeg: de melding noemt het.',
    },
    fix: {
      en: 'Fill the field in the source, or map it.',
      nl: 'Vul het veld in de bron, of neem het op in de mapping.',
    },
    source: 'AS-errors',
    isInferred: true,
  },
];

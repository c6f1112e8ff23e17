import type { ErrorClass } from '../../errors/codes.ts';
import type { InEach } from '../../errors/language.ts';

/** What a class of errors means for a run. */
export interface ClassWords {
  readonly title: InEach;
  readonly says: InEach;
  /** The page that explains it. */
  readonly page: string;
}

/** Every class of errors. */
export const CLASSES: Readonly<Record<ErrorClass, ClassWords>> = {
  config: {
    title: { en: 'Something that a person wrote', nl: 'Iets wat iemand heeft geschreven' },
    says: {
      en: 'Somebody must correct a file, an input or a setting. Nothing was written for it.',
      nl: 'Iemand moet een bestand, een invoer of een instelling verbeteren. Er is hiervoor niets geschreven.',
    },
    page: 'docs/troubleshooting.md',
  },
  access: {
    title: { en: 'Logins and rights', nl: 'Aanmeldingen en rechten' },
    says: {
      en: 'A login or a right is missing. Runs fail until somebody gives it.',
      nl: 'Er ontbreekt een aanmelding of een recht. Tot iemand dat regelt, mislukken runs.',
    },
    page: 'docs/troubleshooting.md#a-login-is-lost',
  },
  transient: {
    title: { en: 'Passing failures', nl: 'Storingen die vanzelf overgaan' },
    says: {
      en: 'It passes by itself: the next run goes on from the same place.',
      nl: 'Het gaat vanzelf over: de volgende run gaat op dezelfde plaats verder.',
    },
    page: 'README.md#when-something-fails',
  },
  record: {
    title: { en: 'One record', nl: 'Eén record' },
    says: {
      en: 'This record was set aside as a dead letter. The others went on, and it is tried again later.',
      nl: 'Dit record is apart gezet. De andere gingen door, en dit wordt later opnieuw geprobeerd.',
    },
    page: 'README.md#when-something-fails',
  },
  state: {
    title: { en: 'The saved state', nl: 'Wat tussen runs is bewaard' },
    says: {
      en: 'The run stopped before it wrote anything, because its memory of earlier runs cannot be trusted or saved.',
      nl: 'De run is gestopt voordat er iets werd geschreven, omdat wat van eerdere runs is bewaard niet te vertrouwen of niet op te slaan is.',
    },
    page: 'docs/security.md#what-is-kept-where',
  },
  fault: {
    title: { en: 'Faults of the program', nl: 'Fouten van het programma' },
    says: { en: 'This is a mistake of the program, not yours.', nl: 'Dit is een fout van het programma, niet van u.' },
    page: 'README.md#when-something-fails',
  },
};

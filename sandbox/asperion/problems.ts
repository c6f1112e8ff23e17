/** A sentence in both languages of the API (AS-language). */
export interface Sentence {
  readonly en: string;
  readonly nl: string;
}

/** The language of an answer: Dutch for `nl` and `nl-*`, else English (AS-language). */
export function languageOf(acceptLanguage: string | null | undefined): keyof Sentence {
  return /^\s*nl\b/i.test(acceptLanguage ?? '') ? 'nl' : 'en';
}

/** Key of a field in `errors`: PascalCase, as ASP.NET Core names properties (AS-errors, inferred). */
function errorKey(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}

/** Collects what is wrong with a body or a query, by field. */
export class Problems {
  readonly #byField = new Map<string, Sentence[]>();

  add(field: string, sentence: Sentence): void {
    const key = errorKey(field);
    this.#byField.set(key, [...(this.#byField.get(key) ?? []), sentence]);
  }

  has(field: string): boolean {
    return this.#byField.has(errorKey(field));
  }

  /** The collected problems, by key of `errors`. */
  get all(): ReadonlyMap<string, readonly Sentence[]> {
    return this.#byField;
  }

  /** Takes over the problems of one line, counted from 1. */
  addLine(number: number, line: Problems): void {
    for (const [key, list] of line.#byField) for (const one of list) this.add(key, sentences.onLine(number, one));
  }

  /** Throws a 400 with all collected problems, if there are any. */
  refuse(): void {
    if (this.#byField.size === 0) return;
    throw new Refusal(400, titles.validation, { errors: this.#byField });
  }
}

/** An error answer; the server turns it into a body (AS-errors). */
export class Refusal extends Error {
  readonly status: number;
  readonly title: Sentence;
  readonly detail: Sentence | undefined;
  readonly errors: ReadonlyMap<string, readonly Sentence[]>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    title: Sentence,
    more: {
      detail?: Sentence;
      errors?: ReadonlyMap<string, readonly Sentence[]>;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(title.en);
    this.status = status;
    this.title = title;
    this.detail = more.detail;
    this.errors = more.errors ?? new Map();
    this.headers = more.headers ?? {};
  }

  /** The body in one language, as RFC 7807 problem details. */
  body(language: keyof Sentence, traceId: string): Record<string, unknown> {
    return {
      type: typeOf(this.status),
      title: this.title[language],
      status: this.status,
      ...(this.detail === undefined ? {} : { detail: this.detail[language] }),
      traceId,
      ...(this.errors.size === 0
        ? {}
        : {
            errors: Object.fromEntries(
              [...this.errors].map(([key, list]) => [key, list.map((sentence) => sentence[language])]),
            ),
          }),
    };
  }
}

/** The standard that defines a status, as ASP.NET Core writes it. */
function typeOf(status: number): string {
  const section = status === 429 ? 'rfc6585#section-4' : `rfc9110#section-15.5.${status - 399}`;
  return `https://tools.ietf.org/html/${section}`;
}

/** Titles of the answers, by what went wrong. */
export const titles = {
  validation: { en: 'One or more validation errors occurred.', nl: 'Er zijn een of meer validatiefouten opgetreden.' },
  token: { en: 'The access token is missing or no longer valid.', nl: 'Het toegangstoken ontbreekt of is verlopen.' },
  tenant: { en: 'No access to this administration.', nl: 'Geen toegang tot deze administratie.' },
  package: { en: 'This needs the inTrade package.', nl: 'Hiervoor is het pakket inTrade nodig.' },
  notFound: { en: 'Not found.', nl: 'Niet gevonden.' },
  method: { en: 'This cannot be done with this resource.', nl: 'Dit kan niet met dit onderdeel.' },
  duplicate: { en: 'The number is already in use.', nl: 'Het nummer is al in gebruik.' },
  mediaType: { en: 'The content type is not supported.', nl: 'Het type inhoud wordt niet ondersteund.' },
  throttled: { en: 'Too many requests.', nl: 'Te veel verzoeken.' },
} as const satisfies Record<string, Sentence>;

/** Sentences about one field; `field` is the API's name. */
export const sentences = {
  required: (field: string): Sentence => ({
    en: `The ${errorKey(field)} field is required.`,
    nl: `Het veld ${errorKey(field)} is verplicht.`,
  }),
  unknownValue: (field: string, value: unknown): Sentence => ({
    en: `The value '${String(value)}' of ${errorKey(field)} is not known.`,
    nl: `De waarde '${String(value)}' van ${errorKey(field)} is niet bekend.`,
  }),
  wrongType: (field: string, type: string): Sentence => ({
    en: `The value of ${errorKey(field)} is not a valid ${type}.`,
    nl: `De waarde van ${errorKey(field)} is geen geldige ${type}.`,
  }),
  unknownField: (field: string): Sentence => ({
    en: `The field ${errorKey(field)} does not exist.`,
    nl: `Het veld ${errorKey(field)} bestaat niet.`,
  }),
  readOnly: (field: string): Sentence => ({
    en: `The field ${errorKey(field)} cannot be written.`,
    nl: `Het veld ${errorKey(field)} kan niet worden gewijzigd.`,
  }),
  inUse: (field: string, value: unknown): Sentence => ({
    en: `${errorKey(field)} '${String(value)}' is already in use.`,
    nl: `${errorKey(field)} '${String(value)}' is al in gebruik.`,
  }),
  decimals: (field: string): Sentence => ({
    en: `${errorKey(field)} may have at most 2 decimals.`,
    nl: `${errorKey(field)} mag hoogstens 2 decimalen hebben.`,
  }),
  processed: (): Sentence => ({
    en: 'The document has been processed and cannot be changed.',
    nl: 'Het document is verwerkt en kan niet worden gewijzigd.',
  }),
  closed: (bookyear: unknown, bookperiod: unknown): Sentence => ({
    en: `Period ${String(bookperiod)} of ${String(bookyear)} is closed.`,
    nl: `Periode ${String(bookperiod)} van ${String(bookyear)} is afgesloten.`,
  }),
  unbalanced: (difference: string): Sentence => ({
    en: `The entry is not balanced: the lines sum to ${difference}.`,
    nl: `De boeking is niet in balans: de regels tellen op tot ${difference}.`,
  }),
  onLine: (number: number, sentence: Sentence): Sentence => ({
    en: `Line ${number}: ${sentence.en}`,
    nl: `Regel ${number}: ${sentence.nl}`,
  }),
} as const;

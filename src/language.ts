/** The languages that people are addressed in. */
export const LANGUAGES = ['en', 'nl'] as const;

/** One of them. */
export type Language = (typeof LANGUAGES)[number];

/** A text in each language. */
export type InEach = Readonly<Record<Language, string>>;

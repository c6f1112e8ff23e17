/** The languages that people read. */
export const LANGUAGES = ['en', 'nl'] as const;

/** A language that people read. */
export type Language = (typeof LANGUAGES)[number];

/** A text in each language. */
export type InEach = Readonly<Record<Language, string>>;

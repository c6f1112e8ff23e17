/** The languages that people read. */
export const LANGUAGES = ['en', 'nl'] as const;

/** A language that people read. */
export type Language = (typeof LANGUAGES)[number];

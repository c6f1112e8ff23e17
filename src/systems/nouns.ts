/** The words for one and for several records of a kind. */
export type NounForms = readonly [one: string, several: string];

/** What people call the records of a system, by resource, in each language of reports. */
export type RecordNouns = Readonly<Record<string, Readonly<Record<'en' | 'nl', NounForms>>>>;

/** An English text with what it is in Dutch. */
export type Translation = readonly [english: string, dutch: string];

/**
 * What messages are in Dutch. In the English, `{}` is a value that stays as it is, `{…}` words that have a row of their own, and
 * `{… or …}` names, and `{… and …}` words of which each has a row; in the Dutch, `{}` is the next of them and `{2}` the second; with `#`, as in `{#}`, it is an amount,
 * a day or a time, and is written as people do; with `~` it names fields or resources, and gets the words that people have for them.
 */
export interface Translations {
  /** Whole sentences, and messages that others put into a sentence. */
  readonly sentences: readonly Translation[];
  /** Words for the places `{…}`. */
  readonly phrases: readonly Translation[];
}

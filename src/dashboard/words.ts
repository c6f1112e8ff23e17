/** Texts that come again and again, each kept once; rows name a text by its place. */
export class TextList {
  readonly #places = new Map<string, number>();
  readonly #texts: string[] = [];

  /** The place of a text. */
  place(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const place = this.#texts.push(text) - 1;
    this.#places.set(text, place);
    return place;
  }

  /** All texts, in the order of their places. */
  get texts(): readonly string[] {
    return this.#texts;
  }
}

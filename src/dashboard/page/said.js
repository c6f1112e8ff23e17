import { count, writeNumbersIn } from './numbers.js';

/** What the page says, in the language that it was made in. */

let texts = {};

/** Gives the page its texts. */
export function speak(words) {
  texts = words;
  writeNumbersIn(words.locale);
}

/** A text by its name, with its values. */
export const say = (name, ...values) => texts[name].replaceAll(/\{(\d)\}/g, (_, place) => values[place - 1]);

/** `3 runs`, `1 run`, from the name of its words. */
export function counted(number, name) {
  const [one, several] = say(name).split('|');
  return `${count(number)} ${number === 1 ? one : several}`;
}

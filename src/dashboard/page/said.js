import { byId } from './element.js';
import { count } from './numbers.js';

/** What the page says, in the language that it was made in. */
const texts = JSON.parse(byId('texts').textContent);

/** A text by its name, with its values. */
export const say = (name, ...values) => texts[name].replaceAll(/\{(\d)\}/g, (_, place) => values[place - 1]);

/** `3 runs`, `1 run`, from the name of its words. */
export function counted(number, name) {
  const [one, several] = say(name).split('|');
  return `${count(number)} ${number === 1 ? one : several}`;
}

/** `1 record`, `2 records`; a plural without an s is given: `2 guesses`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

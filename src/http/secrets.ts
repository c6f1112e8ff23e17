/** A shorter value may stand anywhere in a message. */
const SHORTEST = 3;

/** Replaces secrets by `***`, the longest first, also where they are encoded for a form or an address. */
export function redactSecrets(text: string, secrets: readonly string[]): string {
  const spellings = secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret.toWellFormed())])
    .filter((each) => each !== '');
  return [...new Set(spellings)]
    .sort((left, right) => right.length - left.length)
    .reduce((masked, secret) => masked.replaceAll(secret, '***'), text);
}

/**
 * Takes the values that a call asked for out of a system's message about it: quoted texts of an OData filter and the values
 * of query parameters.
 */
export function redactQuery(message: string, url: string): string {
  const parameters = [...(URL.parse(url)?.searchParams.values() ?? [])];
  const quoted = parameters.flatMap((text) => [...text.matchAll(/'((?:[^']|'')*)'/g)].map(([, value = '']) => value));
  return redactSecrets(
    message,
    [...quoted.map((value) => value.trim()), ...parameters].filter((value) => value.length >= SHORTEST),
  );
}

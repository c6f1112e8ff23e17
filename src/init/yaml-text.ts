/** Words that YAML does not read as text. */
const TRAPS = /^(true|false|yes|no|on|off|null|y|n|nan|inf)$/i;

/** A text as a key or a value of YAML: plain where that is safe, else in quotes. */
export function scalar(text: string): string {
  return /^[A-Za-z][\w.-]*$/.test(text) && !TRAPS.test(text) ? text : JSON.stringify(text);
}

/** What may stand in a comment: names come from outside and may hold line ends. */
export function remark(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  return clean.length > 160 ? `${clean.slice(0, 159)}…` : clean;
}

/** A comment behind a value; nothing for an empty text. */
export const commentBehind = (text: string): string => (text === '' ? '' : ` # ${remark(text)}`);

/** The line that tells an editor without settings which schema a file has. */
export const schemaLine = (schema: string): string =>
  `# yaml-language-server: $schema=https://raw.githubusercontent.com/OWNER/exact-asperion-sync/v0/mappings/schema/${schema}.schema.json`;

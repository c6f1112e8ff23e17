import { deflateRawSync } from 'node:zlib';

/** A value as a text that may stand in the page: JSON, deflated, in base64. The page opens it when it is looked at. */
export function pack(value: unknown): string {
  return deflateRawSync(JSON.stringify(value)).toString('base64');
}

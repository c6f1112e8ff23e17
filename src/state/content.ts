import { isObject } from '../schema.ts';

/** Begins a content with bytes beside its JSON; JSON itself never begins with it. */
const WITH_BYTES = 0;
const LENGTH_BYTES = 4;
const JSON_START = 1 + LENGTH_BYTES;

/** In the place of bytes: where they are behind the JSON. */
const PLACE = 'bytes from, to';

/**
 * A value as an entry holds it, in pieces: its JSON, and behind that all bytes in it (Uint8Array) as they are. A value without
 * bytes is its JSON alone.
 */
export function piecesOf(value: unknown): readonly (string | Uint8Array)[] {
  const parts: Uint8Array[] = [];
  let end = 0;
  const json = JSON.stringify(value, (_, one: unknown) => {
    if (!(one instanceof Uint8Array)) return one;
    const from = end;
    end += one.length;
    parts.push(one);
    return { [PLACE]: [from, end] };
  });
  if (parts.length === 0) return [json];
  const text = Buffer.from(json);
  const start = Buffer.alloc(JSON_START);
  start[0] = WITH_BYTES;
  start.writeUInt32LE(text.length, 1);
  return [start, text, ...parts];
}

/** The value of a content. Its bytes are those of the content. Throws for what `piecesOf` does not make. */
export function valueIn(content: Buffer): unknown {
  if (content[0] !== WITH_BYTES) return JSON.parse(content.toString());
  const end = JSON_START + content.readUInt32LE(1);
  const parts = content.subarray(end);
  return JSON.parse(content.toString('utf8', JSON_START, end), (_, one: unknown) => {
    const place: unknown = isObject(one) ? one[PLACE] : undefined;
    return Array.isArray(place) ? partAt(parts, Number(place[0]), Number(place[1])) : one;
  });
}

function partAt(parts: Buffer, from: number, to: number): Uint8Array {
  if (!(from <= to && to <= parts.length)) throw new RangeError('Bytes that are not there.');
  return new Uint8Array(parts.buffer, parts.byteOffset + from, to - from);
}

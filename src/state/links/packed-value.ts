/** A value of a link. */
export type Packable = string | number | boolean | null;

/** How a value is packed: the first byte. Short texts, ids and fingerprints take few bytes; every other text is kept as it is in memory. */
const KIND = { null: 0, true: 1, false: 2, number: 3, short: 4, text: 5, id: 6, fingerprint: 7 } as const;

const NUMBER_BYTES = 8;
const ID_BYTES = 16;
const FINGERPRINT_BYTES = 8;
const SHORT_CHARACTERS = 255;

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const FINGERPRINT = /^[0-9a-f]{16}$/;
const ONE_BYTE_EACH = /^[^\u0100-\uffff]*$/;

/** The most bytes that a value can take. */
export function roomFor(value: Packable): number {
  return typeof value === 'string' ? 5 + 2 * value.length : 1 + NUMBER_BYTES;
}

/** Writes a value at `at` and returns the place behind it. */
export function packValue(bytes: Buffer, at: number, value: Packable): number {
  if (typeof value === 'string') return packText(bytes, at, value);
  if (typeof value !== 'number') return bytes.writeUInt8(KIND[String(value) as 'null' | 'true' | 'false'], at);
  return bytes.writeDoubleLE(value, bytes.writeUInt8(KIND.number, at));
}

function packText(bytes: Buffer, at: number, text: string): number {
  const start = at + 1;
  if (text.length === 16 && FINGERPRINT.test(text)) {
    bytes[at] = KIND.fingerprint;
    return start + bytes.write(text, start, 'hex');
  }
  if (text.length === 36 && ID.test(text)) {
    bytes[at] = KIND.id;
    return start + bytes.write(text.replaceAll('-', ''), start, 'hex');
  }
  if (text.length <= SHORT_CHARACTERS && ONE_BYTE_EACH.test(text)) {
    bytes[at] = KIND.short;
    bytes[start] = text.length;
    return start + 1 + bytes.write(text, start + 1, 'latin1');
  }
  bytes[at] = KIND.text;
  const textStart = bytes.writeUInt32LE(2 * text.length, start);
  return textStart + bytes.write(text, textStart, 'utf16le');
}

/** Reads values one after the other. */
export class PackedReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** The next value. Throws TypeError for what `packValue` does not write. */
  next(): Packable {
    switch (this.#bytes[this.#at++]) {
      case KIND.null:
        return null;
      case KIND.true:
        return true;
      case KIND.false:
        return false;
      case KIND.number:
        return this.#bytes.readDoubleLE(this.#step(NUMBER_BYTES));
      case KIND.short:
        return this.#text('latin1', this.#bytes[this.#at++] ?? 0);
      case KIND.text:
        return this.#text('utf16le', this.#bytes.readUInt32LE(this.#step(4)));
      case KIND.id:
        return dashed(this.#text('hex', ID_BYTES));
      case KIND.fingerprint:
        return this.#text('hex', FINGERPRINT_BYTES);
      default:
        throw new TypeError('This is no packed value.');
    }
  }

  #text(encoding: BufferEncoding, length: number): string {
    const start = this.#step(length);
    return this.#bytes.toString(encoding, start, start + length);
  }

  #step(length: number): number {
    const start = this.#at;
    this.#at += length;
    return start;
  }
}

const dashed = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

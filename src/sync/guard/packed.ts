import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { decodeRecord, type EncodedValue, encodeRecord } from '../../state/value-codec.ts';
import type { ChangePage } from '../../systems/system.ts';
import type { RecordValues } from '../../values.ts';

/** So many records are packed together. */
const TOGETHER = 256;

/** Content of JSON, deflated. It is copied, because what zlib returns keeps the room that it shares with other buffers. */
export type Packed = Uint8Array;

const pack = (content: unknown): Packed => new Uint8Array(deflateRawSync(JSON.stringify(content), { level: 1 }));
const unpack = (packed: Packed): unknown => JSON.parse(inflateRawSync(packed).toString());

/** A page of a feed, packed. */
export const packPage = ({ records, ...page }: ChangePage): Packed =>
  pack({ ...page, records: records.map((record) => ({ ...record, fields: encodeRecord(record.fields) })) });

/** See `packPage`. */
export function unpackPage(packed: Packed): ChangePage {
  const page = unpack(packed) as ChangePage;
  return { ...page, records: page.records.map((record) => ({ ...record, fields: decodeRecord(record.fields) })) };
}

/** Records that are packed, and read again now and then: of a first load, all of them would take too much memory as they are. */
export class PackedRecords {
  readonly #packed: Packed[] = [];
  #open: EncodedValue[] = [];
  /** Those that were unpacked last. */
  #unpacked: { readonly number: number; readonly records: readonly unknown[] } = { number: -1, records: [] };

  /** Adds a record, and returns the place at which it is found again. */
  add(record: RecordValues): number {
    const place = this.#packed.length * TOGETHER + this.#open.length;
    this.#open.push(encodeRecord(record));
    if (this.#open.length === TOGETHER) {
      this.#packed.push(pack(this.#open));
      this.#open = [];
    }
    return place;
  }

  /** The record at a place. Throws TypeError if there is none. */
  at(place: number): RecordValues {
    const number = Math.floor(place / TOGETHER);
    return decodeRecord(this.#all(number)[place % TOGETHER]);
  }

  #all(number: number): readonly unknown[] {
    const packed = this.#packed[number];
    if (packed === undefined) return this.#open;
    if (this.#unpacked.number !== number) this.#unpacked = { number, records: unpack(packed) as unknown[] };
    return this.#unpacked.records;
  }
}

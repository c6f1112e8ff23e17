import { RecordError } from '../../errors/errors.ts';
import type { RecordValues } from '../../values.ts';
import type { FileContent, SourceRecord } from '../system.ts';
import type { Connection } from './connection.ts';

/** The only binary field that can be read, through a link that needs the token (EX-pictures). */
const PICTURE = 'Picture';
const LINK = 'PictureUrl';
const NAME = 'PictureName';

/** Separates the link from the file name in a picture's value. */
const PART = ' ';

const DEFAULT_MAX_BYTES = 2_000_000;

/** A file this small is no picture: the white pixel has 43 bytes (EX-pictures). */
const SMALLEST_BYTES = 100;

/** Media types by the first bytes of a file. */
const SIGNATURES: readonly (readonly [type: string, extension: string, start: RegExp])[] = [
  ['image/png', '.png', /^\x89PNG/],
  ['image/jpeg', '.jpg', /^\xff\xd8\xff/],
  ['image/gif', '.gif', /^GIF8/],
  ['image/webp', '.webp', /^RIFF.{4}WEBP/s],
  ['image/bmp', '.bmp', /^BM/],
];

/** The fields to ask for. Link and file name identify a picture, because the API never shows the picture itself. */
export function withLinks(fields: readonly string[]): readonly string[] {
  return fields.includes(PICTURE) ? [...fields.filter((field) => field !== PICTURE), LINK, NAME] : fields;
}

/** A record with the value of its picture, if that was asked for: link and file name, so that it changes with them. */
export function withPicture(record: RecordValues, fields: readonly string[]): RecordValues {
  if (!fields.includes(PICTURE)) return record;
  const link = record[LINK] ?? null;
  return { ...record, [PICTURE]: link === null ? null : `${link}${PART}${record[NAME] ?? ''}` };
}

/** The same for a record of a feed. */
export function withSourcePicture(record: SourceRecord, fields: readonly string[]): SourceRecord {
  return fields.includes(PICTURE) ? { ...record, fields: withPicture(record.fields, fields) } : record;
}

/**
 * Fetches the picture that a value names. Throws RecordError `IMAGE_UNREADABLE` if it is not a picture, such as the white
 * pixel that is shown to those who may not see it, `IMAGE_TOO_LARGE` above `maxBytes`.
 */
export async function readPicture(
  connection: Connection,
  value: string,
  maxBytes: number = DEFAULT_MAX_BYTES,
  signal: AbortSignal,
): Promise<FileContent> {
  const [link = '', ...name] = value.split(PART);
  const bytes = await connection.readBytes(link, signal);
  if (bytes.length > maxBytes) {
    const size = (bytes.length / 1_000_000).toFixed(1);
    const most = (maxBytes / 1_000_000).toFixed(1);
    throw new RecordError('IMAGE_TOO_LARGE', `The picture has ${size} MB, and at most ${most} MB are sent.`, {
      hint: 'Make it smaller in Exact Online, or raise images.maxBytes in settings.yml.',
    });
  }
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  const [type, extension] = SIGNATURES.find(([, , signature]) => signature.test(start)) ?? [];
  if (type === undefined || extension === undefined || bytes.length < SMALLEST_BYTES) {
    throw new RecordError('IMAGE_UNREADABLE', 'Exact Online shows no picture at the link of this record.', {
      hint: 'Open the picture of this record in Exact Online and save it again.',
    });
  }
  return { name: name.join(PART) || `picture${extension}`, type, bytes };
}

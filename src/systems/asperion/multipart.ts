import { createHash } from 'node:crypto';
import type { FileContent } from '../system.ts';

/** A form with one part `File`, as the public client sends it (AS-files). */
export function multipart({ name, type, bytes }: FileContent): {
  readonly body: Uint8Array;
  readonly contentType: string;
} {
  const boundary = `file-${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}`;
  const quoted = name.replaceAll('"', '%22').replace(/[\r\n]/g, ' ');
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="File"; filename="${quoted}"\r\nContent-Type: ${type}\r\n\r\n`;
  return {
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

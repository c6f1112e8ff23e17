import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';

type Decode = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

const CODINGS: Readonly<Record<string, Decode>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};

/**
 * The bytes of a body without the codings that `Content-Encoding` lists, the last of which was applied last (RFC 9110 §8.4); those of an
 * unknown coding stay as they are. Throws Node's error `ERR_BUFFER_TOO_LARGE` if they come to more than `maxBytes`, and `Z_…` ones if they are cut or damaged.
 */
export function decoded(bytes: Uint8Array, encoding: string | undefined, maxBytes: number): Uint8Array {
  if (encoding === undefined || bytes.length === 0) return bytes;
  const codings = encoding.split(',').map((coding) => CODINGS[coding.trim().toLowerCase()]);
  return codings.reduceRight<Uint8Array>(
    (body, decode) => decode?.(body, { maxOutputLength: maxBytes }) ?? body,
    bytes,
  );
}

import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A certificate of our own making with its key, both as PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** What a certificate says; it is signed with its own key, so that trusting it is enough. */
export interface CertificateOptions {
  readonly host: string;
  readonly from: Date;
  readonly until: Date;
}

/** Makes a certificate (X.509, ECDSA P-256) without any other program. */
export function makeCertificate({ host, from, until }: CertificateOptions): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid('2a8648ce3d040302'));
  const name = sequence(tagged(0x31, sequence(oid('550403'), tagged(0x0c, Buffer.from('test')))));
  const alternativeName = sequence(oid('551d11'), octets(sequence(tagged(0x82, Buffer.from(host)))));
  const isAuthority = sequence(oid('551d13'), tagged(0x01, Buffer.from([0xff])), octets(sequence(boolean)));
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.from([1, ...randomBytes(7)])),
    algorithm,
    name,
    sequence(time(from), time(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(alternativeName, isAuthority)),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const certificate = sequence(body, algorithm, tagged(0x03, Buffer.from([0, ...signature])));
  const lines = certificate.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

/** A server over TLS on a free loopback port, as `https://localhost:…`; `seen` counts the requests that got through. */
export async function serveTls(
  certificate: Certificate,
): Promise<{ readonly url: string; readonly seen: { count: number } } & AsyncDisposable> {
  const seen = { count: 0 };
  const server = createServer(certificate, (_request, response) => {
    seen.count += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

// What follows writes DER (X.690): a tag, the length, the content.

const boolean = tagged(0x01, Buffer.from([0xff]));

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

function octets(content: Buffer): Buffer {
  return tagged(0x04, content);
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

/** `YYMMDDhhmmssZ`. */
function time(moment: Date): Buffer {
  return tagged(0x17, Buffer.from(`${moment.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
}

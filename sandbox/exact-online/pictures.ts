import type { Store } from './store.ts';

/** A single white pixel: what a picture link shows to those who are not signed in (EX-pictures). */
const WHITE_PIXEL = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

/** The bytes behind a picture link (EX-pictures); `isSignedIn` = the call carries a valid access token. */
export function pictureBytes(store: Store, parameters: URLSearchParams, isSignedIn: boolean): Buffer {
  const row = store.find(parameters.get('Table') ?? '', parameters.get('ID') ?? '');
  const base64 = row?.fields.Picture ?? row?.fields.Logo ?? null;
  return isSignedIn && typeof base64 === 'string' ? Buffer.from(base64, 'base64') : WHITE_PIXEL;
}

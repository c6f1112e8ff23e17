import type { Books, StoredFile } from './books.ts';
import { Problems, Refusal, sentences, titles } from './problems.ts';

/** The record that a file is uploaded to, and whether the next file replaces the last. */
export interface FileOwner {
  readonly books: Books;
  readonly resource: string;
  readonly id: string;
  readonly keeps: 'one' | 'many';
}

/**
 * Takes a multipart upload with one part `File` and returns the file object (AS-files); a trial stores nothing.
 * Throws Refusal 415 for another content type, 400 without that part.
 */
export async function uploadFile(
  { books, resource, id, keeps }: FileOwner,
  request: Request,
  { trial, now }: { readonly trial: boolean; readonly now: string },
): Promise<object> {
  if (!/^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new Refusal(415, titles.mediaType);
  }
  const part = await filePart(request);
  const file: StoredFile = {
    id: `${books.administration.id}-${trial ? 0 : books.nextId('files')}`,
    name: part.name,
    type: part.type,
    content: new Uint8Array(await part.arrayBuffer()),
    createdOn: now,
  };
  if (!trial) books.putFiles(resource, id, keeps === 'one' ? [file] : [...books.files(resource, id), file]);
  return fileObject(file, books, new URL(request.url));
}

async function filePart(request: Request): Promise<File> {
  const form = await formOf(request).catch(() => new FormData());
  const part = [...form].find(([name]) => name.toLowerCase() === 'file')?.[1];
  if (part instanceof File && part.size > 0) return part;
  const problems = new Problems();
  problems.add('file', sentences.required('file'));
  throw new Refusal(400, titles.validation, { errors: problems.all });
}

/** Node's form reader knows a quote in a file name only as `%22`; clients also write `\"`. */
async function formOf(request: Request): Promise<FormData> {
  const body = Buffer.from(await request.arrayBuffer()).toString('latin1');
  const readable = body.replace(/^Content-Disposition:.*$/gim, (line) => line.replaceAll('\\"', '%22'));
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  return new Response(Buffer.from(readable, 'latin1'), { headers }).formData();
}

function fileObject(file: StoredFile, { administration }: Books, url: URL): object {
  const address = `${url.origin}/files/${file.id}`;
  const image = file.type.startsWith('image/') ? address : null;
  return {
    id: file.id,
    name: file.name,
    type: file.type,
    extension: /\.[^.]+$/.exec(file.name)?.[0] ?? '',
    size: file.content.length,
    createdOn: file.createdOn,
    fileUrl: address,
    fullImageUrl: image,
    thumbnail1Url: image,
    thumbnail2Url: image,
    thumbnail3Url: image,
    _meta: {
      administrationId: administration.id,
      administrationName: administration.name,
      profileName: 'API',
      self: url.href,
    },
  };
}

import { byId } from './element.js';

/** The page's data stands in blocks: JSON, deflated, in base64. */

const opened = new Map();
/** How many opened blocks are kept. */
const KEPT = 40;

const bytesOf = (text) =>
  Uint8Array.fromBase64 === undefined
    ? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    : Uint8Array.fromBase64(text);

export async function unpack(id) {
  const stream = new Blob([bytesOf(byId(id).textContent)]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).json();
}

/** A block, opened once. It may be far down the page, which is then still being read. */
export async function openBlock(id) {
  const known = opened.get(id);
  if (known !== undefined) return known;
  await pageIsRead;
  const block = unpack(id);
  opened.set(id, block);
  if (opened.size > KEPT) opened.delete(opened.keys().next().value);
  return block;
}

/** Settled when the whole page has been read. */
const pageIsRead = new Promise((settle) => {
  document.addEventListener('DOMContentLoaded', settle, { once: true });
});

/**
 * How large the saved progress is for so many links, with as many fingerprints as the shipped customers flow keeps:
 *
 *     node --max-old-space-size=8000 test/bench/state-size.ts [links]      100,000 unless told otherwise
 */
import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { readFlows } from '../../src/commands/select-flows.ts';
import { piecesOf } from '../../src/state/content.ts';
import { stateKeys } from '../../src/state/keys.ts';
import type { Link } from '../../src/state/links/link.ts';
import { LinkTable } from '../../src/state/links/link-table.ts';
import { emptyProgress, encodeProgress, type Progress } from '../../src/state/progress.ts';
import { seal } from '../../src/state/seal.ts';

const FLOW = 'customers.exact-online-to-asperion';
const links = Number(process.argv[2] ?? 100_000);
const { programs } = readFlows('mappings', path.resolve(import.meta.dirname, '../..'));
const [step] = programs.find(({ name }) => name === FLOW)?.steps ?? [];
if (step === undefined) throw new Error(`There is no flow ${FLOW}.`);
const fields = Object.keys(step.writes);

const pieces = piecesOf(encodeProgress(progressOf(links)));
const key = stateKeys({ stateKey: 'a key for this measurement alone, never used', planKey: '' }).sealing.progress;
if (key === null) throw new Error('A state key opens the progress.');
const startedAt = performance.now();
const sealed = await seal({ key, context: 'size', owner: null }, pieces);
const seconds = (performance.now() - startedAt) / 1000;
const perMillion = (bytes: number): string => `${Math.round(bytes / links)} MB per million links`;
console.log(
  `${links} links with ${fields.length} fingerprints each: sealed ${perMillion(sealed.length)}, opened ${perMillion(pieces.reduce((bytes, piece) => bytes + piece.length, 0))}; sealed in ${seconds.toFixed(1)} s`,
);

function progressOf(count: number): Progress {
  const pair: Record<string, Link> = {};
  for (let index = 0; index < count; index += 1) {
    const hashes = randomBytes(8 * fields.length).toString('hex');
    pair[randomUUID()] = {
      target: 10_000 + index,
      reference: String(10_000 + index),
      keep: { customerNumber: String(10_000 + index) },
      fingerprints: Object.fromEntries(fields.map((field, at) => [field, hashes.slice(16 * at, 16 * at + 16)])),
    };
  }
  return { ...emptyProgress(), links: { 'exact-online.crm/Accounts>asperion.debtors': LinkTable.of(pair) } };
}

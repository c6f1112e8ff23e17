import type { Pause } from '../../config/company/pauses.ts';
import { dutchDay } from '../../http/dutch-time.ts';
import { pinsByPair, skippedReferences } from '../../sync/links/pairs.ts';
import type { ComparedVersions, SelectedVersion } from './unseen-changes.ts';

/** What a person holds back from now on, or until another day, and what goes on. Pure. */
export const heldBackLines = (versions: ComparedVersions): readonly string[] => [
  ...pauseLines(versions),
  ...skipLines(versions),
];

function pauseLines({ base, head, nowMs }: ComparedVersions): readonly string[] {
  const today = dutchDay(nowMs);
  const holding = ({ config, selected }: SelectedVersion): ReadonlyMap<string, Pause> =>
    new Map(
      config.pauses
        .filter(({ flow, until }) => until >= today && (flow === null || selected.has(flow)))
        .map((pause) => [JSON.stringify([pause.flow, pause.record]), pause]),
    );
  const [before, after] = [holding(base), holding(head)];
  const begun = [...after].filter(([key, { until }]) => before.get(key)?.until !== until);
  const ended = [...before].filter(([key]) => !after.has(key));
  return [...begun.map(([, pause]) => pausedLine(pause)), ...ended.map(([, pause]) => goesOnLine(pause))];
}

function pausedLine({ flow, record, until }: Pause): string {
  if (flow === null) return `Paused up to and including ${until}: nothing is read or written.`;
  return record === null
    ? `Paused up to and including ${until}: nothing of ${flow} is written.`
    : `Paused up to and including ${until}: record ${record} of ${flow} is not written.`;
}

function goesOnLine({ flow, record }: Pause): string {
  if (flow === null) return 'No longer paused: all flows.';
  return record === null ? `No longer paused: ${flow}.` : `No longer paused: record ${record} of ${flow}.`;
}

const MOST_NAMES = 20;

/** Records whose "skip" is taken back, or becomes another pin. They were never recorded, and the next sync reads them though nothing changed in the source. */
function skipLines({ base, head }: ComparedVersions): readonly string[] {
  const [before, after] = [base, head].map(({ programs, config }) => pinsByPair(programs, config.links));
  if (before === undefined || after === undefined) return [];
  return head.programs.flatMap((program) => {
    const old = base.programs.find(({ name }) => name === program.name);
    if (old === undefined || ![base, head].every(({ selected }) => selected.has(program.name))) return [];
    const [was, is] = [skippedReferences(old, before), skippedReferences(program, after)];
    const ended = [
      ...[...was.own].filter((reference) => !is.own.has(reference)),
      ...[...was.elements].filter((reference) => !is.elements.has(reference)),
    ];
    return ended.length === 0 ? [] : [readAgainLine(program.name, ended)];
  });
}

function readAgainLine(flow: string, references: readonly string[]): string {
  const shown = references.slice(0, MOST_NAMES).join(', ');
  const more = references.length - MOST_NAMES;
  const then = 'The next sync reads what was skipped, and writes or books it.';
  return more > 0
    ? `No longer skipped in ${flow}: ${shown} and ${more} more. ${then}`
    : `No longer skipped in ${flow}: ${shown}. ${then}`;
}

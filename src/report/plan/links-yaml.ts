import type { Words } from '../words/words.ts';
import type { PlanLink } from './plan-report.ts';

/**
 * Lines of links.yml to paste, each followed by the other candidates. Texts are quoted as JSON, which YAML
 * can read.
 */
export function linksYaml(links: readonly PlanLink[], words: Words): readonly string[] {
  const byFlow = Map.groupBy(links, ({ flow }) => flow);
  return [...byFlow].flatMap(([flow, lines]) => [`${key(flow)}:`, ...lines.map((line) => linkLine(line, words))]);
}

function linkLine({ source, target, candidates, why, mayBeNew }: PlanLink, said: Words): string {
  const others = candidates.filter((candidate) => candidate !== target).map((candidate) => JSON.stringify(candidate));
  const words = [...(mayBeNew === true ? ['new'] : []), ...(target === 'skip' ? [] : ['skip'])];
  const value = target === 'skip' ? target : JSON.stringify(target);
  const remark = said.plan.links.orElse([...others, ...words], said.phrase(why).replace(/\s+/g, ' '));
  return `  ${JSON.stringify(source)}: ${value} # ${remark}`;
}

/** A flow's name is a file's name: plain where YAML reads it as text. */
const key = (name: string): string => (/^[A-Za-z][\w.-]*$/.test(name) ? name : JSON.stringify(name));

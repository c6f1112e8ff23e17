import { adviceOf } from '../errors/advice.ts';
import { factsOfCode } from '../errors/codes.ts';
import type { InEach, Language } from '../errors/language.ts';
import { type KnownMessage, messagesIn } from '../systems/known-message.ts';
import { factsOf, systemNames } from '../systems/registry.ts';

/** Why a record or a flow is refused, when the system's message tells, and what to do about it. */
export interface Advice {
  readonly cause: string | null;
  readonly action: string;
}

/** How advice is given. */
export interface Advising {
  /** Of the sentences about known messages. Default: English. */
  readonly language?: Language;
  /** Messages that a company has written down itself; they count before the others. */
  readonly own?: readonly KnownMessage[];
}

/** Codes of failures whose reason holds the system's own words. */
const IN_ITS_WORDS: readonly string[] = ['REFUSED', 'PERIOD_CLOSED', 'DUPLICATE', 'LOOKUP_REFUSED'];

/** Codes of stops whose message holds them. */
const OF_A_RESOURCE: readonly string[] = ['FORBIDDEN', 'READ_REFUSED'];

/** For a code of which nothing more is known. */
const ANYWAY: InEach = {
  en: 'Correct the record in the source, or the mapping.',
  nl: 'Corrigeer het record in de bron, of de mapping.',
};

/** For a refusal of which the system says no more than the status. */
const WITHOUT_MESSAGE: InEach = {
  en: 'The system gave no reason: enter the record there by hand to see it. If that works, pin it in links.yml.',
  nl: 'Het systeem gaf geen reden: voer het record daar met de hand in om die te zien. Lukt dat, leg het dan vast in links.yml.',
};

/** What a failure means and what to do: by the system's message if it is known, else by the code. */
export function adviceFor(code: string, reason: string, { language = 'en', own = [] }: Advising = {}): Advice {
  const known = IN_ITS_WORDS.includes(code) ? explained(reason, own) : [];
  if (known.length > 0) {
    const causes = known.map(({ cause }) => cause[language]);
    return { cause: causes.join(' '), action: known.map((one) => cureOf(one, language)).join(' ') };
  }
  if (code === 'REFUSED' && /: HTTP \d{3}$/.test(reason)) return { cause: null, action: WITHOUT_MESSAGE[language] };
  return { cause: null, action: adviceOf(code, language) ?? ANYWAY[language] };
}

/** What a system's message about a whole resource means, and what to do; null for other stops, and if it is not known. */
export function knownAdvice(code: string, sentence: string, language: Language): string | null {
  const known = OF_A_RESOURCE.includes(code) ? explained(sentence, []) : [];
  return known.length === 0 ? null : known.map((one) => `${one.cause[language]} ${cureOf(one, language)}`).join(' ');
}

/** A failure of a record, with what is known of its system's own words. */
interface Failure {
  readonly code: string;
  readonly reason: string;
  /** Null or absent = nothing was looked up. */
  readonly advice?: Advice | null;
}

/** What to do about a record that failed, in a sentence or two; null if its reason says it already. */
export function actionFor({ code, reason, advice }: Failure, language: Language): string | null {
  if (factsOfCode(code)?.saysWhatToDo === true) return null;
  const { cause, action } = advice ?? adviceFor(code, reason, { language });
  return cause === null ? action : `${cause} ${action}`;
}

/** The messages that a text holds, those of the company before those that the systems are known for. */
export function explained(text: string, own: readonly KnownMessage[]): readonly KnownMessage[] {
  const found = messagesIn(text, own);
  return found.length > 0 ? found : messagesIn(text, knownMessages());
}

/** The messages that are known of all systems. */
export const knownMessages = (): readonly KnownMessage[] =>
  systemNames().flatMap((name) => factsOf(name).messages ?? []);

/** What to do, and where: `Unblock the VAT code … (Stamgegevens > BTW-codes)`. */
function cureOf({ fix, menu }: KnownMessage, language: Language): string {
  return menu === undefined ? fix[language] : `${fix[language]} (${menu[language]})`;
}

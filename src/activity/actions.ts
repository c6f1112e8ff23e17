import type { Language } from '../errors/language.ts';
import { ACTIONS, type Action } from './format.ts';

const DUTCH: Readonly<Record<Action, string>> = {
  created: 'is in het doelsysteem aangemaakt',
  updated: 'is in het doelsysteem gewijzigd',
  linked: 'is in het doelsysteem gevonden en is vanaf nu gekoppeld',
  deactivated: 'is in de bron verwijderd en in het doelsysteem buiten gebruik gesteld',
  refused: 'is in de bron verwijderd, en kan in het doelsysteem niet buiten gebruik worden gesteld',
  stands: 'is in de bron verwijderd, en staat nog in het doelsysteem',
  waits: 'wacht op iemand',
  failed: 'is mislukt; de volgende run probeert het opnieuw',
  missing: 'is vergeleken, en ontbreekt in het doelsysteem',
  differs: 'is vergeleken, en verschilt in het doelsysteem',
  ambiguous: 'is vergeleken, en kan in het doelsysteem een van meerdere records zijn',
};

/** What happened to a record, as a sentence without its subject. */
export const actionIn = (language: Language, action: Action): string =>
  language === 'nl' ? DUTCH[action] : ACTIONS[action];

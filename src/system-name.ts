/** The two systems that are kept in step. */
export type SystemName = 'exact-online' | 'asperion';

/** The systems as people call them. */
export const SYSTEM_TITLES: Readonly<Record<SystemName, string>> = {
  'exact-online': 'Exact Online',
  asperion: 'Asperion',
};

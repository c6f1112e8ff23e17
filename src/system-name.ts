/** The two systems that are kept in step. */
export type SystemName = 'exact-online' | 'asperion';

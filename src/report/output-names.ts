/** The action's outputs, as `action.yml` names them. */
export const OUTPUTS = {
  created: 'created',
  updated: 'updated',
  unchanged: 'unchanged',
  skipped: 'skipped',
  deadLetters: 'dead-letters',
  failed: 'failed',
  apiCalls: 'api-calls',
  report: 'report',
  plan: 'plan',
  activityLog: 'activity-log',
  shards: 'shards',
} as const;

import type { Screens } from '../../for-people.ts';

/** Where people see a record (EX-account-card). No source gives the addresses of other records. */
export const screens: Screens = {
  'crm/Accounts': 'docs/CRMAccountCard.aspx?_Division_={administration}&AccountID=%7b{id}%7d',
};

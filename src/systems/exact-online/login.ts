import { AccessError } from '../../errors/errors.ts';
import type { Access, Addresses, Administration, Login } from '../tokens/login.ts';
import { exactOnlineCatalog } from './catalog.ts';
import { connect } from './connection.ts';
import { allRows } from './query/query.ts';
import type { WireRow } from './rows.ts';

/** No token is renewed before 570 s (EX-token-lifetimes). */
export const EARLIEST_REFRESH_MS = 570_000;

/** Where tokens come from. */
export const tokenUrlOf = (url: string): string => `${url}/api/oauth2/token`;

/** Administrations of all licences, then of one licence: which list a user may read depends on the rights of the app. */
const LISTS = ['system/Divisions', 'hrm/Divisions'] as const;
/** A division that is neither inactive nor archived. */
const ACTIVE = 1;

/** The login (EX-login): no scope, no PKCE, a redirect address that is public https and registered with the app. */
export function exactOnlineLogin({ url }: Addresses): Login {
  return {
    loginUrl: `${url}/api/oauth2/auth`,
    tokenUrl: tokenUrlOf(url),
    // The person can choose an account, even if the browser is still logged in.
    loginParameters: { force_login: '1' },
    usesPkce: false,
    mayRedirectLocally: false,
    codeLife: '3 minutes',
    appPlace: 'your app in the Exact Online App Centre',
    withoutRefreshToken: 'Check the app in the Exact Online App Centre, and run authorize again.',
    earliestRenewalMs: EARLIEST_REFRESH_MS,
    administrations: (access) => divisions(url, access),
  };
}

async function divisions(url: string, { transport, tokens, signal }: Access): Promise<readonly Administration[]> {
  // The administration that the user has open now: all other addresses contain an administration.
  const me = await connect({ url, division: '', transport, tokens }).read(
    'current/Me',
    `${url}/api/v1/current/Me?$select=CurrentDivision`,
    signal,
  );
  const division = String(me.rows[0]?.CurrentDivision ?? '');
  const source = { connection: connect({ url, division, transport, tokens }), catalog: exactOnlineCatalog };
  let refusal: AccessError | null = null;
  for (const list of LISTS) {
    try {
      const rows = await allRows(source, list, { select: ['Code', 'Description', 'Status'] }, signal);
      if (rows.length > 0) return rows.filter(isActive).map(administrationOf);
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      refusal = error;
    }
  }
  if (refusal !== null) throw refusal;
  return [];
}

function isActive({ Status }: WireRow): boolean {
  return Status === undefined || Status === null || Number(Status) === ACTIVE;
}

function administrationOf({ Code, Description }: WireRow): Administration {
  return { id: String(Code), name: typeof Description === 'string' ? Description.trim() : '' };
}

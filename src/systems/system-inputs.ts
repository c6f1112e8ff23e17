/** What an input of a system is for. */
export type InputRole = 'url' | 'identityUrl' | 'clientId' | 'clientSecret' | 'refreshToken' | 'administration';

/** One input of the action that a system has. */
export interface InputFacts {
  /** As `action.yml` names it. */
  readonly name: string;
  /** What it is and where to get it; empty if the name says it. */
  readonly says: string;
  /** Its default; absent = every mode that calls the systems needs it. */
  readonly default?: string;
  /** It consists of digits. */
  readonly isNumber?: true;
  /** What an entry of `administrations` in settings.yml calls it; absent = its name. */
  readonly key?: string;
}

/** The inputs of a system. The address of its login is one only if that is another host. */
export type SystemInputs = Readonly<Partial<Record<InputRole, InputFacts>>>;

/** The values of a system's inputs; empty if not given. Addresses have no slash at the end. */
export type InputValues = Readonly<Record<InputRole, string>>;

/** A secret or variable on GitHub that holds the value of an input: `EXACT_ONLINE_CLIENT_ID`. */
export const gitHubName = (input: string): string => input.toUpperCase().replaceAll('-', '_');

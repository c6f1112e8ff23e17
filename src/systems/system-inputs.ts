/** What an input of a system is for. */
export type InputRole = 'url' | 'identityUrl' | 'clientId' | 'clientSecret' | 'refreshToken' | 'administration';

/** One input of the action that a system has. */
export interface InputFacts {
  /** As `action.yml` names it. */
  readonly name: string;
  /** What it is, and where its value comes from; empty where the name says it. */
  readonly says: string;
  /** What it is when nothing is given; absent = no mode that asks the systems works without it. */
  readonly default?: string;
  /** It is made of digits. */
  readonly isNumber?: true;
}

/** The inputs of a system; an address of its login only where that is on another host. */
export type SystemInputs = Readonly<Partial<Record<InputRole, InputFacts>>>;

/** What the inputs of a system hold; empty where there is none. Addresses have no slash at the end. */
export type InputValues = Readonly<Record<InputRole, string>>;

/** A secret or variable on GitHub that holds the value of an input: `EXACT_ONLINE_CLIENT_ID`. */
export const gitHubName = (input: string): string => input.toUpperCase().replaceAll('-', '_');

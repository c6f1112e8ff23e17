/** Fixed credentials, in place of random ones: for a person who copies them from a screen. */
export interface StandingLogin {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Can be used again and again, each time as after a new login. What it is renewed to works once, as ever. */
  readonly refreshToken: string;
}

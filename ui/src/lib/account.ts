/** The two names of an account, either of which may be empty. */
type Names = { issuer: string; account: string };

/** What an account is called in the window: its issuer, or without one the account's own name. */
export function displayName({ issuer, account }: Names): string {
  return issuer || account;
}

/** What is left to say beside the display name; empty without an issuer. */
export function secondName({ issuer, account }: Names): string {
  return issuer ? account : "";
}

/** The two names of an account, either of which may be empty. */
type Names = { issuer: string; account: string };

/** The name that the window shows for an account: its issuer, or else its account name. */
export function displayName({ issuer, account }: Names): string {
  return issuer || account;
}

/** Both names in one line, where a sentence is about an account. */
export function fullName(names: Names): string {
  return [displayName(names), secondName(names)].filter(Boolean).join(" · ");
}

/** The account name next to the display name; empty without an issuer. */
export function secondName({ issuer, account }: Names): string {
  return issuer ? account : "";
}

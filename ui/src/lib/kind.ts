import type { AccountKind } from "./bindings";
import { t } from "./words.svelte";

const messages: Record<AccountKind, string> = { totp: "kind-totp", hotp: "kind-hotp", steam: "kind-steam" };

/** Every kind of account, in the order of the form. */
export const kinds = Object.keys(messages) as AccountKind[];

export function kindName(kind: AccountKind): string {
  return t(messages[kind]);
}

import type { Kind } from "./bindings";
import { t } from "./words.svelte";

const messages: Record<Kind, string> = { totp: "kind-totp", hotp: "kind-hotp", steam: "kind-steam" };

/** Every kind of account, in the order in which they are offered. */
export const kinds = Object.keys(messages) as Kind[];

export function kindName(kind: Kind): string {
  return t(messages[kind]);
}

import type { Problem, StoreKind } from "./bindings";
import { t } from "./words.svelte";

/** Converts what a command threw; anything that is not a `Problem` is a bug of ours. */
export function problemOf(thrown: unknown): Problem {
  return typeof thrown === "object" && thrown !== null && "type" in thrown
    ? (thrown as Problem)
    : { subject: "system", type: "internal" };
}

/** The id of a problem's message, from its type, which is unique over all subjects. */
export function problemKey(type: Problem["type"]): string {
  return `problem-${type.replaceAll("_", "-")}`;
}

/**
 * Says what happened and what to do about it, in the user's language. A vault in a file has a
 * passphrase instead of a PIN.
 */
export function sentence({ subject: _, type, ...data }: Problem, store: StoreKind = "keyring"): string {
  return t(problemKey(type), { ...data, store });
}

/** Whether the keyring failed, rather than the request to it. */
export function isKeyringProblem({ subject }: Problem): boolean {
  return subject === "keyring";
}

import type { Problem, StoreKind } from "./bindings";
import { t } from "./words.svelte";

/** What a command threw; anything that is no `Problem` is our own fault. */
export function problemOf(thrown: unknown): Problem {
  return typeof thrown === "object" && thrown !== null && "type" in thrown
    ? (thrown as Problem)
    : { subject: "system", type: "internal" };
}

/** A problem's message: its type is unique over all subjects. */
export function problemKey(type: Problem["type"]): string {
  return `problem-${type.replaceAll("_", "-")}`;
}

/** What happened and what to do about it, in the user's language. A vault in a file takes a passphrase. */
export function sentence({ subject: _, type, ...data }: Problem, store: StoreKind = "keyring"): string {
  return t(type === "wrong_pin" && store === "file" ? "wrong-passphrase" : problemKey(type), data);
}

/** Whether the keyring is at fault rather than what was asked of it. */
export function isKeyringProblem({ subject }: Problem): boolean {
  return subject === "keyring";
}

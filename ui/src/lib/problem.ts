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
export function sentence({ subject, type, ...data }: Problem, store: StoreKind = "keyring"): string {
  const said = t(problemKey(type), { ...data, store });
  return desk && SOLVED.has(subject) ? `${said} ${t("ask-help-desk", { contact: desk })}` : said;
}

/** The subjects of problems that an organisation's help desk can solve. */
const SOLVED: ReadonlySet<Problem["subject"]> = new Set(["policy", "keyring", "recovery", "vault"]);
let desk = "";

/** Sets whom to ask, for the sentences from now on. */
export function setHelpDesk(contact: string): void {
  desk = contact;
}

/** Whether the keyring failed, rather than the request to it. */
export function isKeyringProblem({ subject }: Problem): boolean {
  return subject === "keyring";
}

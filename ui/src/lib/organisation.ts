import type { Organisation, Policy } from "./bindings";

/** What may be forbidden: the settings whose `false` forbids something. */
export type Allowed = Extract<keyof Policy, `${string}_allowed`>;

/** Whether an organisation has set anything that a user can notice. */
export function isManaged({ policy, faults }: Organisation): boolean {
  return faults.length > 0 || Object.values(policy).some((value) => value !== null);
}

/** Whom to ask, by the name and the address that the organisation has set; empty if it has not. */
export function helpDesk({ support_name, support_contact }: Policy): string {
  return [support_name, support_contact].filter((part) => part != null).join(", ");
}

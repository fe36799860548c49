import type { DuplicateGroup, Row } from "./bindings";

/** A line of the duplicate finder: the heading of a group, or one of its accounts. */
export type Line = { group: DuplicateGroup; row?: Row; added?: number | null };

/** The groups of accounts that may be one, and which of them move to the trash. */
export class Keeping {
  groups = $state.raw<DuplicateGroup[]>([]);
  #going = $state.raw<ReadonlySet<string>>(new Set());

  /** The ids of the accounts that move to the trash. */
  readonly going = $derived([...this.#going]);

  /** Keeps one account of each with the same codes, and all that only share a name. */
  take(groups: DuplicateGroup[]): void {
    this.groups = groups;
    const spare = groups.filter((group) => group.same_codes).flatMap(({ accounts }) => accounts.slice(1));
    this.#going = new Set(spare.map(({ id }) => id));
  }

  keeps(id: string): boolean {
    return !this.#going.has(id);
  }

  /** Whether it is the only account of its group that stays, so that it has to. */
  isLast(group: DuplicateGroup, id: string): boolean {
    return this.keeps(id) && group.accounts.every((account) => account.id === id || !this.keeps(account.id));
  }

  flip(group: DuplicateGroup, id: string): void {
    if (this.isLast(group, id)) return;
    const going = new Set(this.#going);
    if (!going.delete(id)) going.add(id);
    this.#going = going;
  }

  /** The lines to draw, with each account as the list of codes has it. */
  lines(rows: Row[]): Line[] {
    const byId = new Map(rows.map((row) => [row.id, row]));
    return this.groups.flatMap((group) => {
      const accounts = group.accounts.flatMap(({ id, added }) => {
        const row = byId.get(id);
        return row ? [{ group, row, added }] : [];
      });
      return [{ group }, ...accounts];
    });
  }
}

import type { Choice, Find, FindAction, FindStatus } from "./bindings";
import { find, index } from "./search";

/** What the review can show alone: the finds whose status is of this sort. */
export type Sort = "new" | "duplicate" | "same-secret" | "same-name";

const sorts: Record<FindStatus["type"], Sort> = {
  new: "new",
  duplicate: "duplicate",
  ahead: "duplicate",
  renamed: "same-secret",
  repeated: "same-secret",
  conflict: "same-name",
  namesake: "same-name",
};

export const sortOf = ({ status }: Find): Sort => sorts[status.type];

/** Whether there is anything to do with it. */
export const isOpen = ({ status }: Find): boolean => status.type !== "duplicate";

/** Whether it is ticked when it is found: it is new, and takes nothing from the vault. */
const isNew = ({ status }: Find): boolean => status.type === "new" || status.type === "namesake";

/** The finds of a review: which ones are shown and ticked, and what to do with those. */
export class Selection {
  finds = $state.raw<Find[]>([]);
  query = $state("");
  sort = $state<Sort | null>(null);
  #ticked = $state.raw<ReadonlySet<number>>(new Set());
  /** The conflicts that replace the vault's account rather than keep both. */
  #replacing = $state.raw<ReadonlySet<number>>(new Set());

  readonly #index = $derived(index(this.finds));
  readonly shown = $derived(find(this.#index, this.query).filter((find) => this.sort === null || sortOf(find) === this.sort));
  /** How many finds there are of each sort. */
  readonly counts = $derived.by(() => {
    const counts = new Map<Sort, number>();
    for (const find of this.finds) counts.set(sortOf(find), (counts.get(sortOf(find)) ?? 0) + 1);
    return counts;
  });
  readonly #chosen = $derived(this.finds.filter((find) => this.#ticked.has(find.id)));
  /** How many accounts the choices add, and how many of the vault's own they change. */
  readonly updates = $derived(this.#chosen.filter((find) => this.#action(find) === "update").length);
  readonly adds = $derived(this.#chosen.length - this.updates);

  /** Takes the finds of a review, which may have more than before. */
  take(finds: Find[]): void {
    const found = finds.slice(this.finds.length).filter(isNew);
    this.finds = finds;
    this.#tick(found, true);
    if (this.sort !== null && !this.counts.has(this.sort)) this.sort = null;
  }

  isTicked({ id }: Find): boolean {
    return this.#ticked.has(id);
  }

  flip(find: Find): void {
    if (isOpen(find)) this.#tick([find], !this.isTicked(find));
  }

  /** What is shown and can be ticked. */
  readonly #open = $derived(this.shown.filter(isOpen));

  get open(): number {
    return this.#open.length;
  }

  /** Whether all of those are ticked, or none. */
  readonly shownTicked = $derived.by<"all" | "some" | "none">(() => {
    const ticked = this.#open.filter((find) => this.isTicked(find)).length;
    return ticked === 0 ? "none" : ticked === this.#open.length ? "all" : "some";
  });

  flipShown(): void {
    this.#tick(this.#open, this.shownTicked !== "all");
  }

  replaces({ id }: Find): boolean {
    return this.#replacing.has(id);
  }

  replace({ id }: Find, replaces: boolean): void {
    this.#replacing = changed(this.#replacing, [id], replaces);
  }

  get choices(): Choice[] {
    return this.#chosen.map((find) => ({ id: find.id, action: this.#action(find) }));
  }

  #action({ id, status }: Find): FindAction {
    if (status.type === "renamed" || status.type === "ahead") return "update";
    return status.type === "conflict" && this.#replacing.has(id) ? "replace" : "add";
  }

  #tick(finds: Find[], on: boolean): void {
    const ids = finds.map(({ id }) => id);
    this.#ticked = changed(this.#ticked, ids, on);
  }
}

function changed(set: ReadonlySet<number>, ids: number[], on: boolean): ReadonlySet<number> {
  const next = new Set(set);
  for (const id of ids) {
    if (on) next.add(id);
    else next.delete(id);
  }
  return next;
}

import { beforeEach, describe, expect, it } from "vitest";
import { duplicates, finds } from "../src/dev/finds";
import { rows } from "../src/dev/names";
import { displayName } from "../src/lib/account";
import type { Find } from "../src/lib/bindings";
import { Keeping } from "../src/lib/duplicates.svelte";
import { Selection } from "../src/lib/selection.svelte";

describe("selection", () => {
  let selection: Selection;
  const [first, , duplicate, conflict, renamed, namesake, ahead, repeated] = finds(8) as [Find, Find, Find, Find, Find, Find, Find, Find];
  const ids = () => selection.choices.map(({ id }) => id);

  beforeEach(() => {
    selection = new Selection();
    selection.take(finds(60));
  });

  it("ticks new accounts, and leaves what is in the vault alone", () => {
    expect([conflict, renamed, ahead, repeated, duplicate].some((find) => selection.isTicked(find))).toBe(false);
    expect([first, namesake].every((find) => selection.isTicked(find))).toBe(true);
    expect([selection.adds, selection.updates]).toEqual([55, 0]);
  });

  it("keeps the ticks of earlier accounts when more are found", () => {
    selection.flip(first);
    selection.take(finds(61));
    expect(selection.isTicked(first)).toBe(false);
    expect(selection.adds).toBe(55);
  });

  it("says what to do with each account", () => {
    selection.flipShown();
    selection.flipShown();
    expect(selection.choices).toEqual([]);
    for (const find of [first, conflict, renamed, ahead, duplicate]) selection.flip(find);
    const keepBoth = selection.choices;
    expect(keepBoth.map(({ action }) => action)).toEqual(["add", "add", "update", "update"]);
    selection.replace(conflict, true);
    expect(selection.choices[1]).toEqual({ id: conflict.id, action: "replace" });
    expect([selection.adds, selection.updates]).toEqual([2, 2]);
  });

  it("counts the accounts of each sort, and shows one sort alone", () => {
    expect(Object.fromEntries(selection.counts)).toEqual({ new: 54, duplicate: 2, "same-secret": 2, "same-name": 2 });
    selection.sort = "same-name";
    expect(selection.shown).toEqual([conflict, namesake]);
    selection.take([first]);
    expect(selection.sort).toBeNull();
  });

  it("ticks all that is shown, or none of it, and nothing else", () => {
    selection.query = "work";
    expect(selection.shown.map(displayName)).toEqual(["Amazon Web Services"]);
    expect(selection.shownTicked).toBe("all");
    selection.flipShown();
    expect([selection.shownTicked, selection.adds]).toEqual(["none", 54]);
    selection.query = "";
    expect(selection.shownTicked).toBe("some");
    selection.flipShown();
    expect([selection.shownTicked, selection.open]).toEqual(["all", 59]);
    expect(ids()).not.toContain(duplicate.id);
  });

  it("needs no quadratic time for 10,000 accounts", () => {
    const many = finds(10_000);
    const start = performance.now();
    selection.take(many);
    selection.query = "person9999";
    expect(selection.shown).toHaveLength(1);
    selection.flip(selection.shown[0] as Find);
    expect(selection.adds).toBe(9994);
    // Milliseconds in the window. A busy machine may be slow, but quadratic work takes minutes.
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe("keeping", () => {
  it("keeps one account of each with the same codes, and all with the same name", () => {
    const keeping = new Keeping();
    keeping.take(duplicates(rows(4), 2));
    expect(keeping.going).toEqual(["account-1"]);
    expect(keeping.lines(rows(4)).map(({ row }) => row?.id)).toEqual([undefined, "account-0", "account-1", undefined, "account-2", "account-3"]);
  });

  it("never lets the last account of a group go", () => {
    const keeping = new Keeping();
    keeping.take(duplicates(rows(4), 2));
    const group = keeping.groups[0]!;
    keeping.flip(group, "account-0");
    expect(keeping.keeps("account-0")).toBe(true);
    keeping.flip(group, "account-1");
    keeping.flip(group, "account-0");
    expect(keeping.going).toEqual(["account-0"]);
    expect(keeping.isLast(group, "account-1")).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { rows } from "../src/dev/names";
import { displayName } from "../src/lib/account";
import { hue, letter } from "../src/lib/avatar";
import { clock } from "../src/lib/clock";
import { groups } from "../src/lib/digits";
import { grid } from "../src/lib/grid";
import { find, index } from "../src/lib/search";

describe("groups", () => {
  it.each([
    ["1234", "1234"],
    ["NTK5M", "NTK5M"],
    ["123456", "123 456"],
    ["1234567", "123 4567"],
    ["12345678", "1234 5678"],
    ["123456789", "123 456 789"],
    ["1234567890", "12345 67890"],
  ])("cuts %s into %s", (code, cut) => {
    expect(groups(code).join(" ")).toBe(cut);
  });
});

describe("clock", () => {
  it.each([
    [0, "0:00"],
    [24, "0:24"],
    [900, "15:00"],
    [3600, "1:00:00"],
    [3725, "1:02:05"],
  ])("shows %i seconds as %s", (seconds, shown) => {
    expect(clock(seconds)).toBe(shown);
  });
});

describe("grid", () => {
  const shape = { count: 10_000, line: 96, column: 340, width: 400, height: 600, scrolled: 0 };

  it("draws only the visible lines and a margin", () => {
    expect(grid(shape)).toEqual({ columns: 1, height: 960_000, first: 0, last: 9, top: 0 });
    const middle = grid({ ...shape, scrolled: 96 * 5000 });
    expect(middle).toMatchObject({ first: 4998, top: 96 * 4998 });
    expect(middle.last - middle.first).toBeLessThan(14);
  });

  it("makes columns of at least the requested width", () => {
    expect(grid({ ...shape, width: 679 }).columns).toBe(1);
    expect(grid({ ...shape, width: 680 }).columns).toBe(2);
    expect(grid({ ...shape, width: 100 }).columns).toBe(1);
    expect(grid({ ...shape, width: 1100, count: 10 })).toMatchObject({ columns: 3, last: 10, height: 96 * 4 });
  });

  it("stays within a list that became shorter than its scroll position", () => {
    expect(grid({ ...shape, count: 0, scrolled: 5000 })).toEqual({ columns: 1, height: 0, first: 0, last: 0, top: 0 });
    const short = grid({ ...shape, count: 3, scrolled: 5000 });
    expect(short.first).toBeLessThanOrEqual(3);
    expect(short.last).toBe(3);
  });
});

describe("search", () => {
  const none = new Set<string>();
  const names = (query: string, noted: ReadonlySet<string> = none) => find(index(rows(12)), query, noted).map(displayName);

  it("finds by issuer and account, ignoring case and accents", () => {
    expect(names("GITHUB")).toEqual(["GitHub"]);
    expect(names("arzte")).toEqual(["Ärzteportal"]);
    expect(names("you codeberg")).toEqual(["Codeberg"]);
    expect(names("only-an")).toEqual(["only-an-account@example.org"]);
    expect(names("nothing like it")).toEqual([]);
  });

  it("puts rows that begin with the query first, and otherwise keeps the order", () => {
    expect(names("co").slice(0, 2)).toEqual(["Company VPN", "Codeberg"]);
    expect(names("  ")).toHaveLength(12);
  });

  it("finds by tags, and puts those that were found by their notes last", () => {
    const tagged = index(rows(2).map((row) => ({ ...row, tags: ["Büro", "Home"] })));
    expect(find(tagged, "buro", none)).toHaveLength(2);
    expect(find(tagged, "github home", none).map(displayName)).toEqual(["GitHub"]);
    expect(find(tagged, "burohome", none)).toEqual([]);
    expect(names("steam", new Set(["account-0", "account-5"]))).toEqual(["Steam", "GitHub"]);
  });

  it("searches 10,000 accounts in less than 50 ms", () => {
    const all = index(rows(10_000));
    const start = performance.now();
    expect(find(all, "person9999", none)).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(50);
  });
});

describe("avatars", () => {
  it("show the first letter as a person sees it", () => {
    expect(letter("github")).toBe("G");
    expect(letter("  ärzte")).toBe("Ä");
    expect(letter("👩‍💻 dev")).toBe("👩‍💻");
    expect(letter("")).toBe("?");
  });

  it("have the same colour for the same name", () => {
    expect(hue("GitHub")).toBe(hue(" github "));
    expect(hue("GitHub") % 20).toBe(0);
    expect(hue("GitHub")).toBeLessThan(360);
  });
});

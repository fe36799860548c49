import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pressed, shortcuts, spelling } from "../src/lib/shortcuts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const english = readFileSync(new URL("../../locales/en.ftl", import.meta.url), "utf8");

/** The key presses in the first column of the README's table of keys, row by row. */
function presses(): string[] {
  const [, table = ""] = readme.split("| Key | Action |\n|---|---|\n");
  const cells = (table.split("\n\n")[0] ?? "").split("\n").map((row) => row.split("|")[1]?.trim() ?? "");
  const many = (cell: string) => (/^(Alt\+)?[↑↓] /.test(cell) ? cell.replace(/ (?=(Alt\+)?[↑↓])/, ", ") : cell).split(", ");
  const range = /^(\D+)(\d) … \D+(\d)$/;
  return cells.slice(1).flatMap(many).flatMap((press) => {
    const [, keys, first, last] = range.exec(press) ?? [];
    if (!keys) return press;
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => keys + (Number(first) + at));
  });
}

const press = (key: string, ...held: ("ctrlKey" | "metaKey" | "altKey")[]) => ({
  key,
  ctrlKey: held.includes("ctrlKey"),
  metaKey: held.includes("metaKey"),
  altKey: held.includes("altKey"),
});

describe("the shortcuts", () => {
  it("are those of the README, in its order", () => {
    expect(presses()).toEqual(Object.values(shortcuts).flatMap(({ keys }) => [...keys]));
  });

  it("each have a message in the settings, and no press in common", () => {
    const all = Object.values(shortcuts);
    expect(all.filter(({ message }) => !english.includes(`\n${message} = `))).toEqual([]);
    const keys = all.flatMap((shortcut): readonly string[] => shortcut.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("a key press", () => {
  it.each([
    [press("n", "ctrlKey"), "add"],
    [press("N", "ctrlKey"), "add"],
    [press("9", "ctrlKey"), "copyNth"],
    [press(",", "ctrlKey"), "settings"],
    [press("ArrowUp", "altKey"), "reorder"],
    [press("PageDown"), "move"],
    [press("Escape"), "back"],
    [press("n"), undefined],
    [press("0", "ctrlKey"), undefined],
    [press("n", "ctrlKey", "altKey"), undefined],
    [press("n", "metaKey"), undefined],
  ])("%o is %s", (event, name) => {
    expect(pressed(event, false)).toBe(name);
  });

  it("uses ⌘ in place of Ctrl on a Mac, where Ctrl has other uses in text", () => {
    expect(pressed(press("n", "metaKey"), true)).toBe("add");
    expect(pressed(press("n", "ctrlKey"), true)).toBeUndefined();
    expect(pressed(press("Escape"), true)).toBe("back");
  });
});

it("is spelled as the system spells it", () => {
  expect(spelling("lock", false)).toBe("Ctrl+L");
  expect(spelling("lock", true)).toBe("⌘L");
  expect(spelling("copyNth", true)).toBe("⌘1–9");
  expect(spelling("reorder", true)).toBe("⌥↑ ↓");
  expect(spelling("move", true)).toBe("↑ ↓");
});

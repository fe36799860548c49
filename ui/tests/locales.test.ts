import { readdirSync, readFileSync } from "node:fs";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";

const folder = new URL("../../locales/", import.meta.url);
const source = new URL("../src/", import.meta.url);
const app = new URL("../../src-tauri/src/", import.meta.url);
const session = new URL("../../crates/session/src/", import.meta.url);
const agent = new URL("../../crates/agent/src/", import.meta.url);

type Message = { id: string; value: unknown };

const locales = readdirSync(folder)
  .filter((file) => file.endsWith(".ftl"))
  .map((file) => ({ name: file.slice(0, -4), text: readFileSync(new URL(file, folder), "utf8") }));

/** Each message's id with the variables it uses, sorted. */
function variables(text: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { id, value } of new FluentResource(text).body as Message[]) {
    const names = new Set<string>();
    JSON.stringify(value, (_key, part: { type?: string; name?: string } | null) => {
      if (part?.type === "var" && part.name) names.add(part.name);
      return part;
    });
    found[id] = [...names].sort();
  }
  return found;
}

function read(pattern: RegExp, folder = source): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /\.(ts|svelte|rs)$/.test(file) && !file.startsWith("dev"))
    .flatMap((file) => [...readFileSync(new URL(file, folder), "utf8").matchAll(pattern)].map((match) => match[1] ?? ""));
}

const english = variables(locales.find(({ name }) => name === "en")?.text ?? "");
const strings = new Set(read(/["`]([a-z][a-z0-9-]*)["`]/g));
const said = new Set([
  ...read(/"(app-[a-z-]+)"/g, app),
  ...read(/"((?:date|paper)-[a-z0-9-]+)"/g, session),
  ...read(/"((?:hotkey|launcher|tray)-[a-z-]+)"/g, agent),
]);
const called = read(/\bt\(\s*"([^"]+)"/g);
const bindings = readFileSync(new URL("lib/bindings.ts", source), "utf8");
const unions = bindings.split(/\nexport type /).filter((type) => /^\w+Problem =/.test(type));
const problems = unions.flatMap((union) => [...union.matchAll(/type: "([a-z0-9_]+)"/g)].map((match) => match[1] ?? ""));

describe.each(locales)("$name", ({ name, text }) => {
  it("has the messages of English, with the same variables", () => {
    expect(variables(text)).toEqual(english);
  });

  it("parses completely", () => {
    const written = [...text.matchAll(/^([a-z][\w-]*) =/gm)].map((match) => match[1]);
    expect(Object.keys(variables(text)).sort()).toEqual([...written].sort());
    expect(new FluentBundle(name).addResource(new FluentResource(text))).toEqual([]);
  });
});

describe("the messages in use", () => {
  it("all exist", () => {
    expect(called.length).toBeGreaterThan(100);
    expect([...called, ...said].filter((key) => !(key in english))).toEqual([]);
  });

  it("are all that exist", () => {
    const own = Object.keys(english).filter((key) => !/^(problem|cli|policy)-/.test(key));
    expect(own.filter((key) => !strings.has(key) && !said.has(key))).toEqual([]);
  });

  it("name every problem", () => {
    const keys = problems.map((type) => `problem-${type.replaceAll("_", "-")}`);
    expect(keys.length).toBeGreaterThan(40);
    expect(keys.filter((key) => !(key in english))).toEqual([]);
  });
});

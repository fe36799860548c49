import { expect, it, vi } from "vitest";
import type { App } from "../src/lib/app.svelte";
import { NoteSearch } from "../src/lib/notes.svelte";

/** A search whose answers a test gives, and the app that it asks. */
function searching() {
  const answers: ((ids: string[]) => void)[] = [];
  const searchNotes = vi.fn(() => new Promise<string[]>((answer) => answers.push(answer)));
  const app = { query: "", backend: { searchNotes }, attempt: (work: () => Promise<unknown>) => work() };
  const notes = new NoteSearch(app as unknown as App);
  const ask = (query: string) => notes.ask((app.query = query));
  return { notes, answers, searchNotes, ask };
}

it("keeps what a shorter query found until the answer to the longer one, and drops late answers", async () => {
  const { notes, answers, ask } = searching();
  const [first, second] = [ask("do"), ask("door")];
  answers[0]?.(["a", "b"]);
  await first;
  expect(notes.of("door").size).toBe(0);
  answers[1]?.(["a"]);
  await second;
  expect([...notes.of("door")]).toEqual(["a"]);
  expect([...notes.of("doors")]).toEqual(["a"]);
  expect(notes.of("do").size).toBe(0);
  expect(notes.of("window").size).toBe(0);
});

it("asks nothing about an empty query", async () => {
  const { notes, searchNotes, ask } = searching();
  await ask("  ");
  expect(searchNotes).not.toHaveBeenCalled();
  expect(notes.of("x").size).toBe(0);
});

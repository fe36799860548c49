import { beforeEach, expect, it, vi } from "vitest";
import { fake } from "../src/dev/fake";
import { App } from "../src/lib/app.svelte";
import { Attempt } from "../src/lib/attempt.svelte";
import type { Notice, Review } from "../src/lib/bindings";

let heard: (notice: Notice) => void;

/** An app whose files need a password, in the review of them. */
async function open(encrypted: number) {
  vi.stubGlobal("location", { search: `?phase=unlocked&encrypted=${encrypted}`, reload: vi.fn() });
  const backend = fake();
  const subscribe = backend.subscribe;
  backend.subscribe = (listener) => subscribe((heard = listener));
  const app = new App(backend);
  await app.start();
  await app.read(() => backend.chooseFiles());
  return { app, backend };
}

/** The review on the screen. */
function shown(app: App): Review {
  const { top } = app.screens;
  if (top?.name !== "review") throw new Error(`${top?.name} instead of the review`);
  return top.review;
}

const names = (app: App) => shown(app).waiting.map(({ origin }) => (origin.type === "file" ? origin.name : origin.type));

beforeEach(() => {
  const storage = { getItem: () => null, setItem: () => {} };
  vi.stubGlobal("sessionStorage", storage);
  vi.stubGlobal("localStorage", storage);
  vi.stubGlobal("document", { documentElement: { dataset: {} } });
  vi.stubGlobal("window", {});
});

it("shows the review for an encrypted file alone", async () => {
  const { app } = await open(1);
  expect(names(app)).toEqual(["aegis-backup-1.json"]);
  expect(shown(app).finds).toEqual([]);
});

it("keeps the file after a wrong password, and shows its accounts after the right one", async () => {
  const { app, backend } = await open(2);
  const opening = new Attempt(app);
  expect(await opening.run(() => backend.openEncrypted(0, "wrong"))).toBeUndefined();
  expect(opening.problem).toEqual({ subject: "import", type: "file_password_wrong" });
  expect(names(app)).toHaveLength(2);
  await app.read(() => backend.openEncrypted(0, "correct"));
  expect(names(app)).toEqual([]);
  expect(shown(app).finds.length).toBeGreaterThan(0);
});

it("lists a file that was skipped, and asks for the next one", async () => {
  const { app } = await open(2);
  await app.skip(0, shown(app));
  expect(names(app)).toEqual(["aegis-backup-2.json"]);
  expect(shown(app).unread).toMatchObject([{ origin: { name: "aegis-backup-1.json" }, problem: { type: "file_password_missing" } }]);
});

it("ends the review when its only file is skipped", async () => {
  const { app, backend } = await open(1);
  const discard = vi.spyOn(backend, "discardReview");
  await app.skip(0, shown(app));
  expect(app.screens.top?.name).toBe("codes");
  expect(discard).toHaveBeenCalledOnce();
});

it("asks again for a file that waited while accounts were added", async () => {
  const { app, backend } = await open(1);
  app.added((await backend.accept([])).vault, 0);
  await vi.waitFor(() => expect(names(app)).toEqual(["aegis-backup-1.json"]));
});

it("hides the progress in the window while a dialog shows it", async () => {
  const { app } = await open(1);
  const answered = app.openDialog();
  heard({ type: "reading", read: 1, of: 3 });
  expect(app.inDialog).toBe(true);
  expect(app.reading).toMatchObject({ read: 1, of: 3 });
  answered();
  expect(app.inDialog).toBe(false);
});

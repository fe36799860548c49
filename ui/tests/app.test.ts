import { beforeEach, expect, it, vi } from "vitest";
import { fake } from "../src/dev/fake";
import { App } from "../src/lib/app.svelte";
import { Attempt } from "../src/lib/attempt.svelte";
import type { Notice } from "../src/lib/bindings";

const reload = vi.fn();
let heard: (notice: Notice) => void;

/** An app on the fake backend, in the state that the address sets. */
async function open(search: string) {
  vi.stubGlobal("location", { search, reload });
  const backend = fake();
  const subscribe = backend.subscribe;
  backend.subscribe = (listener) => subscribe((heard = listener));
  const app = new App(backend);
  await app.start();
  return { app, backend };
}

beforeEach(() => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  vi.stubGlobal("sessionStorage", storage);
  vi.stubGlobal("localStorage", storage);
  vi.stubGlobal("document", { documentElement: { dataset: {} } });
  vi.stubGlobal("window", {});
  reload.mockClear();
});

it.each([
  ["welcome", "welcome"],
  ["locked", "unlock"],
  ["broken", "broken"],
  ["unlocked", "codes"],
])("opens a vault that is %s on %s", async (phase, screen) => {
  const { app } = await open(`?phase=${phase}`);
  expect(app.screens.top?.name).toBe(screen);
});

it("leads to restoring a backup when the keyring was lost, with the reason behind it", async () => {
  const { app } = await open("?phase=broken&fail=keyring_changed&own");
  expect(app.screens.top?.name).toBe("restore");
  app.back();
  expect(app.screens.top?.name).toBe("broken");
});

it("forgets everything and reloads the page when it is locked, keeping only the row", async () => {
  const { app } = await open("?phase=unlocked");
  app.row = "account-4";
  heard({ type: "locked" });
  heard({ type: "locked" });
  expect(app.vault).toBeNull();
  expect(app.screens.top).toBeUndefined();
  expect(reload).toHaveBeenCalledOnce();
  expect(new App(app.backend).row).toBe("account-4");
});

it("locks when a command finds the vault locked", async () => {
  const { app } = await open("?phase=unlocked&fail=locked");
  await app.attempt(() => app.backend.copyCode("account-0", null));
  expect(reload).toHaveBeenCalledOnce();
  expect(app.toasts.current).toBeNull();
});

it("shows only the newest drop, and discards it on leaving", async () => {
  const { app, backend } = await open("?phase=unlocked");
  const discard = vi.spyOn(backend, "discardReview");
  heard({ type: "dragging", over: true });
  expect(app.dragging).toBe(true);
  heard({ type: "review" });
  heard({ type: "review" });
  await vi.waitFor(() => expect(app.screens.top?.name).toBe("review"));
  expect(app.dragging).toBe(false);
  expect(discard).not.toHaveBeenCalled();
  app.back();
  expect(app.screens.top?.name).toBe("codes");
  expect(discard).toHaveBeenCalledOnce();
});

it("keeps the screen under a drop's review, and returns to unfinished work there", async () => {
  const { app, backend } = await open("?phase=unlocked");
  const drop = async () => {
    heard({ type: "review" });
    await vi.waitFor(() => expect(app.screens.top?.name).toBe("review"));
  };
  await drop();
  expect(app.screens.under).toBeUndefined(); // The list listens for keys, so it does not stay.
  app.back();
  const edit = { name: "edit", id: "account-0" } as const;
  app.go(edit);
  await drop();
  expect(app.screens.under).toBe(edit);
  app.back();
  expect(app.screens.top).toBe(edit);
  await drop();
  app.added((await backend.accept([{ id: 0, action: "add" }])).vault, 1);
  expect(app.screens.top).toBe(edit);
  app.home();
  app.go({ name: "add" });
  await drop();
  app.added((await backend.accept([{ id: 1, action: "add" }])).vault, 1);
  expect(app.screens.top?.name).toBe("codes");
});

it("shows a drop on a dialog once the dialog is answered", async () => {
  const { app, backend } = await open("?phase=unlocked");
  const review = vi.spyOn(backend, "review");
  const answered = app.openDialog();
  heard({ type: "review" });
  heard({ type: "review" });
  expect(review).not.toHaveBeenCalled();
  answered();
  await vi.waitFor(() => expect(app.screens.top?.name).toBe("review"));
  expect(review).toHaveBeenCalledOnce();
  app.openDialog()();
  expect(review).toHaveBeenCalledOnce();
});

it("reports progress while something is being read", async () => {
  const { app } = await open("?phase=unlocked");
  heard({ type: "reading", read: 3, of: 200 });
  expect(app.reading).toMatchObject({ read: 3, of: 200 });
  heard({ type: "reading", read: 0, of: 0 });
  expect(app.reading).toBeNull();
});

it("offers a recovery key after the first account, and not again", async () => {
  const { app, backend } = await open("?phase=unlocked&rows=0&recovery=none");
  app.added((await backend.accept([{ id: 0, action: "add" }])).vault, 1);
  expect(app.screens.top?.name).toBe("recovery");
  app.back();
  app.added((await backend.accept([{ id: 1, action: "add" }])).vault, 1);
  expect(app.screens.top?.name).toBe("codes");
});

it("limits how often it reports activity to the backend", async () => {
  const { app, backend } = await open("?phase=unlocked");
  const touched = vi.spyOn(backend, "touched");
  for (let press = 0; press < 50; press += 1) app.touch();
  expect(touched).toHaveBeenCalledOnce();
});

it("shows what another process saved, and leaves the screen of an account that is gone", async () => {
  const { app, backend } = await open("?phase=unlocked");
  app.go({ name: "edit", id: "account-0" });
  await backend.trash("account-0");
  heard({ type: "changed" });
  await vi.waitFor(() => expect(app.screens.top?.name).toBe("codes"));
  expect(app.find("account-0")).toBeUndefined();
});

it("offers a file for a new vault where the keyring fails, until one is chosen", async () => {
  const { app } = await open("?phase=broken&fail=no_keyring");
  expect(app.withoutKeyring).toMatchObject({ type: "no_keyring" });
  expect(app.newStore).toBe("keyring");
  app.inFile = true;
  expect(app.withoutKeyring).toBeNull();
  expect(app.newStore).toBe("file");
  const damaged = await open("?phase=broken&fail=damaged");
  expect(damaged.app.withoutKeyring).toBeNull();
});

it("keeps a new vault in the store of the vault it replaces", async () => {
  const { app, backend } = await open("?phase=locked&store=file");
  expect(app.newStore).toBe("file");
  app.enter(await backend.unlock("correct"));
  expect(app.newStore).toBe("file");
});

it("keeps a form's problem until it is submitted again, and submits once at a time", async () => {
  const { app, backend } = await open("?phase=locked");
  const attempt = new Attempt(app);
  expect(await attempt.run(() => backend.unlock("wrong"))).toBeUndefined();
  expect(attempt.problem).toEqual({ subject: "pin", type: "wrong_pin", wait_seconds: 0 });
  const unlock = vi.fn(() => backend.unlock("correct"));
  const both = await Promise.all([attempt.run(unlock), attempt.run(unlock)]);
  expect(both[0]?.rows).toHaveLength(12);
  expect(unlock).toHaveBeenCalledOnce();
  expect(attempt.problem).toBeNull();
});

it("offers to undo an import, and then shows the accounts in the trash", async () => {
  const { app, backend } = await open("?phase=unlocked&rows=3&trash=0");
  const { vault, report } = await backend.accept([0, 1].map((id) => ({ id, action: "add" as const })));
  app.added(vault, report.added, report);
  expect(app.screens.top?.name).toBe("codes"); // There is nothing more to report.
  expect(app.vault?.rows).toHaveLength(5);
  app.toasts.undo();
  await vi.waitFor(() => expect(app.vault?.rows).toHaveLength(3));
  expect(app.vault?.trash).toHaveLength(2);
  expect(app.toasts.current?.text).toContain("accounts moved to trash");
  expect(app.toasts.current?.undo).toBeUndefined();
});

it("reports what an import left out before it offers a recovery key, and undoing closes the report", async () => {
  const { app, backend } = await open("?phase=unlocked&rows=0&recovery=none&report");
  const empty = { finds: [], unread: [], waiting: [], batch: null };
  vi.spyOn(backend, "review").mockResolvedValue(empty);
  const add = async () => {
    const { vault, report } = await backend.accept([{ id: 0, action: "add" }]);
    app.added(vault, report.added, report);
    expect(app.screens.top?.name).toBe("report");
    expect(app.toasts.current?.undo).toBeDefined();
  };
  await add();
  app.toasts.undo();
  await vi.waitFor(() => expect(app.screens.top?.name).toBe("codes"));
  await add();
  app.back();
  expect(app.screens.top?.name).toBe("recovery");
  expect(app.toasts.current?.undo).toBeDefined();
  app.back();
  expect(app.screens.top?.name).toBe("codes");
  app.go({ name: "edit", id: "account-0" });
  app.screens.review(empty);
  await add();
  expect(app.screens.under?.name).toBe("edit");
  app.back();
  expect(app.screens.top?.name).toBe("edit");
});

it("shows the progress of saving, and Back cancels it", async () => {
  const { app, backend } = await open("?phase=unlocked&pages=400");
  const accepted = backend.accept([{ id: 0, action: "add" }]);
  accepted.catch(() => {});
  expect(app.saving).toMatchObject({ saved: 0, of: 400 });
  app.back();
  expect(app.cancelling).toBe(true);
  await expect(accepted).rejects.toMatchObject({ type: "save_cancelled" });
  expect(app.saving).toBeNull();
  expect(app.cancelling).toBe(false);
  expect(app.vault?.rows).toHaveLength(12);
});

import { beforeEach, expect, it, vi } from "vitest";
import { fake } from "../src/dev/fake";
import { App } from "../src/lib/app.svelte";
import type { Notice } from "../src/lib/bindings";

let heard: (notice: Notice) => void;

async function open(search: string) {
  vi.stubGlobal("location", { search, reload: vi.fn() });
  const backend = fake();
  const subscribe = backend.subscribe;
  backend.subscribe = (listener) => subscribe((heard = listener));
  const app = new App(backend);
  await app.start();
  return { app, backend };
}

const turn = (app: App, on: boolean) => app.setPreferences({ ...app.preferences, check_for_updates: on });

beforeEach(() => {
  const storage = { getItem: () => null, setItem: () => {} };
  vi.stubGlobal("sessionStorage", storage);
  vi.stubGlobal("localStorage", storage);
  vi.stubGlobal("document", { documentElement: { dataset: {} } });
  vi.stubGlobal("window", {});
});

it("offers the check only in a build that has it, and turned off", async () => {
  expect((await open("?phase=unlocked")).app.updates.included).toBe(false);
  const { app } = await open("?phase=unlocked&update=1.2.3");
  expect(app.updates).toEqual({ included: true, newer: null });
  expect(app.preferences.check_for_updates).toBe(false);
});

it("asks nothing by itself, locked or unlocked", async () => {
  for (const phase of ["locked", "unlocked"]) {
    const { app, backend } = await open(`?phase=${phase}&update=1.2.3`);
    const check = vi.spyOn(backend, "checkForUpdates");
    await turn(app, true);
    heard({ type: "update" });
    expect(check).not.toHaveBeenCalled();
  }
});

it("shows a version that the backend has found", async () => {
  const { app, backend } = await open("?phase=unlocked&update=1.2.3");
  await turn(app, true);
  await backend.checkForUpdates();
  expect(app.updates.newer).toBeNull();
  heard({ type: "update" });
  await vi.waitFor(() => expect(app.updates.newer).toBe("1.2.3"));
});

it("forgets a version that is dismissed, or when the check is turned off", async () => {
  const { app, backend } = await open("?phase=unlocked&update=1.2.3");
  await turn(app, true);
  expect(await app.setUpdates(backend.checkForUpdates())).toBe(true);
  expect(app.updates.newer).toBe("1.2.3");
  await app.setUpdates(backend.dismissUpdate());
  expect(app.updates.newer).toBeNull();
  await app.setUpdates(backend.checkForUpdates());
  expect(app.updates.newer).toBe("1.2.3");
  await turn(app, false);
  expect(app.updates.newer).toBeNull();
});

it.each(["update_unreachable", "update_signature", "update_older"])("reports %s and keeps what it knows", async (type) => {
  const { app, backend } = await open(`?phase=unlocked&update=1.2.3&fail=${type}`);
  await turn(app, true);
  expect(await app.setUpdates(backend.checkForUpdates())).toBe(false);
  expect(app.updates).toEqual({ included: true, newer: null });
  expect(app.toasts.current?.bad).toBe(true);
});

it("does not check while it is off", async () => {
  const { app, backend } = await open("?phase=unlocked&update=1.2.3");
  expect(await app.setUpdates(backend.checkForUpdates())).toBe(false);
  expect(app.updates.newer).toBeNull();
});

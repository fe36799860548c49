import { beforeEach, expect, it, vi } from "vitest";
import { fake } from "../src/dev/fake";
import { App } from "../src/lib/app.svelte";
import { ExportForm } from "../src/lib/export.svelte";
import { t } from "../src/lib/words.svelte";

/** An app on the export screen, and its form. */
async function open(search = "") {
  vi.stubGlobal("location", { search: `?phase=unlocked&${search || "rows=2"}`, reload: vi.fn() });
  const backend = fake();
  const app = new App(backend);
  await app.start();
  app.go({ name: "settings" });
  app.go({ name: "export" });
  const exportAccounts = vi.spyOn(backend, "exportAccounts");
  return { app, form: new ExportForm(app), exportAccounts };
}

function fill(form: ExportForm, password: string, again: string, pin: string): void {
  form.password = password;
  form.again = again;
  form.pin = pin;
}

beforeEach(() => {
  const storage = { getItem: () => null, setItem: () => {} };
  vi.stubGlobal("sessionStorage", storage);
  vi.stubGlobal("localStorage", storage);
  vi.stubGlobal("document", { documentElement: { dataset: {} } });
  vi.stubGlobal("window", {});
});

it("exports encrypted unless the user chooses otherwise, and returns to the settings", async () => {
  const { app, form, exportAccounts } = await open();
  fill(form, "long enough", "long enough", "correct");
  await form.submit();
  expect(exportAccounts).toHaveBeenCalledExactlyOnceWith("aegis", "long enough", "correct");
  expect(app.screens.top?.name).toBe("settings");
  expect(app.toasts.current?.text).toBe(t("exported", { count: 2 }));
  expect([form.password, form.again, form.pin]).toEqual(["", "", ""]);
});

it("says that the passwords differ only once the form is submitted, and exports nothing", async () => {
  const { form, exportAccounts } = await open();
  fill(form, "long enough", "long enouhg", "correct");
  expect(form.differs).toBe(false);
  await form.submit();
  expect(form.differs).toBe(true);
  expect(exportAccounts).not.toHaveBeenCalled();
  form.choose("uri");
  expect(form.differs).toBe(false);
  await form.submit();
  expect(exportAccounts).toHaveBeenCalledExactlyOnceWith("uri", "", "correct");
});

it("keeps the passwords after a wrong PIN, but not the PIN", async () => {
  const { app, form } = await open();
  fill(form, "long enough", "long enough", "wrong");
  await form.submit();
  expect(form.attempt.problem).toMatchObject({ type: "wrong_pin" });
  expect([form.password, form.pin]).toEqual(["long enough", ""]);
  expect(app.screens.top?.name).toBe("export");
  fill(form, "short", "short", "correct");
  await form.submit();
  expect(form.attempt.problem).toEqual({ subject: "export", type: "export_password_short", minimum: 8 });
  form.choose("2fas");
  expect(form.attempt.problem).toBeNull();
});

it("lists what was left out", async () => {
  const { app, form } = await open("rows=8");
  form.choose("bitwarden-authenticator");
  form.pin = "correct";
  await form.submit();
  expect(app.screens.top?.name).toBe("export");
  expect(app.toasts.current?.text).toBe(t("exported", { count: 6 }));
  expect(form.incomplete?.left_out).toMatchObject([
    { issuer: "Bank Nusantara", problem: { type: "export_unsupported", what: "hotp" } },
    { issuer: "Registro elettronico", problem: { type: "seed_missing" } },
  ]);
});

it("stays as it is when the user cancels the dialog", async () => {
  const { app, form } = await open("rows=2&cancelled");
  fill(form, "long enough", "long enough", "correct");
  await form.submit();
  expect([form.attempt.problem, form.incomplete, app.toasts.current]).toEqual([null, null, null]);
  expect([app.screens.top?.name, form.password]).toEqual(["export", "long enough"]);
});

it("is submitted once at a time", async () => {
  const { form, exportAccounts } = await open("rows=2&slow=1");
  form.choose("uri");
  form.pin = "correct";
  await Promise.all([form.submit(), form.submit()]);
  expect(exportAccounts).toHaveBeenCalledOnce();
});

import { mount } from "svelte";
import Window from "./Window.svelte";
import { App } from "./lib/app.svelte";
import { tauri } from "./lib/backend";

const target = document.getElementById("app");
// In a plain browser (`npm run dev`) there is no backend: a fake one replaces it. Builds do not
// contain it.
const backend = import.meta.env.DEV && !("__TAURI_INTERNALS__" in window) ? (await import("./dev/fake")).fake() : tauri;

if (target) mount(Window, { target, props: { app: new App(backend) } });

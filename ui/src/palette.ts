import { mount } from "svelte";
import Palette from "./Palette.svelte";
import { tauri } from "./lib/backend";

const target = document.getElementById("app");
// As for the window: in a plain browser a fake backend replaces the real one.
const backend = import.meta.env.DEV && !("__TAURI_INTERNALS__" in window) ? (await import("./dev/fake")).fake() : tauri;

if (target) mount(Palette, { target, props: { backend } });

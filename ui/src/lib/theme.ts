import type { Theme } from "./bindings";

/** Paints in this theme now, and from the first moment of the next page (`theme.js`). */
export function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme === "system" ? "" : theme);
  } catch {
    // A web view without storage follows the system until the settings are read.
  }
}

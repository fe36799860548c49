import type { Theme } from "./bindings";

/** Applies a theme now, and to the next page from its first paint (`theme.js`). */
export function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme === "system" ? "" : theme);
  } catch {
    // Without storage, the web view follows the system until the settings are read.
  }
}

/**
 * A keyboard shortcut, spelled as in the README's table. On a Mac, ⌘ replaces `Ctrl` and ⌥ replaces
 * `Alt`.
 */
type Shortcut = {
  /** The key presses that trigger it. */
  keys: readonly string[];
  /** How the window shows them, where that is shorter than `keys`. */
  shown?: string;
  /** The id of the message that describes it in the settings. */
  message: string;
};

/** Every shortcut of the window, in the order shown in the settings. */
export const shortcuts = {
  move: { keys: ["↑", "↓", "Page Up", "Page Down", "Home", "End"], shown: "↑ ↓", message: "key-move" },
  copy: { keys: ["Enter"], message: "key-copy" },
  copyNth: { keys: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((nth) => `Ctrl+${nth}`), shown: "Ctrl+1–9", message: "key-copy-nth" },
  edit: { keys: ["F2"], message: "edit-title" },
  reorder: { keys: ["Alt+↑", "Alt+↓"], shown: "Alt+↑ ↓", message: "key-reorder" },
  add: { keys: ["Ctrl+N"], message: "add-title" },
  screen: { keys: ["Ctrl+R"], message: "add-screen" },
  camera: { keys: ["Ctrl+K"], message: "add-camera" },
  paste: { keys: ["Ctrl+V"], message: "key-paste" },
  files: { keys: ["Ctrl+O"], message: "add-files" },
  settings: { keys: ["Ctrl+,"], message: "settings-title" },
  lock: { keys: ["Ctrl+L"], message: "lock" },
  undo: { keys: ["Ctrl+Z"], message: "undo" },
  back: { keys: ["Esc"], message: "back" },
} as const satisfies Record<string, Shortcut>;

export type ShortcutName = keyof typeof shortcuts;

/** The shortcuts that work on every screen, except `back`. The others work in the list. */
export type Command = Exclude<ShortcutName, "move" | "copy" | "copyNth" | "edit" | "reorder" | "back">;

const list = Object.entries(shortcuts) as [ShortcutName, Shortcut][];
const byKeys = new Map(list.flatMap(([name, { keys }]) => keys.map((press) => [press, name] as const)));

/** The README's names of keys that `KeyboardEvent` names differently. */
const keyNames: Record<string, string> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  Escape: "Esc",
  PageDown: "Page Down",
  PageUp: "Page Up",
};

const onMac = typeof navigator !== "undefined" && navigator.platform.startsWith("Mac");

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/** Returns the shortcut of a key press. Ignores Shift, whose meaning is up to the caller. */
export function pressed({ key, ctrlKey, metaKey, altKey }: Press, mac = onMac): ShortcutName | undefined {
  const [command, other] = mac ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
  if (other) return undefined; // On a Mac, Ctrl+N is "next line"; the Windows key belongs to the desktop.
  const name = keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return byKeys.get(`${command ? "Ctrl+" : ""}${altKey ? "Alt+" : ""}${name}`);
}

/** Formats a shortcut as this system writes it: `Ctrl+N`, on a Mac `⌘N`. */
export function spelling(name: ShortcutName, mac = onMac): string {
  const { keys, shown = keys.join(" ") }: Shortcut = shortcuts[name];
  return mac ? shown.replaceAll("Ctrl+", "⌘").replaceAll("Alt+", "⌥") : shown;
}

/** The shortcuts and their messages, for the settings. */
export function listed(): { keys: string; message: string }[] {
  return list.map(([name, { message }]) => ({ keys: spelling(name), message }));
}

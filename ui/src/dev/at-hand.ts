import type { Backend } from "../lib/backend";
import type { Row, Status } from "../lib/bindings";

type AtHand = Pick<
  Backend,
  "quit" | "autostart" | "setAutostart" | "opensAccountLinks" | "setOpensAccountLinks" | "paletteRows" | "paletteCopy" | "paletteType" | "paletteClose"
>;

/** What is at hand without the window, in a plain browser. */
export function atHand(find: (id: string) => Row, rows: () => Row[], asked: URLSearchParams): AtHand {
  return {
    quit: async () => null,
    autostart: async () => asked.has("autostart"),
    setAutostart: async () => null,
    opensAccountLinks: async () => asked.has("account-links"),
    setOpensAccountLinks: async () => null,
    paletteRows: async () => rows(),
    paletteCopy: async (id) => (find(id), null),
    paletteType: async (id, _pin, allowed) => (find(id), allowed ? { type: "typed" } : { type: "asks", program: "firefox" }),
    paletteClose: async () => null,
  };
}

/** What the agent says of itself: `no-tray`, `hotkey=taken`. */
export function sharing(asked: URLSearchParams): Pick<Status, "shares_with_command" | "tray" | "hotkey" | "version"> {
  return {
    shares_with_command: true,
    tray: !asked.has("no-tray"),
    hotkey: asked.get("hotkey") as Status["hotkey"],
    version: "0.1.0",
  };
}

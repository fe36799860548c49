import type { Backend } from "../lib/backend";
import type { Organisation, Policy, Row, Status } from "../lib/bindings";

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
export function sharing(asked: URLSearchParams): Pick<Status, "shares_with_command" | "tray" | "hotkey" | "version" | "organisation" | "provisioning_folder"> {
  return {
    shares_with_command: true,
    tray: !asked.has("no-tray"),
    hotkey: asked.get("hotkey") as Status["hotkey"],
    version: "0.1.0",
    provisioning_folder: null,
    organisation: organisation(asked.has("managed")),
  };
}

/** What an organisation has set: `managed` for one that has settled much, or nothing. */
function organisation(managed: boolean): Organisation {
  const nothing = Object.fromEntries(KEYS.map((key) => [key, null])) as Policy;
  if (!managed) return { policy: nothing, places: {}, faults: [], from_vault: false };
  const policy: Policy = {
    ...nothing,
    lock_after_minutes: 10,
    clipboard_seconds: 20,
    lock_when_minimised: true,
    pin_for_codes: true,
    export_allowed: false,
    other_backups_allowed: false,
    qr_code_allowed: false,
    camera_allowed: false,
    shared_session_allowed: false,
    tray_allowed: false,
    search_allowed: false,
    update_check: "off",
    support_name: "Example Ltd",
    support_contact: "help@example.org",
    escrow_recipients: ["age1example"],
  };
  return { policy, places: {}, faults: [{ place: "/etc/watchword/policy.json", key: "Cookies", reason: "unknown_key" }], from_vault: false };
}

const KEYS = [
  "lock_after_minutes",
  "lock_when_minimised",
  "pin_min_length",
  "pin_needs_letter",
  "pin_change_days",
  "pin_for_codes",
  "clipboard_seconds",
  "copy_allowed",
  "screen_allowed",
  "camera_allowed",
  "files_allowed",
  "links_allowed",
  "export_allowed",
  "qr_code_allowed",
  "other_backups_allowed",
  "shared_session_allowed",
  "autostart_allowed",
  "tray_allowed",
  "search_allowed",
  "typing_allowed",
  "update_check",
  "language",
  "support_name",
  "support_contact",
  "escrow_recipients",
  "audit_log",
  "audit_file",
  "provisioning_folder",
] as const satisfies (keyof Policy)[];

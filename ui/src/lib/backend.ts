import { Channel } from "@tauri-apps/api/core";
import { commands, type Notice } from "./bindings";

/** Everything that the window can call: the generated commands, and a listener for notices. */
export type Backend = Omit<typeof commands, "subscribe"> & {
  subscribe(heard: (notice: Notice) => void): Promise<unknown>;
};

export const tauri: Backend = {
  ...commands,
  subscribe: (heard) => commands.subscribe(new Channel<Notice>(heard)),
};

use std::collections::HashMap;

use wayland_client::backend::ObjectId;
use wayland_client::{Connection, Dispatch, Proxy as _, QueueHandle, event_created_child};
use wayland_protocols_wlr::foreign_toplevel::v1::client::zwlr_foreign_toplevel_handle_v1::{
    Event, State, ZwlrForeignToplevelHandleV1,
};
use wayland_protocols_wlr::foreign_toplevel::v1::client::zwlr_foreign_toplevel_manager_v1::{
    self, EVT_TOPLEVEL_OPCODE, ZwlrForeignToplevelManagerV1,
};

/// The windows of a compositor.
#[derive(Default)]
pub(super) struct Toplevels {
    windows: HashMap<ObjectId, Toplevel>,
    /// The number of windows so far.
    count: u64,
}

struct Toplevel {
    /// No other window of this connection has it.
    number: u64,
    app_id: String,
    is_active: bool,
}

impl Toplevels {
    /// The number and the application id of the window that has the focus.
    pub(super) fn active(&self) -> Option<(u64, &str)> {
        let active = self.windows.values().find(|window| window.is_active)?;
        Some((active.number, &active.app_id))
    }
}

impl Dispatch<ZwlrForeignToplevelManagerV1, ()> for Toplevels {
    fn event(
        toplevels: &mut Self,
        _: &ZwlrForeignToplevelManagerV1,
        event: zwlr_foreign_toplevel_manager_v1::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
        match event {
            zwlr_foreign_toplevel_manager_v1::Event::Toplevel { toplevel } => {
                toplevels.count += 1;
                let window = Toplevel { number: toplevels.count, app_id: String::new(), is_active: false };
                toplevels.windows.insert(toplevel.id(), window);
            }
            // It tells of no window any more, so none may count as the one with the focus.
            _ => toplevels.windows.clear(),
        }
    }

    event_created_child!(Toplevels, ZwlrForeignToplevelManagerV1, [
        EVT_TOPLEVEL_OPCODE => (ZwlrForeignToplevelHandleV1, ()),
    ]);
}

impl Dispatch<ZwlrForeignToplevelHandleV1, ()> for Toplevels {
    fn event(
        toplevels: &mut Self,
        handle: &ZwlrForeignToplevelHandleV1,
        event: Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
        if let Event::Closed = event {
            toplevels.windows.remove(&handle.id());
            handle.destroy();
            return;
        }
        let Some(window) = toplevels.windows.get_mut(&handle.id()) else { return };
        match event {
            Event::AppId { app_id } => window.app_id = app_id,
            Event::State { state } => {
                let (states, _) = state.as_chunks();
                let active = State::Activated as u32;
                window.is_active = states.iter().any(|state| u32::from_ne_bytes(*state) == active);
            }
            _ => {}
        }
    }
}

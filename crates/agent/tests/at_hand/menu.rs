use std::collections::HashMap;

use serde::Deserialize;
use zbus::blocking::Connection;
use zbus::zvariant::{OwnedValue, Type, Value};

use crate::bus::call;
use crate::wait_for;

/// One item of a menu, with its label as it is on the bus. A line has no label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: i32,
    pub(crate) label: String,
}

/// An item of the tray, as a panel sees it.
pub(crate) struct Shown {
    pub(crate) bus: Connection,
    pub(crate) program: String,
}

#[derive(Deserialize, Type)]
struct Layout {
    id: i32,
    properties: HashMap<String, OwnedValue>,
    children: Vec<OwnedValue>,
}

impl Shown {
    /// Reads the menu, as panels do before they open it.
    pub(crate) fn menu(&self) -> Vec<Entry> {
        let at = (self.program.as_str(), "/MenuBar", "com.canonical.dbusmenu");
        let _: bool = call(&self.bus, at, "AboutToShow", &0_i32).unwrap();
        let (_, root): (u32, Layout) =
            call(&self.bus, at, "GetLayout", &(0_i32, -1_i32, Vec::<String>::new())).unwrap();
        assert_eq!(root.id, 0);
        assert_eq!(text(&root.properties["children-display"]), "submenu");
        root.children.iter().map(entry).collect()
    }

    pub(crate) fn labels(&self) -> Vec<String> {
        self.menu().into_iter().map(|entry| entry.label).collect()
    }

    /// Waits until the menu has these labels.
    #[track_caller]
    pub(crate) fn wait_for_labels(&self, wanted: &[&str]) {
        wait_for(&format!("{wanted:?}"), || (self.labels() == wanted).then_some(()));
    }

    /// Clicks the item with this label.
    #[track_caller]
    pub(crate) fn click(&self, label: &str) {
        let menu = self.menu();
        let entry = menu.iter().find(|entry| entry.label == label);
        let entry = entry.unwrap_or_else(|| panic!("no {label} in {menu:?}"));
        let at = (self.program.as_str(), "/MenuBar", "com.canonical.dbusmenu");
        let _: () = call(&self.bus, at, "Event", &(entry.id, "clicked", Value::from(0_i32), 0_u32)).unwrap();
    }

    /// Reads a property of the item.
    pub(crate) fn property(&self, name: &str) -> OwnedValue {
        let at = (self.program.as_str(), "/StatusNotifierItem", "org.freedesktop.DBus.Properties");
        call(&self.bus, at, "Get", &("org.kde.StatusNotifierItem", name)).unwrap()
    }

    /// The tooltip's title and its description.
    pub(crate) fn tooltip(&self) -> [String; 2] {
        type Tooltip = (String, Vec<(i32, i32, Vec<u8>)>, String, String);
        let (_, _, title, description) = Tooltip::try_from(self.property("ToolTip")).unwrap();
        [title, description]
    }

    /// The smallest icon's pixels.
    pub(crate) fn pixels(&self) -> Vec<u8> {
        let icons: Vec<(i32, i32, Vec<u8>)> = self.property("IconPixmap").try_into().unwrap();
        let (width, height, pixels) = icons.into_iter().next().unwrap();
        assert_eq!(pixels.len(), 4 * width as usize * height as usize);
        pixels
    }

    /// Does what a left click does.
    pub(crate) fn activate(&self, token: &str) {
        let at = (self.program.as_str(), "/StatusNotifierItem", "org.kde.StatusNotifierItem");
        let _: () = call(&self.bus, at, "ProvideXdgActivationToken", &token).unwrap();
        let _: () = call(&self.bus, at, "Activate", &(0_i32, 0_i32)).unwrap();
    }
}

fn entry(value: &OwnedValue) -> Entry {
    let (id, properties, _): (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>) =
        value.try_clone().unwrap().try_into().unwrap();
    Entry { id, label: properties.get("label").map(text).unwrap_or_default() }
}

fn text(value: &OwnedValue) -> String {
    value.try_clone().unwrap().try_into().unwrap()
}

use std::sync::Arc;

use ksni::menu::StandardItem;
use ksni::{MenuItem, TextDirection, ToolTip};
use watchword_session::Words;

use crate::at_hand::acts::{Act, Acts};
use crate::at_hand::id::ID;
use crate::at_hand::label::{in_menu, label};
use crate::at_hand::{AccountName, icon};

/// What the tray shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// The accounts in the menu; `None` while the vault is locked.
    pub(super) accounts: Option<Vec<AccountName>>,
    /// What became of the last click, in words; empty if that is over.
    pub(super) told: String,
}

/// The tray's icon and its menu. It answers at once: whatever takes time is left to [`Acts`].
pub(super) struct Item {
    pub(super) look: Look,
    pub(super) words: Arc<Words>,
    pub(super) acts: Acts,
}

impl Item {
    fn say(&self, message: &str) -> String {
        self.words.say(message, &[])
    }

    fn is_locked(&self) -> bool {
        self.look.accounts.is_none()
    }

    fn entry(&self, message: &str, act: impl Fn() -> Act + Send + 'static) -> MenuItem<Self> {
        entry(self.say(message), act)
    }
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        ID.to_owned()
    }

    fn title(&self) -> String {
        "Watchword".to_owned()
    }

    fn icon_name(&self) -> String {
        icon::name(self.is_locked())
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        icon::pixels(self.is_locked())
    }

    fn tool_tip(&self) -> ToolTip {
        let title = if self.is_locked() { self.say("tray-locked") } else { self.say("tray-unlocked") };
        ToolTip { title, description: escaped(&self.look.told), ..ToolTip::default() }
    }

    fn text_direction(&self) -> TextDirection {
        if self.say("direction") == "rtl" { TextDirection::RightToLeft } else { TextDirection::LeftToRight }
    }

    fn activate(&mut self, _: i32, _: i32) {
        self.acts.begin(open());
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let Some(accounts) = &self.look.accounts else {
            return vec![self.entry("tray-unlock", open), self.entry("tray-quit", || Act::Quit)];
        };
        let copies = accounts.iter().map(|account| {
            let id = account.id.clone();
            entry(label(account), move || Act::Copy(id.clone()))
        });
        let line = (!accounts.is_empty()).then_some(MenuItem::Separator);
        let last = [
            self.entry("tray-open", open),
            self.entry("tray-lock", || Act::Lock),
            self.entry("tray-quit", || Act::Quit),
        ];
        copies.chain(line).chain(last).collect()
    }
}

fn entry(text: String, act: impl Fn() -> Act + Send + 'static) -> MenuItem<Item> {
    let activate = Box::new(move |item: &mut Item| item.acts.begin(act()));
    StandardItem { label: in_menu(&text), activate, ..StandardItem::default() }.into()
}

fn open() -> Act {
    Act::Open(ksni::current_xdg_activation_token())
}

/// Returns a text for a tooltip, which may contain markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use watchword_vault::{Import, UnlockedVault};

use crate::intake::Drafts;
use crate::intake::find::{Compared, FindStatus, compare, counter};
use crate::intake::report::{Named, Report};

/// What the user wants with a find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Choice {
    /// Identifies the find in the review.
    pub id: u32,
    /// What to do with it.
    pub action: FindAction,
}

/// What to do with a find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum FindAction {
    /// Add it, under a numbered name if another account has its names.
    Add,
    /// Add it in the place of the vault's account with the same names, which moves to the trash.
    Replace,
    /// Give its names, or its higher counter, to the vault's account with the same secret.
    Update,
}

impl Choice {
    /// The choice to add a find.
    pub fn add(id: u32) -> Self {
        Self { id, action: FindAction::Add }
    }
}

/// What the choices change in the vault, and the report of it. Ignores those that no longer make
/// sense, such as adding an account that another process has added meanwhile.
pub(crate) fn import(drafts: &Drafts, vault: &UnlockedVault, choices: &[Choice]) -> (Import, Report) {
    let actions: HashMap<u32, FindAction> = choices.iter().map(|choice| (choice.id, choice.action)).collect();
    let (mut import, mut report) = (Import::default(), Report::default());
    (report.unread, report.batch) = drafts.unfinished();
    let mut replaced = HashSet::new();
    let drafts = &drafts.drafts;
    for (draft, Compared { status, with }) in drafts.iter().zip(compare(drafts, vault)) {
        let account = &draft.imported.account;
        let Some(action) = actions.get(&draft.id) else {
            report.skip(&status, Named::of(account));
            continue;
        };
        match (&status, action, with) {
            (FindStatus::Conflict { .. }, FindAction::Replace, Some(id)) if replaced.insert(id) => {
                report.replaced.push(Named::of(account));
                import.replace.push((id, report.add(&draft.imported)));
            }
            (FindStatus::Conflict { keep_as, .. } | FindStatus::Namesake { keep_as, .. }, _, _) => {
                let mut new = report.add(&draft.imported);
                new.account.account.clone_from(keep_as);
                import.add.push(new);
            }
            (FindStatus::New | FindStatus::Repeated { .. }, _, _) => import.add.push(report.add(&draft.imported)),
            (FindStatus::Renamed { .. }, FindAction::Update, Some(id)) => {
                report.updated.push(Named::of(account));
                import.rename.push((id, account.issuer.clone(), account.account.clone()));
            }
            (FindStatus::Ahead { .. }, FindAction::Update, Some(id)) => {
                report.updated.push(Named::of(account));
                import.counters.extend(counter(account).map(|counter| (id, counter)));
            }
            (FindStatus::Duplicate | FindStatus::Renamed { .. } | FindStatus::Ahead { .. }, _, _) => {
                report.skip(&status, Named::of(account));
            }
        }
    }
    (import, report)
}

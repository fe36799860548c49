//! The user's operations on an open vault.

use uuid::Uuid;
use watchword_otp::{Account, Kind, Secret};
use watchword_vault::{CodeError, EditError, Entry, Import, NewAccount, Note, Pin, Settings, UnlockedVault};

use crate::common::{hotp, totp};
use crate::op::{Consented, Op};
use crate::run::{History, Outcome};

impl History {
    /// Picks an account that fits, from the trash if `trashed`, by `number` modulo their count:
    /// its id and account name.
    pub(crate) fn pick(&mut self, number: u32, trashed: bool, fits: impl Fn(&Entry) -> bool) -> Option<(Uuid, String)> {
        let vault = self.vault()?;
        let all: Vec<_> = if trashed { vault.trashed().collect() } else { vault.entries().collect() };
        let all: Vec<_> = all.into_iter().filter(|entry| fits(entry)).collect();
        let entry = all.get(number as usize % all.len().max(1))?;
        Some((entry.id, entry.account.clone()))
    }

    pub(crate) fn act(&mut self, op: &Op) -> Outcome {
        if let Op::Restore(number, consented) = op {
            return self.restore(*number, *consented);
        }
        if self.vault().is_none() {
            return if *op == Op::FollowOffers { self.restore(u32::MAX, Consented::Typed) } else { Ok(()) };
        }
        match op {
            Op::Add { count, hotp, long } => self.add(*count, *hotp, *long),
            Op::Rename(number) => {
                let Some((id, name)) = self.pick(*number, false, |_| true) else { return Ok(()) };
                let renamed = self.vault().map(|vault| vault.rename(id, &format!("issuer {number}"), &name));
                self.edited("renamed", renamed);
            }
            Op::Move(number, to) => {
                let Some((id, _)) = self.pick(*number, false, |_| true) else { return Ok(()) };
                let moved = self.vault().map(|vault| vault.move_to(id, *to as usize % 8));
                self.edited("moved", moved);
            }
            Op::Trash(number) => {
                let Some((id, _)) = self.pick(*number, false, |_| true) else { return Ok(()) };
                let trashed = self.vault().map(|vault| vault.trash(id));
                self.edited("trashed", trashed);
            }
            Op::Untrash(number) => {
                let Some((id, _)) = self.pick(*number, true, |_| true) else { return Ok(()) };
                let untrashed = self.vault().map(|vault| vault.untrash(id));
                self.edited("untrashed", untrashed);
            }
            Op::EmptyTrash => self.empty_trash(),
            Op::Import(number) => self.import(*number),
            Op::UndoImport => self.undo_import(),
            Op::Settings(number) => {
                let settings = Settings { clipboard_seconds: 10 + number % 200, ..Settings::default() };
                let set = self.vault().map(|vault| vault.set_settings(settings));
                self.edited("set", set);
            }
            Op::Draw(number) => return self.next_code(*number),
            Op::ChangePin => self.change_pin(),
            Op::SetRecoveryKey { kept } => self.set_recovery_key(*kept),
            Op::WrongPin => {
                let wrong = self.vault().map(|vault| vault.confirm_pin(&Pin::typed("not the PIN")).map(drop));
                if wrong == Some(Ok(())) {
                    return Err("a wrong PIN was accepted".into());
                }
            }
            Op::Refresh => {
                let refreshed = self.vault().map(UnlockedVault::refresh);
                self.edited("refreshed", refreshed);
            }
            Op::Adopt => self.accept_older_copy(),
            Op::Mend => {
                let mended = self.vault().map(UnlockedVault::restore_seeds);
                self.edited("mended", mended);
            }
            Op::MendFrom(number) => {
                let backups = self.backups();
                if let Some((bytes, key)) = backups.get(*number as usize % backups.len().max(1)) {
                    self.restore_seeds_from(bytes, *key);
                }
            }
            Op::Recover => self.recover(),
            Op::DeleteReplaced(number) => self.delete_replaced(*number),
            Op::FollowOffers => {
                self.accept_older_copy();
                let mended = self.vault().map(UnlockedVault::restore_seeds);
                self.edited("mended", mended);
                for (bytes, key) in self.backups() {
                    self.restore_seeds_from(&bytes, key);
                }
            }
            _ => unreachable!("{op:?} is not an operation on an open vault"),
        }
        Ok(())
    }

    /// Tallies the result of an edit, and closes the session if another one has locked it.
    pub(crate) fn edited<T>(&mut self, what: &'static str, result: Option<Result<T, EditError>>) -> Option<T> {
        let result = result?;
        if matches!(result, Err(EditError::Locked)) {
            self.seats[self.turn] = None;
        }
        self.done(what, result)
    }

    pub(crate) fn add(&mut self, count: u32, is_hotp: bool, long: bool) {
        let new: Vec<Account> = (0..count)
            .map(|_| {
                let number = self.known.accounts.len();
                let mut seed = format!("seed of the account {number}").into_bytes();
                seed.resize(if long { 700 } else { seed.len() }, 7);
                let made = if is_hotp { hotp("Bank", &seed, 0) } else { totp("Example", &seed) };
                let made = Account { account: format!("account {number}"), ..made };
                self.known.accounts.insert(made.account.clone(), copy(&made));
                made
            })
            .collect();
        let added = self.vault().map(|vault| vault.add(&new));
        if let Some(ids) = self.edited("added", added) {
            self.known.names.extend(ids.into_iter().zip(new.into_iter().map(|account| account.account)));
        }
    }

    /// Empties the trash. Its accounts count as purged even if the process dies meanwhile.
    fn empty_trash(&mut self) {
        let refreshed = self.vault().map(UnlockedVault::refresh);
        if self.edited("refreshed", refreshed).is_none() {
            return;
        }
        let Some(vault) = self.vault().filter(|vault| !vault.is_older_copy()) else { return };
        let trash: Vec<String> = vault.trashed().map(|entry| entry.account.clone()).collect();
        self.known.purged.extend(trash);
        let emptied = self.vault().map(UnlockedVault::empty_trash);
        self.edited("emptied", emptied);
    }

    /// Imports an account that is in the trash with its seed. No code may repeat, although the
    /// account comes with its first counter.
    fn import(&mut self, number: u32) {
        let refreshed = self.vault().map(UnlockedVault::refresh);
        if self.edited("refreshed", refreshed).is_none() {
            return;
        }
        let Some((id, name)) = self.pick(number, true, |_| true) else { return };
        if self.vault().is_none_or(|vault| vault.seed_missing(id)) {
            return;
        }
        let account = copy(&self.known.accounts[&name]);
        let new = NewAccount { account, tags: vec!["imported".into()], note: Note::default(), asks_for_pin: false };
        let import = Import::adding(vec![new]);
        let imported = self.vault().map(|vault| vault.import(&import, &|_, _| true));
        if let Some(imported) = self.edited("imported", imported) {
            self.imported = imported;
        }
    }

    fn undo_import(&mut self) {
        let imported = std::mem::take(&mut self.imported);
        let undone = self.vault().map(|vault| vault.undo_import(&imported));
        self.edited("undone", undone);
        self.imported = imported;
    }

    fn next_code(&mut self, number: u32) -> Outcome {
        let is_hotp = |entry: &Entry| matches!(entry.parameters.kind(), Kind::Hotp { .. });
        let Some((id, name)) = self.pick(number, false, is_hotp) else { return Ok(()) };
        self.world.journals.extend(self.world.read("counters.log"));
        let seat = self.seats[self.turn].as_mut().expect("an account was picked from this seat");
        match seat.vault.next_code(id) {
            Ok(code) => {
                let counter =
                    seat.vault.counter(id).and_then(|next| next.checked_sub(1)).ok_or("the counter did not advance")?;
                let account = &self.known.accounts[&name];
                if account.parameters.code(&account.secret, counter) != code {
                    return Err(format!("{name} shows a code that does not belong to counter {counter}"));
                }
                self.count(if self.faulty { "drawn though the keyring fails" } else { "drawn" });
                self.shown.show(&name, counter)
            }
            Err(CodeError::CountersLost) if !seat.vault.counters_lost() => {
                Err("no code, although the counters are not lost".into())
            }
            Err(CodeError::Locked) => {
                self.seats[self.turn] = None;
                Ok(())
            }
            Err(
                CodeError::SeedMissing(_) | CodeError::OlderCopy | CodeError::CountersLost | CodeError::NotFound(_),
            ) => Ok(()),
            Err(why) => Err(format!("no code for {name}: {why}")),
        }
    }
}

fn copy(account: &Account) -> Account {
    let secret = Secret::new(account.secret.expose().to_vec()).unwrap();
    Account { issuer: account.issuer.clone(), account: account.account.clone(), parameters: account.parameters, secret }
}

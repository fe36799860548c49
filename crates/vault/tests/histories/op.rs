//! The steps of a history. A number picks one of the things that exist at that moment, so that a
//! step keeps its meaning when shrinking removes others.

/// One step of a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Op {
    // The user's operations.
    Add {
        count: u32,
        hotp: bool,
        long: bool,
    },
    Rename(u32),
    Move(u32, u32),
    Trash(u32),
    Untrash(u32),
    EmptyTrash,
    /// An account in the trash is imported again, with the counter that it began with.
    Import(u32),
    UndoImport,
    Settings(u32),
    Draw(u32),
    ChangePin,
    SetRecoveryKey {
        kept: bool,
    },
    Lock,
    WrongPin,
    Refresh,
    /// The other of the two processes acts next.
    Switch,
    Adopt,
    Mend,
    MendFrom(u32),
    Recover,
    Restore(u32, Consented),
    DeleteReplaced(u32),
    /// The user accepts everything that the program offers to make the vault whole.
    FollowOffers,
    CopyAway,
    /// A copy replaces the directory; if `true`, the directory in turn replaces the copy.
    PutBack(u32, bool),
    KeepBackup(u32),

    // Faults during the user's next operation.
    Dies(u32),
    Refuses(u32),
    Silent,

    // What happens to the world.
    LosePage(u32),
    AlterPage(u32, u32),
    LoseItem(u32),
    Duplicate(u32, u32),
    LoseKeyring,
    ItemsBack,
    Flip(u32, u32),
    Cut(u32, u32),
    Delete(u32),
    CutJournal(u32),
    RollBackJournal(u32),
    EmptyJournal,
    DeleteJournal,
    DeleteAttempts,
    GarbageInNewPages,
    DeleteBackup(u32),
    SetClock(u32),
    Restart,
}

/// How the user consents to restoring a backup over a vault that opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consented {
    Not,
    Pin,
    Key,
    Typed,
}

/// SplitMix64, a pseudorandom generator: each seed yields one history.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn number(&mut self) -> u32 {
        (self.next() >> 32) as u32
    }
}

/// The history of a seed: 5 to 40 random steps, after one or two fixed ones.
pub(crate) fn history(seed: u64) -> Vec<Op> {
    let mut chance = Chance(seed);
    let length = 5 + chance.below(36).max(chance.below(36));
    let mut history = vec![Op::Add { count: 3, hotp: true, long: false }];
    if chance.below(4) > 0 {
        history.push(Op::SetRecoveryKey { kept: chance.below(10) > 0 });
    }
    history.extend((0..length).map(|_| step(&mut chance)));
    history
}

/// An operation's weight among the others, and how to make one with random numbers.
type Weighted = (u64, fn(&mut Chance) -> Op);

fn step(chance: &mut Chance) -> Op {
    let weights: &[Weighted] = &[
        (12, |c| Op::Add { count: 1 + c.number() % 3, hotp: c.below(2) == 0, long: c.below(4) == 0 }),
        (5, |c| Op::Rename(c.number())),
        (2, |c| Op::Move(c.number(), c.number())),
        (5, |c| Op::Trash(c.number())),
        (2, |c| Op::Untrash(c.number())),
        (3, |_| Op::EmptyTrash),
        (4, |c| Op::Import(c.number())),
        (2, |_| Op::UndoImport),
        (1, |c| Op::Settings(c.number())),
        (20, |c| Op::Draw(c.number())),
        (2, |_| Op::ChangePin),
        (2, |c| Op::SetRecoveryKey { kept: c.below(10) > 0 }),
        (2, |_| Op::Lock),
        (1, |_| Op::WrongPin),
        (2, |_| Op::Refresh),
        (3, |_| Op::Switch),
        (3, |_| Op::Adopt),
        (3, |_| Op::Mend),
        (3, |c| Op::MendFrom(c.number())),
        (2, |_| Op::Recover),
        (2, |c| {
            let consents = [Consented::Not, Consented::Pin, Consented::Key, Consented::Typed, Consented::Typed];
            Op::Restore(c.number(), consents[c.below(5) as usize])
        }),
        (1, |c| Op::DeleteReplaced(c.number())),
        (6, |_| Op::FollowOffers),
        (4, |_| Op::CopyAway),
        (5, |c| Op::PutBack(c.number(), c.below(2) == 0)),
        (2, |c| Op::KeepBackup(c.number())),
        (8, |c| Op::Dies(c.number() % 20)),
        (3, |c| Op::Refuses(c.number() % 8)),
        (3, |_| Op::Silent),
        (4, |c| Op::LosePage(c.number())),
        (3, |c| Op::AlterPage(c.number(), c.number())),
        (4, |c| Op::LoseItem(c.number())),
        (3, |c| Op::Duplicate(c.number(), c.number())),
        (1, |_| Op::LoseKeyring),
        (4, |_| Op::ItemsBack),
        (5, |c| Op::Flip(c.number(), c.number())),
        (2, |c| Op::Cut(c.number(), c.number())),
        (3, |c| Op::Delete(c.number())),
        (4, |c| Op::CutJournal(c.number())),
        (2, |c| Op::RollBackJournal(c.number())),
        (1, |_| Op::EmptyJournal),
        (1, |_| Op::DeleteJournal),
        (1, |_| Op::DeleteAttempts),
        (1, |_| Op::GarbageInNewPages),
        (2, |c| Op::DeleteBackup(c.number())),
        (3, |c| Op::SetClock(c.number())),
        (1, |_| Op::Restart),
    ];
    let mut left = chance.below(weights.iter().map(|(weight, _)| weight).sum());
    for (weight, make) in weights {
        match left.checked_sub(*weight) {
            Some(less) => left = less,
            None => return make(chance),
        }
    }
    unreachable!("the number is below the sum of the weights")
}

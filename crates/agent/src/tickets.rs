use std::collections::HashMap;

use crate::terminal::Terminal;

/// Seconds for which a terminal may ask without the PIN after it last did.
const LASTS: u64 = 600;
/// The most terminals that may ask at once; a further one replaces the one that was quiet longest.
const MOST: usize = 64;

/// The terminals in which the PIN was given.
#[derive(Default)]
pub(crate) struct Tickets(HashMap<Terminal, Ticket>);

struct Ticket {
    /// The number of the unlocking during which it was given: the next lock ends it.
    unlocking: u64,
    /// When it was last used, in seconds on the boot clock.
    used: u64,
}

impl Tickets {
    /// Allows a terminal from `now` on, until the vault locks.
    pub(crate) fn give(&mut self, terminal: Terminal, unlocking: u64, now: u64) {
        if self.0.len() >= MOST
            && !self.0.contains_key(&terminal)
            && let Some(oldest) = self.0.iter().min_by_key(|(_, ticket)| ticket.used).map(|(terminal, _)| *terminal)
        {
            self.0.remove(&oldest);
        }
        self.0.insert(terminal, Ticket { unlocking, used: now });
    }

    /// Whether a terminal may ask `now`, in which case its ten minutes start again.
    pub(crate) fn take(&mut self, terminal: Terminal, unlocking: u64, now: u64) -> bool {
        let Some(ticket) = self.0.get_mut(&terminal) else { return false };
        if ticket.unlocking == unlocking && now.saturating_sub(ticket.used) < LASTS {
            ticket.used = now;
            return true;
        }
        self.0.remove(&terminal);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Terminal = Terminal { session: 10, tty: 34816, started: 5 };

    #[test]
    fn a_ticket_lasts_ten_minutes_after_each_use() {
        let mut tickets = Tickets::default();
        tickets.give(HERE, 1, 0);
        assert!(tickets.take(HERE, 1, 599) && tickets.take(HERE, 1, 1198));
        assert!(!tickets.take(HERE, 1, 1798) && !tickets.take(HERE, 1, 1199), "gone for good");
    }

    #[test]
    fn a_ticket_is_for_one_terminal_and_one_unlocking() {
        let mut tickets = Tickets::default();
        tickets.give(HERE, 1, 0);
        for other in
            [Terminal { session: 11, ..HERE }, Terminal { tty: 34817, ..HERE }, Terminal { started: 6, ..HERE }]
        {
            assert!(!tickets.take(other, 1, 1), "{other:?}");
        }
        assert!(!tickets.take(HERE, 2, 1));
        assert!(!tickets.take(HERE, 1, 1), "the lock ended it");
    }

    #[test]
    fn there_are_no_more_tickets_than_fit() {
        let mut tickets = Tickets::default();
        for session in 0..200 {
            tickets.give(Terminal { session, ..HERE }, 1, session as u64);
        }
        assert_eq!(tickets.0.len(), MOST);
        assert!(tickets.take(Terminal { session: 199, ..HERE }, 1, 200), "the newest is there");
    }
}

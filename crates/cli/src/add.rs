use watchword_session::{AccountProblem, Find, FindStatus, Item, Kind, Origin, Problem, Typed};

use crate::account::from_uri;
use crate::arguments::{self, Add};
use crate::failure::Failure;
use crate::output::remark;
use crate::vault::Desk;

pub(crate) fn run(desk: &Desk<'_>, add: Add) -> Result<(), Failure> {
    let mut session = desk.unlocked()?;
    match add.uri {
        Some(uri) => {
            let account = from_uri(desk, &uri)?;
            let item = Item { origin: Origin::Text, place: None, part: None, read: Ok(account.into()) };
            for Find { id, issuer, account, status, .. } in session.take_in(vec![item])?.finds {
                if status == FindStatus::Duplicate {
                    return Err(Problem::Account(AccountProblem::Duplicate { issuer, account }).into());
                }
                session.accept(&[id])?;
            }
        }
        None => {
            let secret = desk.secret("cli-ask-secret")?;
            session.add_typed(&Typed {
                issuer: add.issuer,
                account: add.account,
                secret: secret.to_string(),
                kind: match add.kind {
                    arguments::Kind::Totp => Kind::Totp,
                    arguments::Kind::Hotp => Kind::Hotp,
                    arguments::Kind::Steam => Kind::Steam,
                },
                algorithm: add.algorithm.to_ascii_uppercase(),
                digits: add.digits,
                period: add.period,
                counter: add.counter,
            })?;
        }
    }
    remark(&desk.say("cli-added"));
    Ok(())
}

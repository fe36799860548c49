use watchword_session::{AccountKind, AccountProblem, Find, FindStatus, Imported, Item, Origin, Problem, Typed};

use crate::account::from_uri;
use crate::arguments::{Add, KindArgument};
use crate::failure::Failure;
use crate::output::remark;
use crate::vault::Context;

pub(crate) fn run(context: &Context<'_>, add: Add) -> Result<(), Failure> {
    let mut session = context.unlocked()?;
    match add.uri {
        Some(uri) => {
            let account = from_uri(context, &uri)?;
            let item = Item { origin: Origin::Text, place: None, part: None, read: Ok(Imported::from(account).into()) };
            for Find { id, issuer, account, status, .. } in session.take_in(vec![item])?.finds {
                if status == FindStatus::Duplicate {
                    return Err(Problem::Account(AccountProblem::Duplicate { issuer, account }).into());
                }
                session.accept(&[id])?;
            }
        }
        None => {
            let secret = context.secret("cli-ask-secret")?;
            session.add_typed(&Typed {
                issuer: add.issuer,
                account: add.account,
                secret: secret.to_string(),
                kind: match add.kind {
                    KindArgument::Totp => AccountKind::Totp,
                    KindArgument::Hotp => AccountKind::Hotp,
                    KindArgument::Steam => AccountKind::Steam,
                },
                algorithm: add.algorithm.to_ascii_uppercase(),
                digits: add.digits,
                period: add.period,
                counter: add.counter,
            })?;
        }
    }
    remark(&context.say("cli-added"));
    Ok(())
}

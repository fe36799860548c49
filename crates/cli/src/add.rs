use watchword_session::{
    AccountKind, AccountProblem, Choice, Find, FindStatus, Imported, Item, Origin, Problem, Typed,
};

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
                let (issuer, account) = match status {
                    FindStatus::Renamed { issuer, account } => (issuer, account),
                    FindStatus::Duplicate | FindStatus::Ahead { .. } => (issuer, account),
                    FindStatus::New
                    | FindStatus::Repeated { .. }
                    | FindStatus::Conflict { .. }
                    | FindStatus::Namesake { .. } => {
                        session.accept(&[Choice::add(id)])?;
                        continue;
                    }
                };
                return Err(Problem::Account(AccountProblem::Duplicate { issuer, account }).into());
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

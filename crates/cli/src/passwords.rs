use watchword_session::{EncryptedFile, ImportProblem, Item, Origin, Payload};
use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::input;
use crate::output;
use crate::vault::Context;

/// The tries that the terminal gives for each file.
const TRIES: u32 = 3;

/// A new password: the next line of standard input, or typed twice at the terminal, which shows
/// `prompts`. `missing` is the message if none was typed.
pub(crate) fn new_password(
    context: &Context<'_>,
    from_stdin: bool,
    prompts: [String; 2],
    missing: &str,
) -> Result<Zeroizing<String>, Failure> {
    if from_stdin {
        return input::line().ok_or_else(|| Failure::Usage(context.say("cli-no-line")));
    }
    let ask = |prompt: &str| input::ask(prompt).ok_or_else(|| Failure::Usage(context.say(missing)));
    let password = ask(&prompts[0])?;
    if *ask(&prompts[1])? != *password {
        return Err(Failure::Said(context.say("cli-pins-differ")));
    }
    Ok(password)
}

/// The passwords of encrypted files: a single line of standard input, or asked for at the terminal.
pub(crate) struct Passwords<'a> {
    context: &'a Context<'a>,
    from_stdin: bool,
    /// The password that opened a file last, or the line of standard input.
    last: Option<Zeroizing<String>>,
}

impl<'a> Passwords<'a> {
    pub(crate) fn new(context: &'a Context<'a>, from_stdin: bool) -> Self {
        Self { context, from_stdin, last: None }
    }

    /// Replaces an encrypted file among the items by what it holds, or by why it stays closed.
    pub(crate) fn open_all(&mut self, items: Vec<Item>) -> Result<Vec<Item>, Failure> {
        let mut opened = Vec::new();
        for item in items {
            match item.read {
                Ok(Payload::Encrypted(file)) => opened.extend(self.open(&file)?),
                read => opened.push(Item { read, ..item }),
            }
        }
        Ok(opened)
    }

    fn open(&mut self, file: &EncryptedFile) -> Result<Vec<Item>, Failure> {
        if self.from_stdin && self.last.is_none() {
            let line = input::line().ok_or_else(|| Failure::Usage(self.context.say("cli-no-line")))?;
            self.last = Some(line);
        }
        if let Some(items) = self.last.as_ref().and_then(|password| file.open(password)) {
            return Ok(items);
        }
        let refused = |problem: ImportProblem| Ok(vec![file.refused(problem.into())]);
        let tries = if self.from_stdin { 0 } else { TRIES };
        for further in (0..tries).rev() {
            let Some(password) = input::ask(&self.prompt(file)) else { return refused(ImportProblem::PasswordMissing) };
            if let Some(items) = file.open(&password) {
                self.last = Some(password);
                return Ok(items);
            }
            if further > 0 {
                output::remark(&self.context.words.problem(&ImportProblem::PasswordWrong.into()));
            }
        }
        refused(ImportProblem::PasswordWrong)
    }

    fn prompt(&self, file: &EncryptedFile) -> String {
        let name = match &file.origin {
            Origin::File { name } => name.as_str(),
            _ => "",
        };
        let values = [("name", name.into()), ("app", file.format.title().into())];
        self.context.words.say("cli-ask-file-password", &values)
    }
}

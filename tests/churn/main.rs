//! Does the task in its only argument to a vault, and reports accepted operations on standard
//! output. The fault campaigns kill it, make its system calls fail, and compare what is left with
//! what it reported.

#[cfg(not(target_os = "linux"))]
fn main() {}

#[cfg(target_os = "linux")]
mod churner;
#[cfg(target_os = "linux")]
mod guess;
#[cfg(target_os = "linux")]
mod opening;
#[cfg(target_os = "linux")]
mod teller;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    use teller::Teller;
    use watchword_tests::Task;

    let task = std::env::args().nth(1).expect("a task");
    let done = match serde_json::from_str(&task).expect("a task in JSON") {
        Task::Make { pin, in_file } => opening::make(&Teller::new(0), &pin, in_file),
        Task::Churn { who, key, seed, leads } => churner::churn(Teller::new(who), &key, seed, leads),
        Task::Once { who, key, labels, change } => churner::once(Teller::new(who), &key, &labels, change),
        Task::Clear { who, key, recovery } => churner::clear(Teller::new(who), &key, &recovery),
        Task::Tell { key } => opening::tell(&Teller::new(0), &key),
        Task::Replace { backup, recovery, pin } => opening::replace(&Teller::new(0), &backup, &recovery, &pin),
        Task::Guess { time, pin } => guess::guess(&Teller::new(0), time, &pin),
        Task::PutBack { name, value } => guess::put_back(&name, &value),
    };
    if done.is_some() { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::FAILURE }
}

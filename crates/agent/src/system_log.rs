use watchword_session::AuditLog;
use watchword_session::audit::Sink;
#[cfg(target_os = "linux")]
use watchword_session::audit::act_of;

/// Opens a log of this system's for the audit log; `None` for a file, and where there is no such
/// log.
pub fn system_log(log: AuditLog) -> Option<Box<dyn Sink + Send>> {
    match log {
        #[cfg(target_os = "linux")]
        AuditLog::Journald => {
            let mut journal = watchword_desktop::audit_sink::Journal::of_system();
            Some(Box::new(move |line: &[u8]| journal.append(&act_of(line).unwrap_or_default(), line)))
        }
        #[cfg(unix)]
        AuditLog::Syslog => {
            let mut syslog = watchword_desktop::audit_sink::Syslog::of_system();
            Some(Box::new(move |line: &[u8]| syslog.append(line)))
        }
        #[cfg(windows)]
        AuditLog::EventLog => {
            let mut log = watchword_desktop::audit_sink::EventLog;
            Some(Box::new(move |line: &[u8]| log.append(line)))
        }
        _ => None,
    }
}

use std::cell::RefCell;
use std::io;
use std::ptr::{null, null_mut};

use windows_sys::Win32::Foundation::{HWND, LPARAM, LRESULT, WPARAM};
use windows_sys::Win32::System::LibraryLoader::GetModuleHandleW;
use windows_sys::Win32::System::Power::RegisterSuspendResumeNotification;
use windows_sys::Win32::System::RemoteDesktop::{NOTIFY_FOR_THIS_SESSION, WTSRegisterSessionNotification};
use windows_sys::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DEVICE_NOTIFY_WINDOW_HANDLE, DefWindowProcW, DispatchMessageW, GetMessageW, HWND_MESSAGE, MSG,
    PBT_APMSUSPEND, RegisterClassW, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE, WNDCLASSW, WTS_CONSOLE_DISCONNECT,
    WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK,
};
use windows_sys::core::{PCWSTR, w};

const CLASS: PCWSTR = w!("WatchwordLeaving");

thread_local! {
    /// The function that this thread's window calls.
    static LEFT: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

/// Calls `left` on this thread whenever the session is locked or disconnected, or the computer is
/// about to sleep; Windows waits about 2 seconds for it before it sleeps. Returns only if these
/// events can no longer be received.
///
/// # Errors
/// The system's error: there is no desktop to receive the events from.
pub fn listen(left: impl Fn() + 'static) -> io::Result<()> {
    LEFT.set(Some(Box::new(left)));
    // SAFETY: the class and its name live as long as the program. The window belongs to this
    // thread, which fetches and answers its messages, and null pointers request nothing.
    unsafe {
        let instance = GetModuleHandleW(null());
        let class =
            WNDCLASSW { lpfnWndProc: Some(answer), hInstance: instance, lpszClassName: CLASS, ..Default::default() };
        // A class that already exists is this one.
        RegisterClassW(&class);
        let window = CreateWindowExW(0, CLASS, null(), 0, 0, 0, 0, 0, HWND_MESSAGE, null_mut(), instance, null());
        if window.is_null() {
            return Err(io::Error::last_os_error());
        }
        // If one of these fails, the other and the idle time still lock.
        WTSRegisterSessionNotification(window, NOTIFY_FOR_THIS_SESSION);
        RegisterSuspendResumeNotification(window, DEVICE_NOTIFY_WINDOW_HANDLE);
        let mut message = MSG::default();
        while GetMessageW(&mut message, null_mut(), 0, 0) > 0 {
            DispatchMessageW(&message);
        }
    }
    Ok(())
}

/// Answers a message. Windows calls it for every message to the window, on the thread that created
/// it.
unsafe extern "system" fn answer(window: HWND, message: u32, what: WPARAM, more: LPARAM) -> LRESULT {
    match (message, what as u32) {
        (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK | WTS_CONSOLE_DISCONNECT | WTS_REMOTE_DISCONNECT)
        | (WM_POWERBROADCAST, PBT_APMSUSPEND) => {
            LEFT.with_borrow(|left| left.iter().for_each(|left| left()));
            1
        }
        // SAFETY: the message is passed on unchanged.
        _ => unsafe { DefWindowProcW(window, message, what, more) },
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;
    use std::time::Duration;

    use windows_sys::Win32::UI::WindowsAndMessaging::{
        FindWindowExW, PBT_APMRESUMEAUTOMATIC, SendMessageW, WTS_SESSION_UNLOCK,
    };

    use super::*;

    #[test]
    fn locking_and_sleep_are_reported_but_coming_back_is_not() {
        let (say, said) = channel();
        thread::spawn(move || {
            listen(move || {
                let _ = say.send(());
            })
        });
        let window = (0..500).find_map(|_| {
            thread::sleep(Duration::from_millis(10));
            // SAFETY: the class's name ends with a zero, and null pointers request nothing.
            let window = unsafe { FindWindowExW(HWND_MESSAGE, null_mut(), CLASS, null()) };
            (!window.is_null()).then_some(window as usize)
        });
        let window = window.expect("a window that listens");
        for (message, what, left) in [
            (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, true),
            (WM_WTSSESSION_CHANGE, WTS_SESSION_UNLOCK, false),
            (WM_WTSSESSION_CHANGE, WTS_REMOTE_DISCONNECT, true),
            (WM_POWERBROADCAST, PBT_APMSUSPEND, true),
            (WM_POWERBROADCAST, PBT_APMRESUMEAUTOMATIC, false),
        ] {
            // SAFETY: these messages carry no pointers.
            unsafe { SendMessageW(window as HWND, message, what as usize, 0) };
            assert_eq!(said.try_recv().is_ok(), left, "message {message}, {what}");
        }
    }
}

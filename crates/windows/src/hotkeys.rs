use std::io;
use std::ptr::null_mut;

use windows_sys::Win32::System::Threading::GetCurrentThreadId;
use windows_sys::Win32::UI::Input::KeyboardAndMouse::{
    MOD_ALT, MOD_CONTROL, MOD_NOREPEAT, MOD_SHIFT, MOD_WIN, RegisterHotKey, UnregisterHotKey,
};
use windows_sys::Win32::UI::WindowsAndMessaging::{
    GetMessageW, MSG, PM_NOREMOVE, PeekMessageW, PostThreadMessageW, WM_HOTKEY, WM_QUIT, WM_USER,
};

use crate::done;

/// A key combination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyCombination {
    /// Whether Ctrl is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether the Windows key is held.
    pub win: bool,
    /// The virtual-key code of the key that is pressed last.
    pub key: u16,
}

/// A thread in [`listen_for_hotkeys`], which returns when this is dropped.
pub struct HotkeyThread(u32);

impl Drop for HotkeyThread {
    fn drop(&mut self) {
        // SAFETY: it takes numbers only. A thread that has ended makes it fail.
        unsafe { PostThreadMessageW(self.0, WM_QUIT, 0, 0) };
    }
}

/// Takes key combinations from all programs, tells `taken` for each whether that worked, and then
/// calls `pressed` on this thread with the combination's place in `keys`, once for each time that
/// the keys go down. Returns, and gives them back, when the [`HotkeyThread`] is dropped.
///
/// The error of a combination that another program has taken is `ERROR_HOTKEY_ALREADY_REGISTERED`,
/// 1409.
pub fn listen_for_hotkeys(
    keys: &[KeyCombination],
    taken: impl FnOnce(HotkeyThread, Vec<io::Result<()>>),
    pressed: impl Fn(usize),
) {
    let mut message = MSG::default();
    // SAFETY: `message` lives until the function returns. The call makes the queue of this thread,
    // so that the message that ends it isn't lost.
    unsafe { PeekMessageW(&mut message, null_mut(), WM_USER, WM_USER, PM_NOREMOVE) };
    // SAFETY: it takes nothing and cannot fail.
    let thread = HotkeyThread(unsafe { GetCurrentThreadId() });
    let ids = || (0..).zip(keys);
    let take = |(id, keys): (i32, &KeyCombination)| {
        // SAFETY: it takes numbers only; no window means this thread.
        done(unsafe { RegisterHotKey(null_mut(), id, modifiers(keys), keys.key.into()) })
    };
    taken(thread, ids().map(take).collect());
    // SAFETY: `message` lives until the function returns.
    while unsafe { GetMessageW(&mut message, null_mut(), 0, 0) } > 0 {
        if message.message == WM_HOTKEY && message.wParam < keys.len() {
            pressed(message.wParam);
        }
    }
    for (id, _) in ids() {
        // SAFETY: it takes numbers only. One that isn't registered makes it fail.
        unsafe { UnregisterHotKey(null_mut(), id) };
    }
}

fn modifiers(keys: &KeyCombination) -> u32 {
    let held = [(keys.alt, MOD_ALT), (keys.ctrl, MOD_CONTROL), (keys.shift, MOD_SHIFT), (keys.win, MOD_WIN)];
    held.iter().filter(|(is_held, _)| *is_held).fold(MOD_NOREPEAT, |all, (_, one)| all | one)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;

    use windows_sys::Win32::Foundation::ERROR_HOTKEY_ALREADY_REGISTERED;

    use super::*;

    #[test]
    fn combination_is_taken_once_and_given_back() {
        let keys = [KeyCombination { ctrl: true, alt: true, shift: true, win: false, key: 0x86 }];
        let take = || {
            let (say, taken) = channel();
            let told = move |thread, outcomes: Vec<io::Result<()>>| {
                let codes = outcomes.into_iter().map(|outcome| outcome.err().and_then(|error| error.raw_os_error()));
                say.send((thread, codes.collect::<Vec<_>>())).unwrap();
            };
            let listening = thread::spawn(move || listen_for_hotkeys(&keys, told, |_| {}));
            (taken.recv().unwrap(), listening)
        };
        let ((first, outcomes), listening) = take();
        assert_eq!(outcomes, [None]);
        let ((_second, outcomes), _) = take();
        assert_eq!(outcomes, [Some(ERROR_HOTKEY_ALREADY_REGISTERED as i32)]);
        drop(first);
        listening.join().unwrap();
        assert_eq!(take().0.1, [None]);
    }
}

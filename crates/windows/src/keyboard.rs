use std::io;

use windows_sys::Win32::UI::Input::KeyboardAndMouse::{
    GetAsyncKeyState, INPUT, INPUT_0, INPUT_KEYBOARD, KEYBDINPUT, KEYEVENTF_KEYUP, KEYEVENTF_UNICODE, SendInput,
    VK_CONTROL, VK_LWIN, VK_MENU, VK_RETURN, VK_RWIN, VK_SHIFT,
};

/// Types one character, whatever the layout: a UTF-16 unit. Windows drops it without an error if
/// the program that has the focus has more rights than this one.
///
/// # Errors
/// The system's error: another program blocks input.
pub fn type_unit(unit: u16) -> io::Result<()> {
    strike(KEYBDINPUT { wScan: unit, dwFlags: KEYEVENTF_UNICODE, ..Default::default() })
}

/// Presses and releases Return.
///
/// # Errors
/// As [`type_unit`].
pub fn type_return() -> io::Result<()> {
    strike(KEYBDINPUT { wVk: VK_RETURN, ..Default::default() })
}

/// Whether a person holds a key that changes what is typed, or Return.
pub fn is_key_held() -> bool {
    [VK_SHIFT, VK_CONTROL, VK_MENU, VK_LWIN, VK_RWIN, VK_RETURN].iter().any(|key| {
        // SAFETY: it takes a number and cannot fail.
        let state = unsafe { GetAsyncKeyState(i32::from(*key)) };
        // The sign is set while the key is down.
        state < 0
    })
}

fn strike(down: KEYBDINPUT) -> io::Result<()> {
    let up = KEYBDINPUT { dwFlags: down.dwFlags | KEYEVENTF_KEYUP, ..down };
    let inputs = [down, up].map(|ki| INPUT { r#type: INPUT_KEYBOARD, Anonymous: INPUT_0 { ki } });
    // SAFETY: `inputs` has as many entries, each of that size, and lives until the function
    // returns.
    let sent = unsafe { SendInput(inputs.len() as u32, inputs.as_ptr(), size_of::<INPUT>() as i32) };
    if sent as usize == inputs.len() { Ok(()) } else { Err(io::Error::last_os_error()) }
}

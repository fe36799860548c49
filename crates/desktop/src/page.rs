use std::io;

/// Opens a web page in the user's browser, without a shell. On Linux, a window does this itself.
///
/// # Errors
/// Any error of the system: there is no browser, for example.
pub fn open_page(address: &str) -> io::Result<()> {
    #[cfg(windows)]
    return watchword_windows::open_page(address);
    #[cfg(target_os = "macos")]
    {
        let opened = std::process::Command::new("/usr/bin/open").arg(address).status()?;
        if opened.success() { Ok(()) } else { Err(io::ErrorKind::Other.into()) }
    }
    #[cfg(not(any(windows, target_os = "macos")))]
    {
        let _ = address;
        Err(io::ErrorKind::Unsupported.into())
    }
}

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// Options for a file that only its owner may read. On Windows its folder says who may.
#[cfg_attr(windows, expect(unused_mut, reason = "no mode is set there"))]
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes the folder of a file, and its missing parents, for this user alone. A folder that is there
/// keeps its permissions.
pub(crate) fn make_folder_of(path: &Path) -> io::Result<()> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Opens a regular file. A link is refused: in a folder that others can write to, it would lead
/// what is written to a file of the user's. A pipe would block, and a device may do anything.
///
/// # Errors
/// Those of the system; [`io::ErrorKind::InvalidInput`] for anything but a regular file.
pub(crate) fn open_regular(path: &Path, mut options: OpenOptions) -> io::Result<File> {
    // Checked before opening, because opening alone makes some devices act, and afterwards, because
    // it may have been replaced meanwhile.
    if let Ok(metadata) = fs::symlink_metadata(path) {
        require_regular(&metadata)?;
    }
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags);
    }
    #[cfg(windows)]
    {
        /// Opens a link itself, which is then no regular file.
        const FILE_FLAG_OPEN_REPARSE_POINT: u32 = 0x0020_0000;
        std::os::windows::fs::OpenOptionsExt::custom_flags(&mut options, FILE_FLAG_OPEN_REPARSE_POINT);
    }
    let file = options.open(path)?;
    require_regular(&file.metadata()?)?;
    Ok(file)
}

fn require_regular(metadata: &fs::Metadata) -> io::Result<()> {
    if metadata.is_file() { Ok(()) } else { Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")) }
}

use std::io;
use std::os::windows::io::{AsRawHandle as _, FromRawHandle as _, OwnedHandle};
use std::path::Path;
use std::ptr::null_mut;

use windows_sys::Win32::Foundation::{FALSE, TRUE};
use windows_sys::Win32::Security::{
    ACL, ACL_REVISION, AddAccessAllowedAceEx, CONTAINER_INHERIT_ACE, CreateWellKnownSid, DACL_SECURITY_INFORMATION,
    GetTokenInformation, InitializeAcl, InitializeSecurityDescriptor, OBJECT_INHERIT_ACE, PSID, SE_DACL_PROTECTED,
    SECURITY_DESCRIPTOR, SetFileSecurityW, SetSecurityDescriptorControl, SetSecurityDescriptorDacl, TOKEN_QUERY,
    TOKEN_USER, TokenUser, WinLocalSystemSid,
};
use windows_sys::Win32::Storage::FileSystem::FILE_ALL_ACCESS;
use windows_sys::Win32::System::SystemServices::SECURITY_DESCRIPTOR_REVISION;
use windows_sys::Win32::System::Threading::{GetCurrentProcess, OpenProcessToken};

use crate::{done, wide};

/// Room for an access control list of two entries, or for a user with a security identifier of at
/// most 68 bytes. Made of 8-byte units, because both need that alignment.
type Room = [u64; 32];

/// Gives only this user and the system itself access to an empty folder and its future contents,
/// whatever the parent folder allows.
///
/// # Errors
/// The system's error: the folder doesn't exist or belongs to another user, or its disk stores no
/// permissions.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let folder = wide(folder)?;
    let (mut user, mut system, mut list): (Room, Room, Room) = ([0; 32], [0; 32], [0; 32]);
    let acl = list.as_mut_ptr().cast::<ACL>();
    let inherited = OBJECT_INHERIT_ACE | CONTAINER_INHERIT_ACE;
    // SAFETY: each pointer leads to a `Room` that is aligned and longer than what is written there,
    // and is passed with its length. `user` holds a `TOKEN_USER` once it has been written.
    unsafe {
        let user = this_user(&mut user)?;
        let system = local_system(&mut system)?;
        done(InitializeAcl(acl, size_of::<Room>() as u32, ACL_REVISION))?;
        done(AddAccessAllowedAceEx(acl, ACL_REVISION, inherited, FILE_ALL_ACCESS, user))?;
        done(AddAccessAllowedAceEx(acl, ACL_REVISION, inherited, FILE_ALL_ACCESS, system))?;
        let mut descriptor = SECURITY_DESCRIPTOR::default();
        let security = (&raw mut descriptor).cast();
        done(InitializeSecurityDescriptor(security, SECURITY_DESCRIPTOR_REVISION))?;
        done(SetSecurityDescriptorDacl(security, TRUE, acl, FALSE))?;
        // Doesn't inherit what the parent folder allows.
        done(SetSecurityDescriptorControl(security, SE_DACL_PROTECTED, SE_DACL_PROTECTED))?;
        done(SetFileSecurityW(folder.as_ptr(), DACL_SECURITY_INFORMATION, security))
    }
}

/// The security identifier of this process's user, written into `room`.
fn this_user(room: &mut Room) -> io::Result<PSID> {
    let mut token = null_mut();
    // SAFETY: `token` receives the answer.
    done(unsafe { OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &mut token) })?;
    // SAFETY: the handle is new, and nothing else owns it.
    let token = unsafe { OwnedHandle::from_raw_handle(token) };
    let mut written = 0;
    // SAFETY: `room` has the stated length, and is aligned for what is written.
    done(unsafe {
        GetTokenInformation(
            token.as_raw_handle(),
            TokenUser,
            room.as_mut_ptr().cast(),
            size_of::<Room>() as u32,
            &mut written,
        )
    })?;
    // SAFETY: the call above wrote a `TOKEN_USER` there.
    Ok(unsafe { (*room.as_ptr().cast::<TOKEN_USER>()).User.Sid })
}

/// The security identifier of the system itself, written into `room`.
fn local_system(room: &mut Room) -> io::Result<PSID> {
    let mut length = size_of::<Room>() as u32;
    let sid = room.as_mut_ptr().cast();
    // SAFETY: `room` has the stated length.
    done(unsafe { CreateWellKnownSid(WinLocalSystemSid, null_mut(), sid, &mut length) })?;
    Ok(sid)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use windows_sys::Win32::Foundation::{ERROR_SUCCESS, LocalFree};
    use windows_sys::Win32::Security::Authorization::{GetNamedSecurityInfoW, SE_FILE_OBJECT};
    use windows_sys::Win32::Security::{ACCESS_ALLOWED_ACE, EqualSid, GetAce};

    use super::*;

    /// Who has access: for each entry of the list, whether it is this user.
    fn entries(path: &Path) -> Vec<bool> {
        let (path, mut room) = (wide(path).unwrap(), [0; 32]);
        let user = this_user(&mut room).unwrap();
        let (mut acl, mut descriptor) = (null_mut::<ACL>(), null_mut());
        // SAFETY: the answer is written to `acl` and `descriptor`, and freed below after its last
        // use.
        unsafe {
            let failed = GetNamedSecurityInfoW(
                path.as_ptr(),
                SE_FILE_OBJECT,
                DACL_SECURITY_INFORMATION,
                null_mut(),
                null_mut(),
                &mut acl,
                null_mut(),
                &mut descriptor,
            );
            assert_eq!(failed, ERROR_SUCCESS);
            let entry = |number| {
                let mut entry = null_mut();
                done(GetAce(acl, number, &mut entry)).unwrap();
                let sid = &raw mut (*entry.cast::<ACCESS_ALLOWED_ACE>()).SidStart;
                EqualSid(sid.cast(), user) != 0
            };
            let entries = (0..u32::from((*acl).AceCount)).map(entry).collect();
            LocalFree(descriptor);
            entries
        }
    }

    #[test]
    fn only_this_user_and_the_system_have_access() {
        let folder = tempfile::tempdir().unwrap();
        make_private(folder.path()).unwrap();
        let mut allowed = entries(folder.path());
        allowed.sort();
        assert_eq!(allowed, [false, true]);
        fs::write(folder.path().join("keyring.bin"), b"still writable").unwrap();
        assert_eq!(fs::read(folder.path().join("keyring.bin")).unwrap(), b"still writable");
        assert!(make_private(&folder.path().join("none")).is_err());
    }
}

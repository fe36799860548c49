use watchword_vault::{BackupPassphrase, PinProof};

/// A backup with a passphrase that the PIN has allowed, until its file is chosen.
pub(crate) struct PendingBackup {
    pub(crate) passphrase: BackupPassphrase,
    pub(crate) proof: PinProof,
}

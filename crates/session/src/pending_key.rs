use watchword_vault::{PinProof, RecoveryKey};

/// A recovery key that was made and not yet typed back.
pub(crate) struct PendingKey {
    pub(crate) key: RecoveryKey,
    pub(crate) proof: PinProof,
}

use watchword_vault::{PinProof, RecoveryKey};

/// A new recovery key whose last group the user has not typed back yet.
pub(crate) struct PendingKey {
    pub(crate) key: RecoveryKey,
    pub(crate) proof: PinProof,
}

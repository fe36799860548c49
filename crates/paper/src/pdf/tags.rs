use pdf_writer::types::StructRole;

use crate::page::{Block, Role};

/// The blocks that have an element in the structure tree, in its order.
pub(super) fn read_out(blocks: &[Block]) -> impl Iterator<Item = &Block> {
    blocks.iter().filter(|block| block.role != Role::Decoration)
}

pub(super) fn kind(role: &Role) -> StructRole {
    match role {
        Role::Title => StructRole::H1,
        Role::Heading => StructRole::H2,
        Role::Paragraph => StructRole::P,
        Role::Figure(_) => StructRole::Figure,
        Role::Decoration => StructRole::NonStruct,
    }
}

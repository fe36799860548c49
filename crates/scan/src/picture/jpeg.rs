//! Facts about a JPEG file (ITU-T T.81) that its decoder doesn't report.

const SCAN: u8 = 0xda;
const END: u8 = 0xd9;

/// Whether the file has no end marker after its first scan (B.1.1.3). Anything may follow the end
/// marker, such as a video.
pub(crate) fn is_broken_off(jpeg: &[u8]) -> bool {
    let scan = segments(jpeg).find(|segment| segment.marker == SCAN);
    scan.is_none_or(|scan| !scan.after.windows(2).any(|marker| marker == [0xff, END]))
}

/// The bytes that the coefficients take, two each, if the decoder keeps all of them until the last
/// scan: in a progressive file, or one whose first scan lacks components. 0 for others, of which it
/// keeps one row at a time; `None` if the file is inconsistent.
pub(crate) fn kept_coefficients(jpeg: &[u8]) -> Option<u64> {
    let mut frame: Option<Frame> = None;
    for Segment { marker, bytes, .. } in segments(jpeg) {
        match marker {
            // Tables, not a frame.
            0xc4 | 0xc8 | 0xcc => {}
            0xc0..=0xcf => frame = Some(Frame::read(marker, bytes)?),
            SCAN => {
                let frame = frame?;
                let is_all = bytes.get(2).copied() == Some(frame.components);
                return Some(if is_all && !frame.is_progressive { 0 } else { 2 * frame.coefficients });
            }
            _ => {}
        }
    }
    None
}

/// A marker segment (B.1.1.4).
struct Segment<'a> {
    marker: u8,
    /// The segment's length field of two bytes, then its content.
    bytes: &'a [u8],
    /// The rest of the file.
    after: &'a [u8],
}

/// The segments up to the first scan's; they end where the file is inconsistent.
fn segments(jpeg: &[u8]) -> impl Iterator<Item = Segment<'_>> {
    let mut rest = jpeg.get(2..).unwrap_or_default();
    std::iter::from_fn(move || {
        loop {
            let [0xff, marker, after @ ..] = rest else { return None };
            match marker {
                // A fill byte.
                0xff => rest = &rest[1..],
                // A marker without a length.
                0x01 | 0xd0..=0xd8 => rest = after,
                _ => {
                    let (bytes, after) = after.split_at_checked(u16::from_be_bytes(*after.first_chunk()?).into())?;
                    rest = after;
                    return Some(Segment { marker: *marker, bytes, after });
                }
            }
        }
    })
}

struct Frame {
    is_progressive: bool,
    components: u8,
    coefficients: u64,
}

impl Frame {
    /// Reads a frame header (B.2.2). Each component has blocks in proportion to its sampling
    /// factors, padded to whole coded units.
    fn read(marker: u8, segment: &[u8]) -> Option<Self> {
        let [_, _, _, height @ .., _, _, _] = *segment.first_chunk::<8>()?;
        let width = u16::from_be_bytes([segment[5], segment[6]]);
        let components = segment[7];
        let samplings = segment.get(8..)?.as_chunks::<3>().0.get(..components.into())?;
        let sampling = |[_, both, _]: &[u8; 3]| (u64::from(both >> 4), u64::from(both & 15));
        let most_across = samplings.iter().map(|component| sampling(component).0).max()?.max(1);
        let most_down = samplings.iter().map(|component| sampling(component).1).max()?.max(1);
        let across = u64::from(width).div_ceil(8 * most_across);
        let down = u64::from(u16::from_be_bytes(height)).div_ceil(8 * most_down);
        let blocks: u64 = samplings.iter().map(sampling).map(|(across, down)| across * down).sum();
        Some(Self { is_progressive: marker == 0xc2, components, coefficients: across * down * blocks * 64 })
    }
}

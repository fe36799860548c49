//! What iOS archives (`NSKeyedArchiver`), in a binary property list (`CFBinaryPList.c`).
//!
//! Objects are read where they stand when they are asked for. A list that holds the same list many
//! times over, which expands to more than any memory, costs nothing here; nor does nesting cost
//! stack. That is why the `plist` crate, which builds the whole tree, isn't used.

/// What every binary property list begins with.
pub(super) const MAGIC: &[u8] = b"bplist00";

/// The longest text that is copied. Longer names are refused anyway.
const MAX_TEXT_BYTES: usize = 4 << 10;

/// The most keys of an object: the app writes less than twenty.
const MAX_KEYS: usize = 256;

/// An archive, its objects unread.
pub(super) struct Archive<'a> {
    list: PropertyList<'a>,
    /// The archived objects, which refer to each other by their place here.
    objects: References<'a>,
    top: u64,
}

struct PropertyList<'a> {
    bytes: &'a [u8],
    /// Where each object stands.
    offsets: References<'a>,
    reference_size: usize,
}

/// Big-endian integers of the same size.
#[derive(Clone, Copy)]
pub(super) struct References<'a> {
    bytes: &'a [u8],
    size: usize,
}

/// An object of a property list.
pub(super) enum Object<'a> {
    Integer(i64),
    Real(f64),
    Data(&'a [u8]),
    Text(&'a [u8]),
    /// In UTF-16, big-endian.
    WideText(&'a [u8]),
    /// A reference to an archived object.
    Uid(u64),
    Array(References<'a>),
    Dictionary {
        keys: References<'a>,
        values: References<'a>,
    },
    /// A truth value, or nothing.
    Other,
}

impl<'a> References<'a> {
    fn len(self) -> usize {
        self.bytes.len() / self.size
    }

    fn get(self, index: usize) -> Option<u64> {
        let start = index.checked_mul(self.size)?;
        self.bytes.get(start..start.checked_add(self.size)?).and_then(integer)
    }
}

fn integer(bytes: &[u8]) -> Option<u64> {
    (1..=8).contains(&bytes.len()).then(|| bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

impl<'a> PropertyList<'a> {
    /// Reads the trailer: where the table of offsets is, and the root's place in it.
    fn of(bytes: &'a [u8]) -> Option<(Self, u64)> {
        let (body, trailer) = bytes.split_last_chunk::<32>().filter(|(body, _)| body.starts_with(MAGIC))?;
        let (offset_size, reference_size) = (usize::from(trailer[6]), usize::from(trailer[7]));
        let number = |at: usize| trailer.get(at..at + 8).and_then(integer);
        let (count, root, table) = (number(8)?, number(16)?, number(24)?);
        let length = usize::try_from(count).ok()?.checked_mul(offset_size)?;
        let start = usize::try_from(table).ok()?;
        let offsets = References { bytes: body.get(start..start.checked_add(length)?)?, size: offset_size };
        let sizes = 1..=8;
        (sizes.contains(&offset_size) && sizes.contains(&reference_size))
            .then_some((Self { bytes: body, offsets, reference_size }, root))
    }

    fn object(&self, reference: u64) -> Option<Object<'a>> {
        let start = self.offsets.get(reference.try_into().ok()?)?.try_into().ok()?;
        let (&[marker], rest) = self.bytes.get(start..)?.split_first_chunk::<1>()?;
        let low = usize::from(marker & 0x0f);
        Some(match marker >> 4 {
            0x0 => Object::Other,
            // Negative only in eight bytes. Sixteen hold what is larger still.
            0x1 if low <= 3 => Object::Integer(integer(rest.get(..1 << low)?)? as i64),
            0x2 if low == 2 => Object::Real(f32::from_be_bytes(*rest.first_chunk()?).into()),
            0x2 | 0x3 if low == 3 => Object::Real(f64::from_be_bytes(*rest.first_chunk()?)),
            0x4 => Object::Data(sized(low, rest, 1)?.0),
            0x5 => Object::Text(sized(low, rest, 1)?.0),
            0x6 => Object::WideText(sized(low, rest, 2)?.0),
            0x8 => Object::Uid(integer(rest.get(..low + 1)?)?),
            0xa => {
                Object::Array(References { bytes: sized(low, rest, self.reference_size)?.0, size: self.reference_size })
            }
            0xd => {
                let (keys, rest) = sized(low, rest, self.reference_size)?;
                let references = |bytes| References { bytes, size: self.reference_size };
                Object::Dictionary { keys: references(keys), values: references(rest.get(..keys.len())?) }
            }
            _ => return None,
        })
    }
}

/// The items of an object, each of this size, and what follows them.
fn sized(low: usize, rest: &[u8], size: usize) -> Option<(&[u8], &[u8])> {
    let (count, rest) = match low {
        0x0f => {
            let (&[marker], rest) = rest.split_first_chunk::<1>()?;
            let (count, rest) = rest.split_at_checked(1 << (marker & 0x03))?;
            (integer(count)?.try_into().ok()?, rest)
        }
        count => (count, rest),
    };
    rest.split_at_checked(size.checked_mul(count)?)
}

impl<'a> Archive<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        let (list, root) = PropertyList::of(bytes)?;
        let root = list.object(root)?;
        let member = |object: &Object<'a>, key: &str| list.object(list.member(object, key)?);
        let Object::Array(objects) = member(&root, "$objects")? else { return None };
        let Object::Uid(top) = member(&member(&root, "$top")?, "root")? else { return None };
        Some(Self { objects, top, list })
    }

    pub(super) fn root(&self) -> Option<Object<'a>> {
        self.resolved(Object::Uid(self.top))
    }

    /// The object that a reference names; any other as it is. `None` for nothing, which is the
    /// archive's first object.
    fn resolved(&self, object: Object<'a>) -> Option<Object<'a>> {
        match object {
            Object::Uid(0) => None,
            Object::Uid(place) => self.list.object(self.objects.get(place.try_into().ok()?)?),
            other => Some(other),
        }
    }

    /// What an object, or a dictionary among the archived objects, holds under a key.
    pub(super) fn get(&self, object: &Object<'a>, key: &str) -> Option<Object<'a>> {
        let found = match (self.array(object, "NS.keys"), self.array(object, "NS.objects")) {
            (Some(keys), Some(values)) => {
                let is_key =
                    |reference| matches!(self.item(reference), Some(Object::Text(text)) if text == key.as_bytes());
                let place = (0..keys.len().min(MAX_KEYS)).find(|place| keys.get(*place).is_some_and(is_key))?;
                values.get(place)?
            }
            _ => self.list.member(object, key)?,
        };
        self.item(found)
    }

    /// The items of a list among the archived objects. An item that is damaged is `None`.
    pub(super) fn list<'s>(
        &'s self,
        object: &Object<'a>,
    ) -> Option<impl ExactSizeIterator<Item = Option<Object<'a>>> + use<'s, 'a>> {
        let items = self.array(object, "NS.objects")?;
        Some((0..items.len()).map(move |place| self.item(items.get(place)?)))
    }

    pub(super) fn text(&self, object: &Object<'a>) -> Option<String> {
        match object {
            Object::Text(text) if text.len() <= MAX_TEXT_BYTES => Some(String::from_utf8_lossy(text).into_owned()),
            Object::WideText(text) if text.len() <= MAX_TEXT_BYTES => {
                let units = text.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
                String::from_utf16(&units.collect::<Vec<_>>()).ok()
            }
            // A changeable text is an object around one.
            Object::Dictionary { .. } => match self.get(object, "NS.string")? {
                inner @ (Object::Text(_) | Object::WideText(_)) => self.text(&inner),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn data(&self, object: &Object<'a>) -> Option<&'a [u8]> {
        match object {
            Object::Data(data) => Some(data),
            Object::Dictionary { .. } => match self.get(object, "NS.data")? {
                Object::Data(data) => Some(data),
                _ => None,
            },
            _ => None,
        }
    }

    fn array(&self, object: &Object<'a>, key: &str) -> Option<References<'a>> {
        match self.list.object(self.list.member(object, key)?)? {
            Object::Array(references) => Some(references),
            _ => None,
        }
    }

    fn item(&self, reference: u64) -> Option<Object<'a>> {
        self.resolved(self.list.object(reference)?)
    }
}

impl<'a> PropertyList<'a> {
    /// The reference that a dictionary has under a key.
    fn member(&self, object: &Object<'a>, key: &str) -> Option<u64> {
        let Object::Dictionary { keys, values } = object else { return None };
        let is_key = |reference| matches!(self.object(reference), Some(Object::Text(text)) if text == key.as_bytes());
        let place = (0..keys.len().min(MAX_KEYS)).find(|place| keys.get(*place).is_some_and(is_key))?;
        values.get(place)
    }
}

impl Object<'_> {
    /// A number that isn't negative, if it is one.
    pub(super) fn number(&self) -> Option<u64> {
        match self {
            Self::Integer(number) => u64::try_from(*number).ok(),
            Self::Real(number) if number.fract() == 0.0 && (0.0..=u32::MAX.into()).contains(number) => {
                Some(*number as u64)
            }
            _ => None,
        }
    }

    /// A number or a date, in seconds since 2001.
    pub(super) fn real(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Real(number) => Some(*number),
            _ => None,
        }
    }
}

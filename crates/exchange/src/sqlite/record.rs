use crate::refusal::Refusal;

/// A value of a record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Integer(i64),
    Text(&'a str),
    /// Bytes, or a floating-point number: nothing here is read from either.
    Other,
}

impl<'a> Value<'a> {
    /// The value as a whole number, or `None` for null.
    ///
    /// # Errors
    /// [`Refusal::FileDamaged`] if it is something else.
    pub(crate) fn integer(self) -> Result<Option<i64>, Refusal> {
        match self {
            Self::Null => Ok(None),
            Self::Integer(integer) => Ok(Some(integer)),
            Self::Text(_) | Self::Other => Err(Refusal::FileDamaged),
        }
    }

    /// The value as a text, or `None` for null.
    ///
    /// # Errors
    /// [`Refusal::FileDamaged`] if it is something else.
    pub(crate) fn text(self) -> Result<Option<&'a str>, Refusal> {
        match self {
            Self::Null => Ok(None),
            Self::Text(text) => Ok(Some(text)),
            Self::Integer(_) | Self::Other => Err(Refusal::FileDamaged),
        }
    }
}

/// The most columns that a table has (SQLite's own limit).
const MAX_COLUMNS: usize = 32_767;

/// The values of a record (section 2.1): a header with their types and lengths, and their bytes.
pub(super) fn values(record: &[u8]) -> Option<Vec<Value<'_>>> {
    let (length, rest) = varint(record)?;
    let length = usize::try_from(length).ok()?;
    let (mut types, mut body) = (rest.get(..length.checked_sub(record.len() - rest.len())?)?, record.get(length..)?);
    let mut values = Vec::new();
    while !types.is_empty() {
        if values.len() == MAX_COLUMNS {
            return None;
        }
        let (serial, rest) = varint(types)?;
        types = rest;
        let length = match serial {
            0 | 8 | 9 => 0,
            1..=4 => serial as usize,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            _ => usize::try_from((serial - 12) / 2).ok()?,
        };
        let (bytes, rest) = body.split_at_checked(length)?;
        body = rest;
        values.push(match serial {
            0 => Value::Null,
            1..=6 => Value::Integer(integer(bytes)),
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            _ if serial > 12 && serial % 2 == 1 => Value::Text(std::str::from_utf8(bytes).ok()?),
            _ => Value::Other,
        });
    }
    Some(values)
}

/// A big-endian integer in two's complement, of at most eight bytes.
fn integer(bytes: &[u8]) -> i64 {
    let sign = if bytes.first().is_some_and(|first| *first >= 0x80) { -1 } else { 0 };
    bytes.iter().fold(sign, |integer, byte| integer << 8 | i64::from(*byte))
}

/// A variable-length integer (section 1.6), and what follows it.
pub(super) fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut integer = 0;
    for (at, byte) in bytes.iter().take(9).enumerate() {
        if at == 8 {
            return Some((integer << 8 | u64::from(*byte), &bytes[9..]));
        }
        integer = integer << 7 | u64::from(byte & 0x7f);
        if *byte < 0x80 {
            return Some((integer, &bytes[at + 1..]));
        }
    }
    None
}

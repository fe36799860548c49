use serde_json::Value;

/// The shape of a setting's value, as the generated schema and templates describe it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `true` or `false`; in Windows' registry also 1 or 0.
    Switch,
    /// A whole number within these bounds, both included.
    Number {
        /// The lowest that is accepted.
        min: u32,
        /// The highest that is accepted.
        max: u32,
    },
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A line of text.
    Text {
        /// The longest, in characters.
        max_chars: usize,
    },
    /// Lines of text, each as in [`Shape::Text`].
    List {
        /// The most lines.
        max_lines: usize,
        /// The longest line, in characters.
        max_chars: usize,
    },
}

/// How the values of a setting are written.
pub(crate) trait Form {
    /// A value, once read.
    type Value;
    /// The shape of its values, for what is generated.
    const SHAPE: Shape;

    /// Reads a value; `None` if it is malformed.
    fn read(value: &Value) -> Option<Self::Value>;

    /// Writes a value in the form that [`Form::read`] reads.
    fn write(value: &Self::Value) -> Value;
}

/// On or off. Windows' registry has numbers for them.
pub(crate) struct Switch;

impl Form for Switch {
    type Value = bool;
    const SHAPE: Shape = Shape::Switch;

    fn read(value: &Value) -> Option<bool> {
        match value {
            Value::Bool(is_on) => Some(*is_on),
            Value::Number(number) => match number.as_u64()? {
                0 => Some(false),
                1 => Some(true),
                _ => None,
            },
            _ => None,
        }
    }

    fn write(value: &bool) -> Value {
        Value::Bool(*value)
    }
}

/// A whole number from `MIN` to `MAX`.
pub(crate) struct Number<const MIN: u32, const MAX: u32>;

impl<const MIN: u32, const MAX: u32> Form for Number<MIN, MAX> {
    type Value = u32;
    const SHAPE: Shape = Shape::Number { min: MIN, max: MAX };

    fn read(value: &Value) -> Option<u32> {
        let number = u32::try_from(value.as_u64()?).ok()?;
        (MIN..=MAX).contains(&number).then_some(number)
    }

    fn write(value: &u32) -> Value {
        Value::from(*value)
    }
}

/// A line of at most `CHARS` characters, and of at least one.
pub(crate) struct Text<const CHARS: usize>;

impl<const CHARS: usize> Form for Text<CHARS> {
    type Value = String;
    const SHAPE: Shape = Shape::Text { max_chars: CHARS };

    fn read(value: &Value) -> Option<String> {
        let text = value.as_str()?.trim();
        let is_line = !text.is_empty() && text.chars().count() <= CHARS && !text.chars().any(char::is_control);
        is_line.then(|| text.to_owned())
    }

    fn write(value: &String) -> Value {
        Value::from(value.as_str())
    }
}

/// At most `LINES` lines of at most `CHARS` characters each.
pub(crate) struct List<const LINES: usize, const CHARS: usize>;

impl<const LINES: usize, const CHARS: usize> Form for List<LINES, CHARS> {
    type Value = Vec<String>;
    const SHAPE: Shape = Shape::List { max_lines: LINES, max_chars: CHARS };

    fn read(value: &Value) -> Option<Vec<String>> {
        let lines = value.as_array().filter(|lines| lines.len() <= LINES)?;
        lines.iter().map(Text::<CHARS>::read).collect()
    }

    fn write(value: &Vec<String>) -> Value {
        Value::from(value.as_slice())
    }
}

/// Defines the words of a choice.
macro_rules! choice {
    ($(#[$about:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "bindings", derive(specta::Type))]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $word)] $variant),+
        }

        impl Form for $name {
            type Value = Self;
            const SHAPE: Shape = Shape::Choice(&[$($word),+]);

            fn read(value: &serde_json::Value) -> Option<Self> {
                match value.as_str()? {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }

            fn write(value: &Self) -> serde_json::Value {
                serde_json::Value::from(value.word())
            }
        }

        impl $name {
            /// Returns the word for it in a policy.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }
    };
}
pub(crate) use choice;

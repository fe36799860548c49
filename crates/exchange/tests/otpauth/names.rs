use crate::{SECRET, account, names};

#[test]
fn labels_give_issuer_and_account() {
    for (label, rest, issuer, name) in [
        ("Example:jane", "", "Example", "jane"),
        ("Example%3Ajane", "", "Example", "jane"),
        ("Example:%20jane", "", "Example", "jane"),
        ("Example%3A%20%20jane", "&issuer=Example", "Example", "jane"),
        ("jane", "", "", "jane"),
        ("jane", "&issuer=Example", "Example", "jane"),
        ("", "&issuer=Example", "Example", ""),
        ("", "", "", ""),
        ("Example:", "", "Example", ""),
        (":jane", "", "", "jane"),
        (":jane", "&issuer=Example", "Example", "jane"),
        ("%3Ajane", "&issuer=Example", "Example", "jane"),
        // The separate issuer wins, and no other name is lost.
        ("example:jane", "&issuer=Example", "Example", "jane"),
        ("Contoso:jane@contoso.example", "&issuer=Microsoft", "Microsoft", "Contoso:jane@contoso.example"),
        ("Contoso:jane", "&issuer=", "Contoso", "jane"),
        ("Contoso:jane", "&issuer=%20%20", "Contoso", "jane"),
        // Several colons: the issuer decides, or the only unencoded one.
        ("urn:example:jane", "", "", "urn:example:jane"),
        ("a:b:c", "&issuer=a", "a", "b:c"),
        ("a:b:c", "&issuer=a%3Ab", "a:b", "c"),
        ("a%3Ab:c", "", "a:b", "c"),
        ("a:b%3Ac", "", "a", "b:c"),
        (":a%3Ab", "", "", "a:b"),
        // Plus is a plus in a label and a space in a value.
        ("Air+Line:j+x@a.example", "&issuer=Air+Line", "Air Line", "Air+Line:j+x@a.example"),
        ("Air%20Line:j+x@a.example", "&issuer=Air+Line", "Air Line", "j+x@a.example"),
        ("Air%20Line:jane", "&issuer=Air%20Line", "Air Line", "jane"),
        // A hash doesn't start a fragment.
        (
            "Contoso:jane_b.example#EXT#@contoso.example",
            "&issuer=Contoso",
            "Contoso",
            "jane_b.example#EXT#@contoso.example",
        ),
        ("%E6%97%A5%E6%9C%AC:%F0%9F%94%91", "", "日本", "🔑"),
        ("日本:🔑", "", "日本", "🔑"),
        ("a/b:c/d", "", "a/b", "c/d"),
        ("100%:x%zz", "", "100%", "x%zz"),
        ("caf%E9:x", "", "caf\u{fffd}", "x"),
        // Control characters and direction overrides are removed; direction marks and joiners stay.
        ("a%00b%0A%1B:c%E2%80%AEd%E2%81%A6%EF%BB%BF", "", "ab", "cd"),
        ("%E2%80%8F%D7%90:x", "", "\u{200f}א", "x"),
    ] {
        assert_eq!(names(label, rest), (issuer.to_owned(), name.to_owned()), "{label} {rest}");
    }
    assert_eq!(account(&format!("otpauth://totp?secret={SECRET}&issuer=Example")).issuer, "Example", "no label at all");
}

//! `otpauth://` and `steam://` in the forms they are met in.

#![allow(clippy::unwrap_used)]

use watchword_exchange::{Fault, MAX_NAME_CHARS, MAX_TEXT_BYTES, Nature, Parsed, Refusal, parse, to_uri};
use watchword_otp::{Account, Algorithm, InvalidSecret, Kind, Looks, Parameters, Secret};

/// `hello world` in base32.
const SECRET: &str = "NBSWY3DPEB3W64TMMQ";

fn account(text: &str) -> Account {
    match parse(text) {
        Ok(Parsed::Account(account)) => account,
        other => panic!("{text}: {other:?}"),
    }
}

fn refused(text: &str) -> Refusal {
    parse(text).expect_err(text)
}

fn totp(label: &str, rest: &str) -> Account {
    account(&format!("otpauth://totp/{label}?secret={SECRET}{rest}"))
}

fn names(label: &str, rest: &str) -> (String, String) {
    let account = totp(label, rest);
    (account.issuer, account.account)
}

fn parameters(kind: Kind, algorithm: Algorithm, digits: u32) -> Parameters {
    Parameters::new(kind, algorithm, digits).unwrap()
}

#[test]
fn what_a_uri_does_not_say_is_the_default() {
    let account = totp("Example:jane", "");
    assert_eq!(account.parameters, Parameters::default());
    assert_eq!(account.secret.expose(), b"hello world");
    for nothing in ["&algorithm=null&digits=null&period=null", "&algorithm=&digits=&period=", "&digits&period"] {
        assert_eq!(totp("Example:jane", nothing).parameters, Parameters::default(), "{nothing}");
    }
    let hotp = account_of_hotp("");
    assert_eq!(hotp, parameters(Kind::Hotp { counter: 0 }, Algorithm::Sha1, 6), "a counter left out is 0");
}

fn account_of_hotp(rest: &str) -> Parameters {
    account(&format!("otpauth://hotp/Example:jane?secret={SECRET}{rest}")).parameters
}

#[test]
fn what_a_uri_says_is_kept() {
    let full = totp("Example:jane", "&algorithm=SHA512&digits=8&period=60").parameters;
    assert_eq!(full, parameters(Kind::Totp { period: 60 }, Algorithm::Sha512, 8));
    let hotp = account_of_hotp("&counter=18446744073709551615&period=0");
    assert_eq!(hotp, parameters(Kind::Hotp { counter: u64::MAX }, Algorithm::Sha1, 6), "HOTP has no period");
    for (name, algorithm) in [
        ("sha1", Algorithm::Sha1),
        ("SHA-1", Algorithm::Sha1),
        ("HmacSHA256", Algorithm::Sha256),
        ("sha-256", Algorithm::Sha256),
        ("HMAC-SHA-512", Algorithm::Sha512),
        ("sha_512", Algorithm::Sha512),
    ] {
        assert_eq!(totp("a", &format!("&algorithm={name}")).parameters.algorithm(), algorithm, "{name}");
    }
    // What other apps add is passed over, and so is the order and the case of names.
    let proprietary = "&icon=x&image=https%3A%2F%2Fa.example%2Fb.png&lock=true&data=%7B%22a%22%3A1%7D&counter=x";
    assert_eq!(totp("Example:jane", proprietary), totp("Example:jane", ""));
    let shuffled = account(&format!("OtpAuth://TOTP/Example:jane?Digits=8&SECRET={SECRET}"));
    assert_eq!(shuffled, totp("Example:jane", "&digits=8"));
    assert_eq!(account(&format!("\u{feff}  otpauth://totp/a?secret={SECRET}\r\n")), totp("a", ""));
}

#[test]
fn labels() {
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
        // The issuer beside the label wins, and nothing of the label is lost.
        ("example:jane", "&issuer=Example", "Example", "jane"),
        ("Contoso:jane@contoso.example", "&issuer=Microsoft", "Microsoft", "Contoso:jane@contoso.example"),
        ("Contoso:jane", "&issuer=", "Contoso", "jane"),
        ("Contoso:jane", "&issuer=%20%20", "Contoso", "jane"),
        // Several colons: the issuer decides, or the one that is no part of a name.
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
        // A hash ends nothing.
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
        // Control characters and what turns writing around are taken out; direction marks and joiners stay.
        ("a%00b%0A%1B:c%E2%80%AEd%E2%81%A6%EF%BB%BF", "", "ab", "cd"),
        ("%E2%80%8F%D7%90:x", "", "\u{200f}א", "x"),
    ] {
        assert_eq!(names(label, rest), (issuer.to_owned(), name.to_owned()), "{label} {rest}");
    }
    assert_eq!(account(&format!("otpauth://totp?secret={SECRET}&issuer=Example")).issuer, "Example", "no label at all");
}

#[test]
fn secrets() {
    for text in [
        "nbswy3dpeb3w64tmmq",
        "NBSW Y3DP EB3W 64TM MQ",
        "NBSW+Y3DP+EB3W+64TM+MQ",
        "NBSW-Y3DP-EB3W-64TM-MQ======",
        "NBSWY3DPEB3W64TMMQ%3D%3D",
        "%4EBSWY3DPEB3W64TMMQ",
    ] {
        let read = account(&format!("otpauth://totp/a?secret={text}"));
        assert_eq!(read.secret.expose(), b"hello world", "{text}");
    }
    for (rest, why) in [
        ("", InvalidSecret::Empty),
        ("?issuer=a", InvalidSecret::Empty),
        ("?secret=", InvalidSecret::Empty),
        ("?secret=%20-%3D", InvalidSecret::Empty),
        ("?secret=NBSW!", InvalidSecret::NotBase32(Looks::Otherwise)),
        ("?secret=NBSW%00", InvalidSecret::NotBase32(Looks::Otherwise)),
        ("?secret=NBSW%FF%FE", InvalidSecret::NotBase32(Looks::Otherwise)),
        ("?secret=NBSW%", InvalidSecret::NotBase32(Looks::Otherwise)),
    ] {
        assert_eq!(refused(&format!("otpauth://totp/a{rest}")), Refusal::Secret(why), "{rest}");
    }
    let long = format!("otpauth://totp/a?secret={}", "A".repeat(4000));
    assert_eq!(refused(&long), Refusal::Secret(InvalidSecret::TooLong));
    for (text, looks) in [
        ("3132333435363738393031323334353637383930", Looks::Hexadecimal),
        ("p4jZ%2Bw%2F3kqTsVbYm2cXeRgUhLaN%3D", Looks::Base64),
        ("NBSWY3DPEB3W64TMM0", Looks::Mistyped),
        ("%EF%BC%AEBSWY3DP", Looks::Otherwise),
        ("stm-NBSWY3DPEB3W64TM", Looks::Otherwise),
    ] {
        let why = Refusal::Secret(InvalidSecret::NotBase32(looks));
        assert_eq!(refused(&format!("otpauth://totp/a?secret={text}")), why, "{text}");
        assert_eq!(refused(&format!("steam://{}", text.replace("%2F", "-"))), why, "{text}");
    }
}

#[test]
fn steam_in_all_its_guises() {
    let steam = Parameters::steam();
    for uri in [
        format!("otpauth://steam/Steam:jane?secret={SECRET}&issuer=Steam"),
        format!("otpauth://steam/Steam:jane?secret={SECRET}&issuer=Steam&algorithm=SHA1&digits=5&period=30"),
        format!("otpauth://totp/Steam:jane?secret={SECRET}&digits=5&issuer=Steam"),
        format!("otpauth://totp/Steam:jane?secret={SECRET}&digits=5"),
        format!("otpauth://totp/Steam:jane?secret={SECRET}&issuer=Steam&steam"),
        format!("otpauth://totp/Steam:jane?secret={SECRET}&issuer=Steam&digits=5&encoder=steam"),
    ] {
        let read = account(&uri);
        assert_eq!((read.parameters, read.issuer.as_str(), read.account.as_str()), (steam, "Steam", "jane"), "{uri}");
    }
    let elsewhere = account(&format!("otpauth://steam/Boeing:jane?secret={SECRET}&issuer=Boeing"));
    assert_eq!((elsewhere.parameters, elsewhere.issuer.as_str()), (steam, "Boeing"));
    for uri in [format!("steam://{SECRET}"), format!("STEAM://{SECRET}/"), format!("steam://{SECRET}%3D%3D")] {
        let read = account(&uri);
        assert_eq!((read.parameters, read.issuer.as_str(), read.account.as_str()), (steam, "Steam", ""), "{uri}");
        assert_eq!(read.secret.expose(), b"hello world");
    }
    // Without a type of their own for Steam: five digits and any name that begins with it, or `s`, or nothing at all under
    // its name alone.
    for (label, rest) in [
        ("Steam", "&digits=5"),
        ("steam", ""),
        ("STEAM:jane", "&digits=5"),
        ("Steam%20Guard:jane", ""),
        ("Steam%20(jane)", "&digits=5"),
        ("Steam%3Ajane", "&issuer=Valve&digits=5&period=30"),
        ("jane", "&issuer=Steam"),
        ("jane", "&issuer=sTEAM&algorithm=SHA1&digits=5&period=30"),
        ("Example:jane", "&digits=s"),
        ("Steam:jane", "&digits=S&period=30"),
        ("Example:jane", "&encoder=steam"),
        ("Example:jane", "&steam=true"),
        ("Steam:jane", "&issuer=Steam&encoder=steam&digits=5"),
    ] {
        assert_eq!(totp(label, rest).parameters, steam, "{label} {rest}");
    }
    // Only begins like it, or only looks like it.
    for (label, rest, digits) in [
        ("Steamship:jane", "&digits=5", 5),
        ("Example:steam%40example.org", "&digits=5", 5),
        ("Example:jane", "&digits=5", 5),
        ("Example:Steam", "", 6),
        ("Steam%20(jane)", "", 6),
        ("Example:jane", "&steam=false", 6),
        ("Example:jane", "&encoder=digits", 6),
    ] {
        assert_eq!(
            totp(label, rest).parameters,
            parameters(Kind::Totp { period: 30 }, Algorithm::Sha1, digits),
            "{label}"
        );
    }
    // What Steam has not: either reading may be wrong.
    for (kind, label, rest) in [
        ("totp", "Steam:jane", "&issuer=Steam&digits=6"),
        ("totp", "Steam", "&digits=8"),
        ("totp", "Steam:jane", "&algorithm=SHA256"),
        ("totp", "Steam:jane", "&digits=5&period=60"),
        ("totp", "Example:jane", "&digits=s&algorithm=SHA512"),
        ("totp", "Example:jane", "&encoder=steam&digits=6"),
        ("hotp", "Steam:jane", "&counter=1"),
        ("hotp", "Steam:jane", "&digits=5"),
        ("hotp", "Example:jane", "&digits=s"),
        ("hotp", "Example:jane", "&steam"),
        ("steam", "Steam:jane", "&digits=6"),
        ("steam", "Steam:jane", "&algorithm=SHA256"),
        ("steam", "Steam:jane", "&period=60"),
    ] {
        let uri = format!("otpauth://{kind}/{label}?secret={SECRET}{rest}");
        assert_eq!(refused(&uri), Refusal::SteamParameters, "{uri}");
    }
    assert_eq!(refused("steam://run/440"), Refusal::NotAnAccount(Nature::Text), "a link into the client");
    assert_eq!(refused("steam://"), Refusal::Secret(InvalidSecret::Empty));
    assert_eq!(refused("steam://%FF"), Refusal::Secret(InvalidSecret::NotBase32(Looks::Otherwise)));
}

/// WinAuth writes Steam's own JSON beside a secret that need not be the account's.
#[test]
fn winauths_shared_secret_counts() {
    let data = |json: &str| {
        format!("&data={}", percent_encoding::utf8_percent_encode(json, percent_encoding::NON_ALPHANUMERIC))
    };
    let shared = data(r#"{"shared_secret":"aGVsbG8gd29ybGQ=","account_name":"jane","status":1}"#);
    let read = account(&format!("otpauth://totp/Steam:jane?secret=GEZDGNBV&issuer=Steam{shared}"));
    assert_eq!((read.parameters, read.secret.expose()), (Parameters::steam(), b"hello world".as_slice()));
    assert_eq!(totp("Steam", &data("{}")).secret.expose(), b"hello world");
    let unknown = Refusal::Parameter { name: "data".into(), fault: Fault::Unknown };
    for (label, json) in [
        ("Example:jane", r#"{"shared_secret":"aGVsbG8gd29ybGQ="}"#),
        ("Steam:jane", r#"{"shared_secret":"not base64"}"#),
        ("Steam:jane", "something else"),
        ("Steam:jane", r#""text""#),
    ] {
        assert_eq!(refused(&format!("otpauth://totp/{label}?secret={SECRET}{}", data(json))), unknown, "{json}");
    }
}

#[test]
fn half_a_seed_is_refused() {
    for rest in [
        "&2step_salt=8&2step_output=20&2step_difficulty=10000",
        "&2step_output=20",
        "&2STEP_DIFFICULTY=10000",
        "&%32step_salt=8",
        "&amp;2step_salt=8",
        "&2step=True",
        "&2step",
        "&2step_salt",
    ] {
        for kind in ["totp", "hotp", "daypassword"] {
            let refusal = refused(&format!("otpauth://{kind}/TOTP0001?secret={SECRET}&issuer=Example{rest}"));
            assert_eq!(refusal, Refusal::Parameter { name: "2step".into(), fault: Fault::HalfSecret }, "{kind} {rest}");
        }
    }
    assert!(parse(&format!("otpauth://totp/a?secret={SECRET}&2step=false")).is_ok());
}

#[test]
fn what_may_change_the_codes_is_refused_by_its_name() {
    for (rest, name) in [
        ("pin=1234", "pin"),
        ("pin=GEZDGNBV", "pin"),
        ("pin_length=4", "pin_length"),
        ("encoding=hex", "encoding"),
        ("secret_encoding=base64", "secret_encoding"),
        ("encoder=other", "encoder"),
        ("t0=1700000000", "t0"),
        ("epoch=30", "epoch"),
        ("offset=-30", "offset"),
        ("drift=2", "drift"),
        ("time_offset=60", "time_offset"),
        ("type=hotp", "type"),
        ("tokentype=ocra", "tokentype"),
        ("ocrasuite=OCRA-1%3AHOTP-SHA1-6%3AQN08", "ocrasuite"),
        ("steam=perhaps", "steam"),
        ("key=GEZDGNBV", "key"),
        ("size=8", "size"),
        ("salt=AAAA", "salt"),
        ("otpHashMode=Sha256", "otphashmode"),
        ("truncation_offset=4", "truncation_offset"),
        ("%6bey=1", "key"),
        ("a%20b=1", "a?b"),
        ("%EF%BD%84igits=8", "?igits"),
        ("something_nobody_has_ever_thought_of_before=1", "something_nobody_has_ever_though"),
        ("somethingnobodyhasthoughtof=1", "somethingnob"),
    ] {
        let uri = format!("otpauth://totp/Example:jane?{rest}&secret={SECRET}");
        assert_eq!(refused(&uri), Refusal::Parameter { name: name.into(), fault: Fault::Unknown }, "{rest}");
    }
}

/// Real apps and sites add these, and no code depends on them.
#[test]
fn what_changes_no_code_is_passed_over() {
    for rest in [
        "image=https%3A%2F%2Fexample.org%2Flogo.png&icon=example&color=%23ff0000&b=032b75&lock=true",
        "issuerInt=Example&issuerExt=Example&label=jane&user=jane&username=jane&uid=42&id=1&uuid=x",
        "creator=privacyidea&serial=TOTP00031A2F&pin=True&app_force_unlock=pin&tokentype=TOTP&enrollment=1",
        "tags=a&tags=b&group=Work&note=some+text&pinned=true&favorite=1&created=1700000000&iconType=x&iconValue=y",
        "window=3&skew=1&encoding=base32&t0=0&offset=0&encoder=&type=totp&utm_source=mail",
        "codeDisplay=%7B%22pinned%22%3Atrue%2C%22note%22%3A%22otpauth%22%7D&counter=7",
        // No value, no meaning: `&gone` helps readers that lose the last parameter.
        "gone&other=&nothing=null&&",
    ] {
        assert_eq!(totp("Example:jane", &format!("&{rest}")), totp("Example:jane", ""), "{rest}");
    }
}

#[test]
fn other_names_for_what_is_read() {
    for (rest, expected) in [
        ("&algo=SHA256", parameters(Kind::Totp { period: 30 }, Algorithm::Sha256, 6)),
        ("&hash=sha512", parameters(Kind::Totp { period: 30 }, Algorithm::Sha512, 6)),
        ("&digest=HMAC-SHA-256", parameters(Kind::Totp { period: 30 }, Algorithm::Sha256, 6)),
        ("&step=60", parameters(Kind::Totp { period: 60 }, Algorithm::Sha1, 6)),
        ("&interval=60&period=60", parameters(Kind::Totp { period: 60 }, Algorithm::Sha1, 6)),
        ("&%64igits=8&per%69od=60", parameters(Kind::Totp { period: 60 }, Algorithm::Sha1, 8)),
        ("&amp;digits=8&amp;algorithm=SHA256", parameters(Kind::Totp { period: 30 }, Algorithm::Sha256, 8)),
        ("&%20digits%20=8", parameters(Kind::Totp { period: 30 }, Algorithm::Sha1, 8)),
    ] {
        assert_eq!(totp("Example:jane", rest).parameters, expected, "{rest}");
    }
    assert_eq!(totp("a", "").parameters, account(&format!("otpauth://daypassword/a?secret={SECRET}")).parameters);
    assert_eq!(
        refused(&format!("otpauth://totp/a?secret={SECRET}&hash=deadbeef")),
        Refusal::UnsupportedAlgorithm("deadbeef".into())
    );
}

#[test]
fn two_values_for_one_parameter_are_refused() {
    for (rest, name) in [
        ("&secret=GEZDGNBV", "secret"),
        ("&digits=6&digits=8", "digits"),
        ("&digits=5&digits=s", "digits"),
        ("&period=30&period=60", "period"),
        ("&period=30&step=60", "step"),
        ("&algorithm=SHA1&algorithm=SHA256", "algorithm"),
        ("&algorithm=SHA256&algo=SHA1", "algo"),
        ("&digits=6&%64igits=8", "digits"),
    ] {
        let refusal = refused(&format!("otpauth://totp/a?secret={SECRET}{rest}"));
        assert_eq!(refusal, Refusal::Parameter { name: name.into(), fault: Fault::Twice }, "{rest}");
    }
    let refusal = refused(&format!("otpauth://hotp/a?secret={SECRET}&counter=1&counter=2"));
    assert_eq!(refusal, Refusal::Parameter { name: "counter".into(), fault: Fault::Twice });
    for rest in [
        "&secret=nbsw+y3dp+eb3w+64tm+mq",
        "&digits=&digits=6",
        "&algorithm=SHA1&algorithm=HmacSHA1&algo=sha-1",
        "&period=30&interval=30&period=null",
        "&issuer=&issuer=",
    ] {
        assert_eq!(totp("a", rest), totp("a", ""), "{rest}");
    }
}

/// Apple's app alone opens these, and they are the same.
#[test]
fn apples_schemes() {
    let rest = format!("totp/Example:jane?secret={SECRET}&digits=8");
    for scheme in ["apple-otpauth", "Apple-OTPAuth"] {
        assert_eq!(account(&format!("{scheme}://{rest}")), account(&format!("otpauth://{rest}")), "{scheme}");
    }
    assert_eq!(refused("apple-otpauth-migration://offline?data=XXXX"), Refusal::BatchDamaged);
    assert_eq!(refused(&format!("apple-steam://{SECRET}")), Refusal::NotAnAccount(Nature::Text));
}

#[test]
fn digits_of_other_scripts_are_refused() {
    for (rest, why) in [
        ("&digits=%D9%A8", Refusal::Digits),
        ("&digits=%EF%BC%98", Refusal::Digits),
        ("&period=%EF%BC%93%EF%BC%90", Refusal::Period),
        ("&algorithm=SHA1%EF%BC%92", Refusal::UnsupportedAlgorithm("SHA1".into())),
        ("&algorithm=SHA%C2%B2%35%36", Refusal::UnsupportedAlgorithm("SHA56".into())),
    ] {
        assert_eq!(refused(&format!("otpauth://totp/a?secret={SECRET}{rest}")), why, "{rest}");
    }
    let counter = format!("otpauth://hotp/a?secret={SECRET}&counter=%E0%A5%A7");
    assert_eq!(refused(&counter), Refusal::Counter);
}

#[test]
fn out_of_range_is_refused_never_replaced() {
    for (rest, why) in [
        ("&digits=0", Refusal::Digits),
        ("&digits=3", Refusal::Digits),
        ("&digits=11", Refusal::Digits),
        ("&digits=six", Refusal::Digits),
        ("&digits=%2B6", Refusal::Digits),
        ("&digits=-6", Refusal::Digits),
        ("&digits=4294967302", Refusal::Digits),
        ("&period=0", Refusal::Period),
        ("&period=86401", Refusal::Period),
        ("&period=30s", Refusal::Period),
        ("&period=4294967326", Refusal::Period),
        ("&algorithm=MD5", Refusal::UnsupportedAlgorithm("MD5".into())),
        ("&algorithm=SHA384", Refusal::UnsupportedAlgorithm("SHA384".into())),
        ("&algorithm=HMAC-SHA-384", Refusal::UnsupportedAlgorithm("HMAC-SHA-384".into())),
        ("&algorithm=SHA-224", Refusal::UnsupportedAlgorithm("SHA-224".into())),
        ("&algorithm=%00%E2%80%AE", Refusal::UnsupportedAlgorithm(String::new())),
    ] {
        assert_eq!(refused(&format!("otpauth://totp/a?secret={SECRET}{rest}")), why, "{rest}");
    }
    for counter in ["x", "-1", "18446744073709551616"] {
        assert_eq!(
            refused(&format!("otpauth://hotp/a?secret={SECRET}&counter={counter}")),
            Refusal::Counter,
            "{counter}"
        );
    }
    let long = "a".repeat(MAX_NAME_CHARS);
    assert_eq!(names(&format!("{long}:{long}"), ""), (long.clone(), long.clone()));
    assert_eq!(refused(&format!("otpauth://totp/{long}a?secret={SECRET}")), Refusal::NameTooLong);
    assert_eq!(refused(&format!("otpauth://totp/a?secret={SECRET}&issuer={long}a")), Refusal::NameTooLong);
    assert_eq!(refused(&format!("otpauth://totp/{}", "a".repeat(MAX_TEXT_BYTES))), Refusal::TooLarge);
}

#[test]
fn what_ente_had_in_its_trash_is_refused() {
    let with = |json: &str| parse(&format!("otpauth://totp/a?secret={SECRET}&codeDisplay={json}"));
    assert_eq!(with("%7B%22pinned%22%3Atrue%2C%22trashed%22%3Atrue%7D"), Err(Refusal::Trashed));
    for kept in ["%7B%22trashed%22%3Afalse%2C%22tags%22%3A%5B%22a%22%5D%7D", "%7B%7D", "%7Bdamaged", ""] {
        assert!(with(kept).is_ok(), "{kept}");
    }
}

#[test]
fn what_is_no_account_is_named() {
    for (text, nature) in [
        ("https://example.org/?secret=NBSWY3DP", Nature::Web),
        ("HTTP://EXAMPLE.ORG", Nature::Web),
        ("www.example.org", Nature::Web),
        ("MEBKM:URL:http\\://example.org;;", Nature::Web),
        ("WIFI:T:WPA;S:house;P:secret;;", Nature::Wifi),
        ("BEGIN:VCARD\r\nN:Jane\r\nEND:VCARD", Nature::Contact),
        ("mailto:jane@example.org", Nature::Contact),
        ("tel:+390000000", Nature::Contact),
        ("QR-Code:otpauth-migration://offline?data=CgA", Nature::Text),
        ("ftp://example.org", Nature::Text),
        (SECRET, Nature::Text),
        ("", Nature::Text),
        ("é", Nature::Text),
    ] {
        assert_eq!(refused(text), Refusal::NotAnAccount(nature), "{text}");
    }
}

#[test]
fn types_without_a_reader_are_named_and_nothing_else_is() {
    for (uri, name) in [
        ("otpauth://yaotp/a?secret=AA&pin=1234", "yaotp"),
        ("motp://a:b?secret=00", "motp"),
        ("otpauth://ocra/a?secret=AA&ocrasuite=x", "ocra"),
        ("otpauth://push/a?secret=AA", "push"),
        ("pia://PIPU0001?url=https%3A%2F%2Fexample.org&nonce=x", "pia"),
        ("PushAuth://push/a?s=x", "pushauth"),
        ("lpaauth-migration://offline?data=x", "lpaauth-migration"),
        ("otpauth://totp2/a", "totp2"),
    ] {
        assert_eq!(refused(uri), Refusal::UnsupportedType(name.into()), "{uri}");
    }
    assert_eq!(refused("otpauth:///a?secret=NBSWY3DP"), Refusal::Malformed);
    assert_eq!(refused("otpauth://"), Refusal::Malformed);
    // A seed in the wrong place is not repeated whole.
    for uri in [
        "otpauth://NBSWY3DPEB3W64TMMQ",
        "otpauth://totp/a?secret=AA&algorithm=NBSWY3DPEB3W64TMMQ",
        "otpauth://totp/a?secret=NBSWY3DPEB3W64TMMQ!",
    ] {
        let refusal = refused(uri);
        assert!(!format!("{refusal:?} {refusal}").contains(SECRET), "{refusal:?}");
    }
    assert!(!format!("{:?}", parse(&format!("otpauth://totp/a?secret={SECRET}"))).contains(SECRET));
}

#[test]
fn written_so_that_strict_readers_take_it() {
    let account = |issuer: &str, account: &str, parameters| Account {
        issuer: issuer.into(),
        account: account.into(),
        parameters,
        secret: Secret::new(b"hello world".to_vec()).unwrap(),
    };
    let written = |written: &Account| to_uri(written).to_string();
    assert_eq!(
        written(&account("Air Line", "j+x@a.example", Parameters::default())),
        format!(
            "otpauth://totp/Air%20Line:j%2Bx%40a.example?secret={SECRET}&issuer=Air%20Line&algorithm=SHA1&digits=6&period=30"
        )
    );
    assert_eq!(
        written(&account("", "jane", parameters(Kind::Hotp { counter: 7 }, Algorithm::Sha256, 8))),
        format!("otpauth://hotp/jane?secret={SECRET}&algorithm=SHA256&digits=8&counter=7")
    );
    assert_eq!(
        written(&account("Steam", "", Parameters::steam())),
        format!("otpauth://steam/Steam:?secret={SECRET}&issuer=Steam&algorithm=SHA1&digits=5&period=30")
    );
    assert_eq!(
        written(&account("", "a:b", Parameters::default())),
        format!("otpauth://totp/:a%3Ab?secret={SECRET}&algorithm=SHA1&digits=6&period=30")
    );
}

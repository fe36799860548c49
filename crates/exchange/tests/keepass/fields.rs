//! The fields that hold a one-time password, in XML and CSV.

use watchword_exchange::{Format, Lock, Refusal};

use super::{Fields, lines, reading, totp, xml};

const USUAL: &str = "algorithm=SHA1&digits=6&period=30";
const STEAM: &str = "algorithm=SHA1&digits=5&period=30";

#[test]
fn every_programs_fields_are_read() {
    let uri = "otpauth://totp/Issuer:account?secret=NBSWY3DP&amp;issuer=Issuer&amp;digits=8&amp;period=60\
               &amp;algorithm=SHA512";
    let steam =
        "otpauth://totp/Games:jane?secret=NBSWY3DP&amp;period=30&amp;digits=5&amp;issuer=Games&amp;encoder=steam";
    let text = xml(&[
        ("A", &[("otp", uri)]),
        ("B", &[("otp", steam)]),
        ("C", &[("otp", "nbsw y3dp")]),
        ("D", &[("otp", "key=NBSWY3DP")]),
        ("E", &[("otp", "key=NBSWY3DPEA%3d%3d%3d%3d%3d%3d&amp;step=60&amp;size=8&amp;otpHashMode=Sha256")]),
        ("F", &[("otp", "key=aGVs+/8=&amp;encoding=Base64")]),
        ("G", &[("otp", "size=7&amp;key=68656C6C6F&amp;type=Hotp&amp;counter=9&amp;encoding=Hex")]),
        ("H", &[("otp", "key=NBSWY3DP&amp;type=Steam&amp;size=5&amp;step=")]),
        ("I", &[("otp", "key=he+lo&amp;encoding=UTF8")]),
        ("J", &[("TOTP Seed", "NBSWY3DP")]),
        ("K", &[("TOTP Seed", "NBSWY3DP"), ("TOTP Settings", "60;8")]),
        ("L", &[("TOTP Seed", "NBSWY3DP"), ("TOTP Settings", "30;S")]),
        ("M", &[("TOTP Seed", "NBSWY3DP"), ("TOTP Settings", "30;6;https://example.org")]),
        ("N", &[("TimeOtp-Secret", "hello")]),
        ("O", &[("TimeOtp-Secret-Hex", "68 65 6c 6c 6f"), ("TimeOtp-Length", "8")]),
        (
            "P",
            &[("TimeOtp-Secret-Base32", "NBSWY3DP"), ("TimeOtp-Period", "60"), ("TimeOtp-Algorithm", "HMAC-SHA-256")],
        ),
        ("Q", &[("TimeOtp-Secret-Base64", "aGVsbG8=")]),
        ("R", &[("HmacOtp-Secret-Base32", "NBSWY3DP"), ("HmacOtp-Counter", "18446744073709551615")]),
        ("S", &[("HmacOtp-Secret", "hello")]),
        ("T", &[("Password", "x"), ("otp", " ")]),
    ]);
    let named = |kind: &str, title: &str, rest: &str| {
        format!("otpauth://{kind}/{title}:jane?secret=NBSWY3DP&issuer={title}&{rest}")
    };
    assert_eq!(
        lines(&text).unwrap(),
        [
            "otpauth://totp/Issuer:account?secret=NBSWY3DP&issuer=Issuer&algorithm=SHA512&digits=8&period=60".into(),
            named("steam", "Games", STEAM),
            totp("C", "NBSWY3DP", USUAL),
            totp("D", "NBSWY3DP", USUAL),
            totp("E", "NBSWY3DPEA", "algorithm=SHA256&digits=8&period=60"),
            totp("F", "NBSWZ677", USUAL),
            named("hotp", "G", "algorithm=SHA1&digits=7&counter=9"),
            named("steam", "H", STEAM),
            totp("I", "NBSSW3DP", USUAL),
            totp("J", "NBSWY3DP", USUAL),
            totp("K", "NBSWY3DP", "algorithm=SHA1&digits=8&period=60"),
            named("steam", "L", STEAM),
            totp("M", "NBSWY3DP", USUAL),
            totp("N", "NBSWY3DP", USUAL),
            totp("O", "NBSWY3DP", "algorithm=SHA1&digits=8&period=30"),
            totp("P", "NBSWY3DP", "algorithm=SHA256&digits=6&period=60"),
            totp("Q", "NBSWY3DP", USUAL),
            named("hotp", "R", "algorithm=SHA1&digits=6&counter=18446744073709551615"),
            named("hotp", "S", "algorithm=SHA1&digits=6&counter=0"),
        ]
    );
    reading::damage(Format::KeePass, text.as_bytes(), "");
}

#[test]
fn values_out_of_range_are_refused_and_hide_nothing() {
    let refused: &[(&str, Fields<'_>, &str)] = &[
        ("a", &[("otp", "key=NBSWY3DP&amp;size=99")], "Digits"),
        ("b", &[("otp", "key=NBSWY3DP&amp;size=+6")], "Digits"),
        ("c", &[("otp", "key=NBSWY3DP&amp;step=0")], "Period"),
        ("d", &[("otp", "key=NBSWY3DP&amp;type=Hotp&amp;counter=-1")], "Counter"),
        ("e", &[("otp", "key=NBSWY3DP&amp;type=Other")], "UnsupportedType(\"Other\")"),
        ("f", &[("otp", "key=NBSWY3DP&amp;otpHashMode=MD5")], "UnsupportedAlgorithm(\"MD5\")"),
        ("g", &[("otp", "key=NBSWY3DP&amp;encoding=Other")], "Parameter { name: \"encoding\", fault: Unknown }"),
        ("h", &[("otp", "key=NBSWY3DP&amp;other=1")], "Parameter { name: \"other\", fault: Unknown }"),
        ("i", &[("otp", "key=NBSWY3DP&amp;size=6&amp;size=8")], "Parameter { name: \"size\", fault: Twice }"),
        ("j", &[("otp", "key=")], "Secret(Empty)"),
        ("J", &[("otp", "key=NBSWY3DP&amp;type=Steam&amp;size=6")], "SteamParameters"),
        ("k", &[("otp", "otpauth://totp/a?secret=NBSWY3DP&amp;digits=99")], "Digits"),
        ("l", &[("TOTP Seed", "NBSWY3DP"), ("TOTP Settings", "30")], "Digits"),
        ("m", &[("TOTP Seed", "NBSWY3DP"), ("TOTP Settings", "x;6")], "Period"),
        ("n", &[("TOTP Seed", "NBSWY3DP"), ("TOTP Settings", "60;S")], "SteamParameters"),
        (
            "o",
            &[("TimeOtp-Secret", "x"), ("TimeOtp-Algorithm", "HMAC-SHA-384")],
            "UnsupportedAlgorithm(\"HMAC-SHA-384\")",
        ),
        ("p", &[("TimeOtp-Secret", "x"), ("TimeOtp-Length", "six")], "Digits"),
        ("q", &[("HmacOtp-Secret", "x"), ("HmacOtp-Counter", "18446744073709551616")], "Counter"),
    ];
    let mut entries: Vec<_> = refused.iter().map(|(title, fields, _)| (*title, *fields)).collect();
    entries.push(("z", &[("otp", "NBSWY3DP")]));
    let read = lines(&xml(&entries)).unwrap();
    let expected = refused.iter().map(|(_, _, why)| (*why).to_owned()).chain([totp("z", "NBSWY3DP", USUAL)]);
    assert_eq!(read, expected.collect::<Vec<_>>());
}

#[test]
fn an_entry_may_have_several() {
    let entry: Fields<'_> =
        &[("otp", "NBSWY3DP"), ("TOTP Seed", "NBSWY3DP"), ("TimeOtp-Secret", "hello"), ("HmacOtp-Secret", "hello")];
    assert_eq!(lines(&xml(&[("A", entry)])).unwrap().len(), 2, "the same account is read once");
    let differing: Fields<'_> = &[("otp", "NBSWY3DP"), ("TOTP Seed", "NBSWY3DQ"), ("TimeOtp-Secret", "x")];
    assert_eq!(lines(&xml(&[("A", differing)])).unwrap().len(), 3);
}

#[test]
fn groups_and_tags_are_kept_and_the_bin_and_old_versions_are_not_read() {
    let otp = "<String><Key>otp</Key><Value ProtectInMemory=\"True\">NBSWY3DP</Value></String>";
    let note = "<String><Key>Notes</Key><Value>a &lt;note&gt;</Value></String>";
    let text = format!(
        "<KeePassFile><Meta><RecycleBinUUID>BBBB</RecycleBinUUID></Meta><Root><Group><UUID>AAAA</UUID><Name>Root</Name>\
         <Entry>{otp}{note}<Tags>one;two,three</Tags><History><Entry>{otp}</Entry></History></Entry>\
         <Group><Name>Work</Name><Entry>{otp}</Entry></Group>\
         <Group><UUID>BBBB</UUID><Name>Bin</Name><Entry>{otp}</Entry><Entry/><Group><Entry>{otp}</Entry></Group>\
         </Group></Group></Root></KeePassFile>"
    );
    let read = reading::read(Format::KeePass, text.as_bytes(), "").unwrap();
    let groups: Vec<_> = read.iter().map(|entry| entry.as_ref().map(|of| of.groups.join(" "))).collect();
    assert_eq!(groups, [Ok("one two three".into()), Ok("Work".into()), Err(&Refusal::Trashed), Err(&Refusal::Trashed)]);
    assert_eq!(*read[0].as_ref().unwrap().note, "a <note>");
}

#[test]
fn hostile_xml_is_refused() {
    let good = xml(&[("A", &[("otp", "NBSWY3DP")])]);
    for (text, why) in [
        (good.replace("<KeePassFile>", "<!DOCTYPE x [<!ENTITY a 'b'>]><KeePassFile>"), Refusal::FileDamaged),
        (good.replace("</Root>", ""), Refusal::FileDamaged),
        (good.replace("<Value>NBSW", "<Value Protected=\"True\">NBSW"), Refusal::Locked(Lock::Device)),
    ] {
        assert_eq!(lines(&text), Err(why), "{text}");
    }
    let deep = format!("{}{}", "<Group>".repeat(200_000), "</Group>".repeat(200_000));
    assert_eq!(lines(&good.replace("<Group>", &format!("{deep}<Group>"))).map(|read| read.len()), Ok(1));
}

#[test]
fn csv_is_read() {
    let table = "\"Group\",\"Title\",\"Username\",\"Password\",\"URL\",\"Notes\",\"TOTP\",\"Icon\"\n\
                 \"Root/Work\",\"A\",\"jane\",\"x\",\"\",\"a note\",\"key=NBSWY3DP&size=8\",\"0\"\n\
                 \"Root\",\"B\",\"jane\",\"x\",\"\",\"\",\"\",\"0\"\n\
                 \"Root\",\"C\",\"jane\",\"x\",\"\",\"\",\"otpauth://totp/C:jane?secret=NBSWY3DP&issuer=C\",\"0\"\n\
                 \"Root\",\"D\",\"jane\",\"x\",\"\",\"\",\"30;6\",\"0\"\n";
    assert_eq!(
        lines(table).unwrap(),
        [
            &totp("A", "NBSWY3DP", "algorithm=SHA1&digits=8&period=30"),
            &totp("C", "NBSWY3DP", USUAL),
            // KeePassXC leaves the seed out of the table.
            "Secret(Empty)",
        ]
    );
    let first = reading::read(Format::KeePass, table.as_bytes(), "").unwrap().remove(0).unwrap();
    assert_eq!((first.groups, first.note.as_str()), (vec!["Work".into()], "a note"));
    reading::damage(Format::KeePass, table.as_bytes(), "");
}

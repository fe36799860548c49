use watchword_exchange::{OtherText, ParameterFault, Refusal};
use watchword_otp::{Algorithm, InvalidSecret, Kind, Looks, Parameters};

use crate::{SECRET, account, parameters, refused, totp};

#[test]
fn steam_accounts_are_recognized() {
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
    // From apps without a separate type for Steam: five digits with a name that begins with Steam,
    // `s`, or nothing but the name Steam.
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
    // Names and digits that only resemble Steam's.
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
    // Parameters that Steam doesn't use: reading them either way may be wrong.
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
    assert_eq!(refused("steam://run/440"), Refusal::NotAnAccount(OtherText::Other), "a link into the client");
    assert_eq!(refused("steam://"), Refusal::Secret(InvalidSecret::Empty));
    assert_eq!(refused("steam://%FF"), Refusal::Secret(InvalidSecret::NotBase32(Looks::Otherwise)));
}

/// WinAuth writes Steam's own JSON next to a secret that may not be the account's.
#[test]
fn winauth_shared_secret_wins() {
    let data = |json: &str| {
        format!("&data={}", percent_encoding::utf8_percent_encode(json, percent_encoding::NON_ALPHANUMERIC))
    };
    let shared = data(r#"{"shared_secret":"aGVsbG8gd29ybGQ=","account_name":"jane","status":1}"#);
    let read = account(&format!("otpauth://totp/Steam:jane?secret=GEZDGNBV&issuer=Steam{shared}"));
    assert_eq!((read.parameters, read.secret.expose()), (Parameters::steam(), b"hello world".as_slice()));
    assert_eq!(totp("Steam", &data("{}")).secret.expose(), b"hello world");
    let unknown = Refusal::Parameter { name: "data".into(), fault: ParameterFault::Unknown };
    for (label, json) in [
        ("Example:jane", r#"{"shared_secret":"aGVsbG8gd29ybGQ="}"#),
        ("Steam:jane", r#"{"shared_secret":"not base64"}"#),
        ("Steam:jane", "something else"),
        ("Steam:jane", r#""text""#),
    ] {
        assert_eq!(refused(&format!("otpauth://totp/{label}?secret={SECRET}{}", data(json))), unknown, "{json}");
    }
}

use watchword_exchange::to_uri;
use watchword_otp::{Account, Algorithm, Kind, Parameters, Secret};

use crate::{SECRET, parameters};

#[test]
fn written_uris_suit_strict_readers() {
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

//! Plain containers, and those that `pskctool` signs.

use data_encoding::BASE64;
use watchword_exchange::{Format, Imported, Lock, ParameterFault, Refusal};
use watchword_otp::{Algorithm, InvalidSecret, Kind};

use crate::{HOTP, SEED, container, package, plain, read, read_plain, run, secret};

/// The only key of a container with this content.
fn sole(content: &str) -> Result<Imported, Refusal> {
    let [content] = <[_; 1]>::try_from(read_plain(&container(content))).unwrap();
    content
}

fn unknown(name: &str) -> Refusal {
    Refusal::Parameter { name: name.into(), fault: ParameterFault::Unknown }
}

#[test]
fn every_field_is_read() {
    let names = "<Issuer>Example</Issuer><AlgorithmParameters><Suite>HMAC-SHA-512</Suite>\
                 <ResponseFormat Length=\"8\" Encoding=\"DECIMAL\" CheckDigits=\"false\"/></AlgorithmParameters>\
                 <FriendlyName>Jane's &amp; Joe's</FriendlyName><UserId>UID=jane</UserId>\
                 <Policy><PINPolicy PINUsageMode=\"Local\"/><ExpiryDate>2006-05-31T00:00:00Z</ExpiryDate></Policy>";
    let broken = format!("{}<!-- a comment -->\n   {}", &BASE64.encode(SEED)[..8], &BASE64.encode(SEED)[8..]);
    let data = [
        plain("Secret", &broken),
        plain("Time", "0"),
        plain("TimeInterval", " 60\n"),
        plain("TimeDrift", "4"),
        plain("Counter", "7"),
    ];
    let key = package("urn:ietf:params:xml:ns:keyprov:pskc:totp", &data.concat(), names);
    let device = "<DeviceInfo><Manufacturer>Acme</Manufacturer><SerialNo>0815</SerialNo><Model>M</Model></DeviceInfo>";
    let imported = sole(&key.replace("<KeyPackage>", &format!("<KeyPackage>{device}"))).unwrap();
    let account = &imported.account;
    assert_eq!((account.issuer.as_str(), account.account.as_str()), ("Example", "Jane's & Joe's"));
    assert_eq!(account.secret.expose(), SEED);
    assert_eq!(account.parameters.kind(), Kind::Totp { period: 60 });
    assert_eq!((account.parameters.algorithm(), account.parameters.digits()), (Algorithm::Sha512, 8));
    assert_eq!(*imported.note, "Acme\nUID=jane\n1\n0815\nM");
}

#[test]
fn absent_fields_have_the_algorithms_defaults() {
    let hotp = sole(&package(HOTP, &secret(), "")).unwrap().account;
    assert_eq!((hotp.parameters.kind(), hotp.parameters.digits()), (Kind::Hotp { counter: 0 }, 6));
    assert_eq!((hotp.issuer.as_str(), hotp.account.as_str()), ("", "1"));
    let totp = sole(&package(&HOTP.replace("hotp", "totp"), &secret(), "")).unwrap().account;
    assert_eq!(totp.parameters.kind(), Kind::Totp { period: 30 });
    assert_eq!(totp.parameters.algorithm(), Algorithm::Sha1);
}

#[test]
fn refused_keys_hide_no_others() {
    let format =
        |attributes: &str| format!("<AlgorithmParameters><ResponseFormat {attributes}/></AlgorithmParameters>");
    let totp = HOTP.replace("hotp", "totp");
    let cases = [
        (package(HOTP, &secret(), ""), None),
        (package(&HOTP.replace("hotp", "pin"), &secret(), ""), Some(Refusal::UnsupportedType("pin".into()))),
        (
            package("urn:ietf:params:xml:ns:keyprov:pskc#OCRA-1:HOTP-SHA1-6:QN08", &secret(), ""),
            Some(Refusal::UnsupportedType("ocra-1".into())),
        ),
        (package("http://www.example.com/#hotp", &secret(), ""), Some(Refusal::UnsupportedType("hotp".into()))),
        (package(HOTP, "", ""), Some(Refusal::Secret(InvalidSecret::Empty))),
        (package(HOTP, &plain("Secret", "not base64"), ""), Some(Refusal::FileDamaged)),
        (package(HOTP, &[secret(), secret()].concat(), ""), Some(Refusal::FileDamaged)),
        (package(HOTP, "", "<KeyReference>Master</KeyReference>"), Some(Refusal::Locked(Lock::Device))),
        (package(HOTP, &[secret(), plain("Counter", "-1")].concat(), ""), Some(Refusal::Counter)),
        (package(HOTP, &[secret(), "<Counter/>".into()].concat(), ""), Some(Refusal::FileDamaged)),
        (package(HOTP, &secret(), &format("Length=\"11\"")), Some(Refusal::Digits)),
        (package(HOTP, &secret(), &format("Length=\"six\"")), Some(Refusal::Digits)),
        (
            package(HOTP, &secret(), &format("Length=\"6\" Encoding=\"HEXADECIMAL\"")),
            Some(Refusal::UnsupportedType("HEXADECIMAL".into())),
        ),
        (package(HOTP, &secret(), &format("Length=\"6\" CheckDigits=\"true\"")), Some(unknown("CheckDigits"))),
        (
            package(HOTP, &secret(), "<AlgorithmParameters><Suite>HMAC-SHA384</Suite></AlgorithmParameters>"),
            Some(Refusal::UnsupportedAlgorithm("HMAC-SHA384".into())),
        ),
        (
            package(HOTP, &secret(), "<Policy><PINPolicy PINUsageMode=\"Algorithmic\"/></Policy>"),
            Some(unknown("PINUsageMode")),
        ),
        (package(&totp, &[secret(), plain("Time", "100")].concat(), ""), Some(unknown("Time"))),
        (package(&totp, &[secret(), plain("TimeInterval", "0")].concat(), ""), Some(Refusal::Period)),
        (package(&totp, &[secret(), plain("TimeInterval", "long")].concat(), ""), Some(Refusal::Period)),
        (format!("<KeyPackage><Key><Data>{}</Data></Key></KeyPackage>", secret()), Some(Refusal::FileDamaged)),
        (package(HOTP, &secret(), ""), None),
    ];
    let read = read_plain(&container(&cases.iter().map(|(key, _)| key.as_str()).collect::<String>()));
    for (at, ((key, why), read)) in cases.iter().zip(&read).enumerate() {
        assert_eq!(read.as_ref().err(), why.as_ref(), "{at}: {key}");
    }
    assert_eq!(read.len(), cases.len());
    assert!(read_plain(&container("<KeyPackage/>")).is_empty(), "a device without a key");
}

#[test]
fn documents_of_other_kinds_are_refused() {
    for text in
        ["<KeyContainer/>", "<a xmlns=\"urn:ietf:params:xml:ns:keyprov:pskc\"/>", "KeyContainer keyprov", "<?xml", "<"]
    {
        assert_eq!(Format::detect(text.as_bytes()), None, "{text}");
    }
    let text = container(&package(HOTP, &secret(), ""));
    for end in [text.len() - 1, text.len() / 2, text.find("KeyPackage").unwrap()] {
        assert_eq!(read(&text[..end]).unwrap_err(), Refusal::FileDamaged, "cut short");
    }
    let newer = text.replace("Version=\"1.0\"", "Version=\"2.0\"");
    assert_eq!(read(&newer).unwrap_err(), Refusal::NewerVersion);
    let entity = "<!DOCTYPE KeyContainer [<!ENTITY s \"MTIzNA==\">]>";
    let text = text.replace("<KeyContainer", &format!("{entity}<KeyContainer"));
    assert_eq!(Format::detect(text.as_bytes()), None);
    assert_eq!(Format::Pskc.read(text.as_bytes()).unwrap_err(), Refusal::FileDamaged, "no document types");
}

/// The parser would take hours for the attributes, and for the namespaces more memory than there
/// is.
#[test]
fn documents_that_cost_too_much_are_refused() {
    let attributes: String = (0..300_000).map(|at| format!(" a{at}=\"\"")).collect();
    let spaced: String = (0..300_000).map(|at| format!(" a{at} = '>'")).collect();
    let namespaces: String = (0..60_000).map(|at| format!("<a xmlns:n{at}=\"n\">")).collect();
    let refused = Err(Refusal::FileDamaged);
    let open: String = (0..300_000).map(|at| format!(" a{at}='<'")).collect();
    for text in [format!("<a{attributes}/>"), format!("<a{spaced}/>"), format!("<a{open}/>"), namespaces] {
        assert_eq!(read(&container(&text)).map(|_| ()), refused, "{}", &text[..20]);
    }
    let nested = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    assert!(read_plain(&container(&nested(400_000))).is_empty(), "nesting costs no stack");
    let keys = package(HOTP, &secret(), "").replace("</KeyPackage>", "").replace("<KeyPackage>", "").repeat(10_001);
    assert_eq!(read(&container(&format!("<KeyPackage>{keys}</KeyPackage>"))).map(|_| ()), Err(Refusal::TooMany));
}

/// The oldest drafts name a value by an attribute, and always write it in base64.
#[test]
fn the_oldest_drafts_are_read() {
    let counter = BASE64.encode(&42u64.to_be_bytes());
    let text = format!(
        "<o:SecretContainer xmlns:o=\"http://www.openauthentication.org/OATH/2006/08/PSKC\" version=\"1.2\">\
         <o:EncryptionMethod algorithm=\"NONE\"/><o:DigestMethod algorithm=\"HMAC-SHA1\"/><o:Device>\
         <o:DeviceId><o:Manufacturer>Acme</o:Manufacturer><o:SerialNo>7</o:SerialNo></o:DeviceId>\
         <o:Secret SecretAlgorithm=\"HOTP\" SecretId=\"7\">\
         <o:Usage><o:ResponseFormat format=\"DECIMAL\" length=\"8\"/></o:Usage>\
         <o:Data Name=\"SECRET\"><o:Value>{}</o:Value></o:Data>\
         <o:Data Name=\"COUNTER\"><o:Value>{counter}</o:Value></o:Data>\
         </o:Secret></o:Device></o:SecretContainer>",
        BASE64.encode(SEED)
    );
    let read = read_plain(&text);
    let account = &read[0].as_ref().unwrap().account;
    assert_eq!((account.parameters.kind(), account.parameters.digits()), (Kind::Hotp { counter: 42 }, 8));
    assert_eq!((account.issuer.as_str(), account.account.as_str()), ("Acme", "7"));
    assert_eq!(account.secret.expose(), SEED);
}

/// A signed file is the same file, and `pskctool` agrees that the one made here is valid.
#[test]
fn what_pskctool_writes_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let run = |program, arguments: &[&str]| run(program, arguments, folder.path());
    let certificate = [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key", "-out", "crt", "-days", "1", "-subj",
        "/CN=a",
    ];
    if run("pskctool", &["--version"]).is_none() || run("openssl", &certificate).is_none() {
        eprintln!("skipped: pskctool or openssl is absent");
        return;
    }
    let totp = HOTP.replace("hotp", "totp");
    let data = [secret(), plain("Time", "0"), plain("TimeInterval", "60")].concat();
    let text = container(
        &[package(HOTP, &[secret(), plain("Counter", "5")].concat(), ""), package(&totp, &data, "")].concat(),
    );
    std::fs::write(folder.path().join("plain"), &text).unwrap();
    let shown = run("pskctool", &["--info", "plain"]).unwrap();
    assert_eq!(shown.matches(&BASE64.encode(SEED)).count(), 2, "{shown}");
    let signed = run("pskctool", &["--sign", "--sign-key", "key", "--sign-crt", "crt", "plain"]).unwrap();
    assert!(signed.contains("SignatureValue"));
    assert_eq!(read_plain(&signed), read_plain(&text));
}

//! A value that is out of range or of another type refuses its entry, whatever the format: a
//! default in its place would give wrong codes in silence. What is absent or null has its default.

use serde_json::{Value, json};
use watchword_exchange::{Format, Outcome};
use watchword_otp::Kind;

/// An entry of a format, and where its values are.
struct Case {
    format: Format,
    entry: Value,
    /// The file around an entry.
    file: fn(Value) -> Value,
    digits: &'static str,
    period: &'static str,
    algorithm: &'static str,
    /// The counter, and the type's name and value for HOTP.
    counter: Option<[&'static str; 3]>,
}

fn cases() -> Vec<Case> {
    let info = json!({"secret": "NBSWY3DP", "digits": 6, "period": 30, "algo": "SHA1", "counter": 1});
    let flat = |secret: Value, kind: &str, name: &str| {
        json!({"secret": secret, kind: "totp", name: "a", "digits": 6, "period": 30, "algorithm": "SHA1", "algo": "SHA1",
               "counter": 1})
    };
    let case = |format, entry, file, algorithm, counter| Case {
        format,
        entry,
        file,
        digits: "/digits",
        period: "/period",
        algorithm,
        counter: Some(counter),
    };
    let kind = ["/counter", "/type", "hotp"];
    vec![
        case(Format::AndOtp, flat("NBSWY3DP".into(), "type", "label"), |entry| json!([entry]), "/algorithm", kind),
        case(
            Format::Cotp,
            flat("NBSWY3DP".into(), "type", "label"),
            |entry| json!({"version": 2, "elements": [entry]}),
            "/algorithm",
            kind,
        ),
        case(
            Format::FreeOtpPlus,
            flat(json!([1, -2]), "type", "label"),
            |entry| json!({"tokenOrder": [], "tokens": [entry]}),
            "/algo",
            kind,
        ),
        case(
            Format::TwoFAuth,
            flat("NBSWY3DP".into(), "otp_type", "account"),
            |entry| json!({"app": "2fauth_v5", "schema": 1, "data": [entry]}),
            "/algorithm",
            ["/counter", "/otp_type", "hotp"],
        ),
        Case {
            format: Format::Aegis,
            entry: json!({"type": "totp", "name": "a", "info": info}),
            file: |entry| json!({"header": {}, "db": {"version": 3, "entries": [entry]}}),
            digits: "/info/digits",
            period: "/info/period",
            algorithm: "/info/algo",
            counter: Some(["/info/counter", "/type", "hotp"]),
        },
        Case {
            format: Format::TwoFas,
            entry: json!({"name": "a", "secret": "NBSWY3DP", "otp": flat("".into(), "tokenType", "label")}),
            file: |entry| json!({"schemaVersion": 4, "services": [entry]}),
            digits: "/otp/digits",
            period: "/otp/period",
            algorithm: "/otp/algorithm",
            counter: Some(["/otp/counter", "/otp/tokenType", "HOTP"]),
        },
        Case {
            format: Format::LastPass,
            entry: json!({"userName": "a", "secret": "NBSWY3DP", "digits": 6, "timeStep": 30, "algorithm": "SHA1"}),
            file: |entry| json!({"version": 3, "folders": [], "accounts": [entry]}),
            digits: "/digits",
            period: "/timeStep",
            algorithm: "/algorithm",
            counter: None,
        },
    ]
}

fn read(case: &Case, changes: &[(&str, Value)]) -> Option<Kind> {
    let mut entry = case.entry.clone();
    for (place, value) in changes {
        *entry.pointer_mut(place).unwrap() = value.clone();
    }
    let bytes = (case.file)(entry).to_string().into_bytes();
    assert_eq!(Format::detect(&bytes), Some(case.format));
    let Ok(Outcome::Read(mut read)) = case.format.read(&bytes) else { panic!("{:?}: not read", case.format) };
    assert_eq!(read.entries.len(), 1);
    read.entries.remove(0).content.ok().map(|imported| imported.account.parameters.kind())
}

#[test]
fn wrong_values_refuse_their_entry() {
    let strange = [json!("6"), json!(-6), json!(6.5), json!(true), json!([6]), json!({})];
    let numbers = |more: &[u64]| -> Vec<Value> {
        strange.iter().cloned().chain(more.iter().map(|number| json!(number))).collect()
    };
    let (digits, period) = (numbers(&[0, 3, 11, (1 << 32) + 6]), numbers(&[0, 86_401, (1 << 32) + 30]));
    let algorithms = [json!("MD5"), json!("SHA224"), json!("SHA3-256"), json!(""), json!(1), json!(true)];
    for case in cases() {
        let format = case.format;
        assert_eq!(read(&case, &[]), Some(Kind::Totp { period: 30 }), "{format:?}");
        for (place, values) in [(case.digits, &digits[..]), (case.period, &period), (case.algorithm, &algorithms)] {
            for value in values {
                assert_eq!(read(&case, &[(place, value.clone())]), None, "{format:?}: {place} is {value}");
            }
            assert!(read(&case, &[(place, Value::Null)]).is_some(), "{format:?}: {place} is null");
        }
        if let Some([counter, kind, hotp]) = case.counter {
            for value in &strange {
                let changes = [(counter, value.clone()), (kind, hotp.into())];
                assert_eq!(read(&case, &changes), None, "{format:?}: {counter} is {value}");
            }
            let highest = [(counter, i64::MAX.into()), (kind, hotp.into())];
            assert_eq!(read(&case, &highest), Some(Kind::Hotp { counter: i64::MAX as u64 }), "{format:?}");
            assert_eq!(read(&case, &[(kind, "motp".into())]), None, "{format:?}");
            assert_eq!(read(&case, &[(kind, "".into())]), None, "{format:?}");
        }
    }
}

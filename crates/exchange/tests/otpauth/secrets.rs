use watchword_exchange::Refusal;
use watchword_otp::{InvalidSecret, Looks};

use crate::{account, refused};

#[test]
fn secrets_are_read_as_sites_write_them() {
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

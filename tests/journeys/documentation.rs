//! The pictures in `docs/screens`, which README and the stores of Linux distributions show.
//! `WATCHWORD_WRITE_DOCS=1 cargo test --workspace --test journeys documentation` takes them again.

use std::{env, fs, path::Path};

use watchword_tests::{Desktop, wait_for};

use crate::person::set_pin;
use crate::recovery::make_recovery_key;

/// Links as sites offer them: each kind of account, and no real service's secret.
const LINKS: &str = "\
    otpauth://totp/GitHub:you@example.org?secret=KR4F6C3YOVLHCQ2IMJ2TGNLXPFAWCZDF&issuer=GitHub
    otpauth://totp/Amazon%20Web%20Services:ops-root?secret=MJ2TGNLXPFAWCZDFKR4F6C3YOVLHCQ2I&issuer=Amazon%20Web%20Services
    otpauth://totp/Posteo:you@example.net?secret=PFAWCZDFKR4F6C3YOVLHCQ2IMJ2TGNLX&issuer=Posteo
    otpauth://hotp/Bank%20Nusantara:Kartu%20utama?secret=OVLHCQ2IMJ2TGNLXPFAWCZDFKR4F6C3Y&issuer=Bank%20Nusantara&counter=3
    otpauth://totp/Company%20VPN:you@company?secret=CQ2IMJ2TGNLXPFAWCZDFKR4F6C3YOVLH&issuer=Company%20VPN&digits=8&period=60
    otpauth://totp/Steam:you?secret=TGNLXPFAWCZDFKR4F6C3YOVLHCQ2IMJ2&issuer=Steam
    otpauth://totp/Proton:you@example.net?secret=6C3YOVLHCQ2IMJ2TGNLXPFAWCZDFKR4F&issuer=Proton";

#[test]
fn pictures_are_of_the_window_as_it_is() {
    for (theme, suffix, pictures) in
        [("light", "", &["welcome", "add", "review", "codes"][..]), ("dark", "-dark", &["codes"])]
    {
        let preferences = format!(r#"{{"theme":"{theme}","language":"en"}}"#);
        let desktop =
            Desktop::new(&format!("documentation-{theme}")).with_size(400, 680).with_preferences(&preferences);
        let window = desktop.open();
        set_pin(&window);
        window.click("add").at("add").shoot("add");
        desktop.clipboard().write("text/plain", LINKS.as_bytes());
        window.press(&["ctrl+v"]).at("review").shoot("review").click("accept").at("recovery").click("put-off");
        window.at("codes").see("[data-account]");
        make_recovery_key(&desktop, &window);
        window.at("codes").press(&["Down", "Home"]);
        assert_eq!(window.texts("[data-account]").len(), 7);
        wait_for("the notice to go", 20, || window.texts("[role=status] *").is_empty().then_some(()));
        window.shoot("codes");
        if env::var_os("WATCHWORD_WRITE_DOCS").is_some() {
            pictures.iter().for_each(|name| keep(name, &desktop.pictures(), suffix));
        }
    }
}

/// Copies a picture to the documentation, without its number.
fn keep(name: &str, pictures: &Path, suffix: &str) {
    let taken = fs::read_dir(pictures).expect("the pictures").flatten().map(|entry| entry.path());
    let taken = taken.filter(|path| path.to_string_lossy().ends_with(&format!("-{name}.png"))).last();
    let documentation = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("docs").join("screens");
    fs::copy(taken.expect("a picture"), documentation.join(format!("{name}{suffix}.png"))).expect("a copy");
}

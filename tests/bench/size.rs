use std::fs;

use watchword_tests::target_folder;

use crate::{
    figure::{Figure, Unit},
    table::Table,
};

const LIMIT_MIB: f64 = 8.0;

/// Measures the package that `cargo xtask bench` has just built of the measured app.
pub(crate) fn measure(table: &mut Table) {
    let mebibytes = |path: &std::path::Path| fs::metadata(path).map(|data| data.len() as f64 / f64::from(1 << 20));
    let folder = target_folder().join("bundle/deb");
    let packages = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut packages = packages.filter(|path| path.extension().is_some_and(|extension| extension == "deb"));
    let package = packages.next().unwrap_or_else(|| panic!("no package in {}", folder.display()));
    assert!(packages.next().is_none(), "more than one package in {}", folder.display());
    let app = mebibytes(&target_folder().join("watchword-app")).expect("the app is built");
    table.add(
        Figure::new("the .deb", mebibytes(&package).expect("the package"), Unit::Mebibytes).at_most(LIMIT_MIB).beside(
            "the app in it, unpacked",
            app,
            Unit::Mebibytes,
        ),
    );
}

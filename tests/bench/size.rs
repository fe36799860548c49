use std::{fs, path::Path};

use watchword_tests::target_folder;

use crate::{
    figure::{Figure, Unit},
    table::Table,
};

const LIMIT_MIB: f64 = 10.0;

/// Measures the packages that `cargo xtask bench` has just built of the measured programs.
pub(crate) fn measure(table: &mut Table) {
    let mebibytes = |path: &Path| fs::metadata(path).map(|data| data.len() as f64 / f64::from(1 << 20));
    let folder = target_folder().with_file_name("package");
    let packages = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let packages: Vec<_> =
        packages.filter(|path| path.extension().is_some_and(|extension| extension == "deb")).collect();
    assert_eq!(packages.len(), 2, "packages of the window and the command in {}", folder.display());
    let sizes = packages.iter().map(|path| mebibytes(path).expect("the package"));
    let app = mebibytes(&target_folder().join("watchword-app")).expect("the app is built");
    table.add(Figure::new("both .debs", sizes.sum(), Unit::Mebibytes).at_most(LIMIT_MIB).beside(
        "the app in them, unpacked",
        app,
        Unit::Mebibytes,
    ));
}

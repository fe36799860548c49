use std::{fs, path::Path};

use crate::{
    foreign,
    package::tool::{capture, tool},
};

const WXS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Id="*" Name="Sample" Language="1033" Version="1.0.0" Manufacturer="Example"
           UpgradeCode="2F1B4C3A-0000-4000-8000-000000000001">
    <Package InstallerVersion="500" Compressed="yes"/>
    <Media Id="1" Cabinet="a.cab" EmbedCab="yes"/>
    <Directory Id="TARGETDIR" Name="SourceDir">
      <Directory Id="INSTALLDIR" Name="Sample">
        <Component Id="App" Guid="2F1B4C3A-0000-4000-8000-000000000002">
          <File Id="Exe" Source="sample.exe" KeyPath="yes"/>
        </Component>
      </Directory>
    </Directory>
    <Feature Id="All" Level="1"><ComponentRef Id="App"/></Feature>
  </Product>
</Wix>
"#;

const SPEC: &str = "\
Name: watchword
Version: 1.2.3
Release: 1
Summary: A sample
License: MIT
BuildArch: noarch
%description
A sample.
%install
mkdir -p %{buildroot}/usr/share/watchword
seq 10000 > %{buildroot}/usr/share/watchword/numbers
%files
/usr/share/watchword/numbers
";

const CONTROL: &str = "\
Package: watchword
Version: 1.2.3
Architecture: amd64
Maintainer: Example <packages@example.org>
Description: A sample
";

/// Compiles a program for Windows.
pub(super) fn exe(file: &Path) {
    let source = file.with_extension("c");
    fs::write(&source, "int main(void) { return 0; }\n").expect("a file");
    capture(tool(foreign::GCC).arg("-o").arg(file).arg(&source)).expect("a compiler");
}

/// Builds an installer of `sample.exe`, which is in the same folder.
pub(super) fn msi(file: &Path) {
    let source = file.with_extension("wxs");
    fs::write(&source, WXS).expect("a file");
    let folder = file.parent().expect("a folder");
    capture(tool("wixl").current_dir(folder).args(["--arch", "x64", "--output"]).arg(file).arg(&source)).expect("wixl");
}

/// Builds a .deb package, and needs an empty folder for that.
pub(super) fn deb(file: &Path, scratch: &Path) {
    fs::create_dir_all(scratch.join("DEBIAN")).expect("a folder");
    fs::write(scratch.join("DEBIAN/control"), CONTROL).expect("a file");
    fs::write(scratch.join("numbers"), (0..10_000).map(|number| format!("{number}\n")).collect::<String>())
        .expect("a file");
    capture(tool("dpkg-deb").args(["--root-owner-group", "--build"]).arg(scratch).arg(file)).expect("dpkg-deb");
}

/// Builds an .rpm package, and needs an empty folder for that.
pub(super) fn rpm(file: &Path, scratch: &Path) {
    fs::create_dir_all(scratch).expect("a folder");
    let spec = scratch.join("watchword.spec");
    fs::write(&spec, SPEC).expect("a file");
    let top = format!("_topdir {}", scratch.display());
    capture(tool("rpmbuild").args(["--quiet", "-bb", "--define", &top]).arg(&spec)).expect("rpmbuild");
    fs::copy(scratch.join("RPMS/noarch/watchword-1.2.3-1.noarch.rpm"), file).expect("a package");
}

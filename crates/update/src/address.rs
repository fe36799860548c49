use url::{Host, Url};

/// An address that may be read: HTTPS, or plain HTTP from an IP address of this computer (for
/// tests), and without a user name or password in it. `localhost` is a name that something else
/// may answer to, so plain HTTP doesn't accept it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address(Url);

impl Address {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::of(Url::parse(text).ok()?)
    }

    fn of(url: Url) -> Option<Self> {
        let is_local = match url.host()? {
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
            Host::Domain(_) => false,
        };
        let is_allowed = url.scheme() == "https" || url.scheme() == "http" && is_local;
        (is_allowed && url.username().is_empty() && url.password().is_none()).then_some(Self(url))
    }

    /// Returns the address of a file in the folder that this address names.
    pub(crate) fn file(&self, name: &str) -> Option<Self> {
        let mut url = self.0.clone();
        url.path_segments_mut().ok()?.pop_if_empty().push(name);
        Some(Self(url))
    }

    /// Returns where a redirect leads. It may lead to another host but to no other scheme.
    pub(crate) fn follow(&self, location: &str) -> Option<Self> {
        Self::of(self.0.join(location).ok()?).filter(|target| target.0.scheme() == self.0.scheme())
    }

    pub(crate) fn is_encrypted(&self) -> bool {
        self.0.scheme() == "https"
    }

    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_addresses_of_this_computer_may_be_read() {
        for allowed in
            ["https://example.org/updates", "http://127.0.0.1:8080/", "http://127.9.0.1/", "http://[::1]:80/"]
        {
            assert!(Address::parse(allowed).is_some(), "{allowed}");
        }
        for refused in [
            "",
            "example.org",
            "http://example.org/",
            "http://localhost/",
            "http://127.0.0.1.example.org/",
            "http://192.168.0.1/",
            "http://0.0.0.0/",
            "http://[::]/",
            "ftp://example.org/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/plain,x",
            "https://user@example.org/",
            "https://:password@example.org/",
        ] {
            assert_eq!(Address::parse(refused), None, "{refused}");
        }
    }

    #[test]
    fn file_is_in_the_folder_with_or_without_a_slash() {
        for folder in ["https://example.org/updates", "https://example.org/updates/"] {
            let file = Address::parse(folder).unwrap().file("stable.json").unwrap();
            assert_eq!(file.as_str(), "https://example.org/updates/stable.json");
        }
        let root = Address::parse("http://127.0.0.1:80").unwrap();
        assert_eq!(root.file("a").unwrap().as_str(), "http://127.0.0.1/a");
    }

    #[test]
    fn redirect_keeps_its_scheme() {
        let led =
            |from: &str, to: &str| Address::parse(from).unwrap().follow(to).map(|address| address.as_str().to_owned());
        let https = "https://example.org/a/b";
        assert_eq!(led(https, "c").as_deref(), Some("https://example.org/a/c"));
        assert_eq!(led(https, "//example.net/").as_deref(), Some("https://example.net/"));
        for elsewhere in ["http://example.org/", "http://127.0.0.1/", "file:///a", "https://user@example.org/"] {
            assert_eq!(led(https, elsewhere), None, "{elsewhere}");
        }
        assert_eq!(led("http://127.0.0.1/", "http://127.0.0.1:81/").as_deref(), Some("http://127.0.0.1:81/"));
        for elsewhere in ["https://example.org/", "http://example.org/"] {
            assert_eq!(led("http://127.0.0.1/", elsewhere), None, "{elsewhere}");
        }
    }
}

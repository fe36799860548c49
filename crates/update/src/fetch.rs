use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::crypto::ring;
use ureq::http::header::LOCATION;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Error};

use crate::UpdateError;
use crate::address::Address;

/// Neither the version nor the system, so that requests tell users apart as little as possible.
const USER_AGENT: &str = "Watchword";
/// The most redirects for one file.
const MOST_REDIRECTS: usize = 3;
/// The largest answer apart from its body, in bytes.
const MOST_HEADER_BYTES: usize = 16 << 10;

/// Reads small files from a server until a point in time.
pub(crate) struct Client {
    agent: Agent,
    until: Instant,
}

impl Client {
    /// Makes a client that reads nothing after `time`.
    pub(crate) fn new(time: Duration) -> Self {
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .unversioned_rustls_crypto_provider(Arc::new(ring::default_provider()))
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .user_agent(USER_AGENT)
            .http_status_as_error(false)
            // `Address` decides about each of them.
            .max_redirects(0)
            .max_response_header_size(MOST_HEADER_BYTES)
            .build();
        Self { agent: config.new_agent(), until: Instant::now() + time }
    }

    /// Reads a file of no more than `most` bytes.
    pub(crate) fn read(&self, address: &Address, most: u64) -> Result<Vec<u8>, UpdateError> {
        let mut address = address.clone();
        for _ in 0..=MOST_REDIRECTS {
            let left = self.until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(UpdateError::Unreachable);
            }
            let mut request = self.agent.get(address.as_str()).config().timeout_global(Some(left));
            if !address.is_encrypted() {
                // A proxy from the environment would make it leave this computer.
                request = request.proxy(None);
            }
            let response = request.build().call().map_err(reason)?;
            let location = response.headers().get(LOCATION).and_then(|location| location.to_str().ok());
            match response.status().as_u16() {
                200 => return response.into_body().into_with_config().limit(most).read_to_vec().map_err(reason),
                301 | 302 | 303 | 307 | 308 => {
                    let target = location.and_then(|location| address.follow(location));
                    address = target.ok_or(UpdateError::Unreadable)?;
                }
                _ => return Err(UpdateError::Unreadable),
            }
        }
        Err(UpdateError::Unreadable)
    }
}

/// Distinguishes an answer that can't be read from none.
#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn reason(error: Error) -> UpdateError {
    match error {
        Error::BodyExceedsLimit(_) | Error::LargeResponseHeader(..) | Error::Protocol(_) | Error::Http(_) => {
            UpdateError::Unreadable
        }
        _ => UpdateError::Unreachable,
    }
}

//! Files and texts of other apps, from outside. One program, because each would be linked with all
//! that it tests.

#![allow(clippy::unwrap_used)]

mod aegis;
mod andotp;
mod authy;
mod battle_net;
mod bitwarden;
mod cotp;
mod databases;
mod detection;
mod docs;
mod duo;
mod ente;
mod formats;
mod freeotp;
mod google_migration;
mod lastpass;
mod limits;
mod lists;
mod one_password;
mod otp_auth;
mod otpclient;
mod properties;
mod proton;
mod raivo;
mod reading;
mod samples;
mod steam_guard;
mod strategies;
mod stratum;
mod totp_authenticator;
mod two_fas;
mod two_fauth;
mod values;
mod watchword;
mod written;
mod zipped_lists;

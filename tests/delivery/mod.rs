//! What leaves: to whom, once, and never in the clear. Servers are of this machine.

mod folder;
mod kills;
mod office;
mod refused;
mod schedule;
mod server;
mod settings;
mod smtpd;
mod webhook;
mod world;

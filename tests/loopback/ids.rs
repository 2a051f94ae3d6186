//! Who is who on the loopback Discord, and new ids.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;

/// The application; also the webhook that answers its interactions.
pub(crate) const APPLICATION: &str = "1400000000000000001";
/// The bot's user. Not the application's id: since 2016 they agree, but nothing promises it.
pub(crate) const BOT: &str = "1400000000000000002";
/// The only server.
pub(crate) const GUILD: &str = "1400000000000000003";
/// Its channel.
pub(crate) const CHANNEL: &str = "1400000000000000004";
/// Another one.
pub(crate) const OTHER_CHANNEL: &str = "1400000000000000005";
/// The user who owns the application.
pub(crate) const OWNER: &str = "1400000000000000006";
/// The one token that is let in. Shaped like a real one, so that whatever hides tokens sees it.
pub(crate) const TOKEN: &str = "MTQwMDAwMDAwMDAwMDAwMDAwMg.Gfake0.not-a-real-token-only-for-the-loopback0";

/// Discord counts from the first second of 2015.
const EPOCH_MS: i64 = 1_420_070_400_000;

/// A new id, of this moment.
pub(crate) fn snowflake() -> String {
    snowflake_of(Timestamp::now())
}

/// A new id of some moment: clients read the time of a message from its id.
pub(crate) fn snowflake_of(at: Timestamp) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let ms = u64::try_from(at.as_millisecond() - EPOCH_MS).expect("a moment after 2015");
    // 22 low bits: no test makes four million ids in one millisecond.
    ((ms << 22) | (COUNT.fetch_add(1, Ordering::Relaxed) & 0x3f_ffff)).to_string()
}

/// A moment as Discord writes it.
pub(crate) fn moment(at: Timestamp) -> String {
    format!("{}+00:00", at.strftime("%Y-%m-%dT%H:%M:%S%.6f"))
}

//! Keys that write nothing, as WebDriver codes them: W3C WebDriver, section "Keyboard actions".

pub const TAB: char = '\u{E004}';
pub const ENTER: char = '\u{E007}';
pub const CONTROL: char = '\u{E009}';
pub const ESCAPE: char = '\u{E00C}';
pub const DOWN: char = '\u{E015}';

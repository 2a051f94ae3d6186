//! What a chart shows, for those who cannot see it.

use super::Table;
use super::wording;

/// Rows that are read out; a listener does not keep more.
const READ_OUT: usize = 20;

impl Table {
    /// The title, who was asked and when, and the figures row by row.
    pub fn alt(&self) -> String {
        let columns = self.head.get(1..).unwrap_or_default();
        let row = |row: &Vec<String>| {
            let name = row[0].trim();
            if let [_name, value] = row.as_slice() {
                return format!("{name} {value}");
            }
            let values = columns.iter().zip(&row[1..]).filter(|(_, value)| *value != "–");
            let values: Vec<String> = values.map(|(column, value)| format!("{column} {value}")).collect();
            format!("{name}: {}", values.join(", "))
        };
        let rows: Vec<String> = self.rows.iter().take(READ_OUT).map(row).collect();
        let rest = self.rows.len().saturating_sub(READ_OUT);
        let more = if rest > 0 { wording::more(self.lang, rest) } else { String::new() };
        format!("{}. {}. {}{more}", self.title, self.subtitle, rows.join("; "))
    }
}

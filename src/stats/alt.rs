//! What a chart shows, for those who cannot see it.

use super::Table;
use super::wording;
use crate::answer::limits::{ATTACHMENT_DESCRIPTION, units};

/// Kept free for how many rows are left out.
const MORE: usize = 24;

impl Table {
    /// The title, who was asked and when, and the figures row by row, as many as may stand there.
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
        let mut text = format!("{}. {}.", self.title, self.subtitle);
        for (at, row) in self.rows.iter().map(row).enumerate() {
            let separator = if at == 0 { " " } else { "; " };
            if units(&text) + units(&row) + MORE > ATTACHMENT_DESCRIPTION.most {
                return text + &wording::more(self.lang, self.rows.len() - at);
            }
            text.push_str(separator);
            text.push_str(&row);
        }
        text
    }
}

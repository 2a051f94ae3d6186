//! Tables of ARCHITECTURE.md: each stands below a comment with its name.

/// The rows of the table below `<!-- marker -->`, without its head.
pub(crate) fn table(document: &str, marker: &str) -> Vec<Vec<String>> {
    let marker = format!("<!-- {marker} -->");
    let (_, after) = document.split_once(&marker).unwrap_or_else(|| panic!("no `{marker}`"));
    let rows: Vec<Vec<String>> = after
        .lines()
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect())
        .skip(2)
        .collect();
    assert!(!rows.is_empty(), "the table below `{marker}` is empty");
    rows
}

/// What stands in back-ticks in a cell.
pub(crate) fn codes(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

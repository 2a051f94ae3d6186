//! Discord: gateway adapter, one file a command, rendering, permissions.

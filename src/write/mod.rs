//! Stage `write`.

//! Stage `bind`.

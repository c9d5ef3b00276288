//! Stage `draw`.

//! Stage `render`.

pub mod site;

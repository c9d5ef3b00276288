//! The text holds a character that nobody sees, that turns the line round, or that only looks like the right one.
//!
//! Such characters come along when text is copied from PDFs, web pages and Word. A mark that turns the direction of
//! writing makes a number read backwards; a soft hyphen inside a name keeps every check from finding it; the ⽔ of a PDF
//! is not the 水 of the fonts, and a search for 水 misses it.
//!
//! Bad:
//!
//! ```markdown
//! 治理⽔⼟流失（U+2F54、U+2F1F）
//! ```
//!
//! Good:
//!
//! ```markdown
//! 治理水土流失
//! ```
//!
//! Reported are control characters, marks of direction, characters without width (zero width spaces and joiners, soft
//! hyphens, a byte order mark inside the file), radicals and compatibility characters in place of Chinese characters,
//! characters of private use, and the sign � that stands where another program lost one. They are looked for in the
//! whole file, notes and comments included, and in what escapes and entities stand for.
//!
//! Limits: No-break, thin and ideographic spaces are sound; so are joiners and selectors inside scripts and signs that
//! need them (Mongolian, Arabic, emoji). Of one file the first hundred places are shown.
//!
//! ---
//!
//! 文字里有看不见的字符、会使行文方向反转的字符，或者样子像而并不是的字。
//!
//! 从 PDF、网页、Word 复制文字时常带进这类字符。方向控制符会使数字倒着显示；地名里夹一个软连字符，各项检查就都找不到它；PDF 里的“⽔”不是字体里的“水”，按“水”也搜不到。
//!
//! 不好：
//!
//! ```markdown
//! 治理⽔⼟流失（U+2F54、U+2F1F）
//! ```
//!
//! 好：
//!
//! ```markdown
//! 治理水土流失
//! ```
//!
//! 会报出的有：控制字符，方向控制符，没有宽度的字符（零宽空格和零宽连字、软连字符、文件中间的 BOM），冒充汉字的部首和兼容字，专用区字符，以及别的程序丢了字之后留下的“�”。整个文件都查，包括注释；转义写法和实体代表的字符也查。
//!
//! 限度：不换行空格、窄空格、全角空格不算；蒙古文、阿拉伯文、表情符号等离不开连字符和选择符的地方也不算。每个文件只列出前一百处。

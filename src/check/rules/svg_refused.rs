//! A drawing (SVG) holds what no printed drawing has: a program, a link, something fetched from elsewhere.
//!
//! An SVG is a small web page. One that came from elsewhere may run a script in the reader's browser, report who reads
//! the plan, or show on the site what the paper lacks. So only what draws is let through.
//!
//! Bad:
//!
//! ```xml
//! <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="start()">
//! ```
//!
//! Good:
//!
//! ```xml
//! <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
//! ```
//!
//! Refused are scripts and handlers, links, animation, foreign objects, DOCTYPE and entities, style sheets with `@` rules,
//! references to anything but a part of the drawing or an embedded PNG or JPG, and all elements, attributes and properties
//! that are not known to draw. What Inkscape and Illustrator note down for themselves may stay.
//!
//! Limits: The fault is told in the SVG file, with the place in the book that uses it. Words in the drawing are set in the
//! fonts of the reader's computer on the site, in the book's own on paper: turn them into paths to keep their look.
//!
//! ---
//!
//! SVG 图里有印刷图不会有的东西：程序、链接、从别处取来的内容。
//!
//! SVG 其实是一张小网页。来路不明的 SVG 可能在读者的浏览器里运行脚本，泄露谁在读规划，或者网页上有而纸上没有。因此只放行绘图用的内容。
//!
//! 不好：
//!
//! ```xml
//! <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="start()">
//! ```
//!
//! 好：
//!
//! ```xml
//! <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
//! ```
//!
//! 不放行的有：脚本和事件属性，链接，动画，嵌入的网页内容，DOCTYPE 和实体，带 `@` 规则的样式表，指向图外的引用（内嵌的 PNG、JPG 除外），以及一切不认识的元素、属性和样式。Inkscape、Illustrator 给自己留的记录可以保留。
//!
//! 限度：问题报在 SVG 文件里，并附上书中引用它的地方。图里的文字在网页上用读者电脑的字体，在纸上用本书的字体；要保持原样，请转为路径。

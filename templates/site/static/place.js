// Keeps the place when the language is switched: both languages have the same anchors. Without this script the switch
// leads to the top of the same page, and the column of contents begins with the first chapter.
(function () {
  "use strict";
  var links = document.querySelectorAll("a[data-keep-place]");
  function keep() {
    for (var i = 0; i < links.length; i += 1) {
      links[i].hash = window.location.hash;
    }
  }
  window.addEventListener("hashchange", keep);
  keep();
  // A long column of contents begins where the reader is.
  var column = document.querySelector("nav.contents.wide-only");
  var current = column ? column.querySelector("[aria-current]") : null;
  if (current) {
    var place = current.getBoundingClientRect().top - column.getBoundingClientRect().top;
    if (place > column.clientHeight * 0.6) {
      column.scrollTop += place - column.clientHeight / 3;
    }
  }
  // On a phone the contents close once a heading of this page is chosen.
  var menu = document.querySelector("details.contents");
  if (menu) {
    menu.addEventListener("click", function (event) {
      var link = event.target.closest ? event.target.closest("a") : null;
      if (link && link.getAttribute("href").charAt(0) === "#") {
        menu.open = false;
      }
    });
  }
}());

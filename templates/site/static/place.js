// Keeps the place when the language is switched: both languages have the same anchors. Without this script the switch
// leads to the top of the same page.
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

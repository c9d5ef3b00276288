// Opens the search by the key / or by its link; the rest, search.js and the index, is read only then. Without this script the
// link leads to a list of all pages.
(function () {
  "use strict";
  var link = document.querySelector("a[data-find-open]");
  var asked = false;
  if (!link) {
    return;
  }
  function open() {
    if (window.tallybookFind) {
      window.tallybookFind.open();
      return;
    }
    if (asked) {
      return;
    }
    asked = true;
    var script = document.createElement("script");
    script.src = link.getAttribute("data-root") + "static/search.js";
    script.onload = function () {
      window.tallybookFind.start(link.getAttribute("data-root"), link.getAttribute("data-search"));
    };
    // Where it cannot be read, the link is a link again.
    script.onerror = function () {
      window.location.href = link.href;
    };
    document.head.appendChild(script);
  }
  link.setAttribute("aria-keyshortcuts", "/");
  link.addEventListener("click", function (event) {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("keydown", function (event) {
    var at = event.target;
    var typing = at && (/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      open();
    }
  });
}());

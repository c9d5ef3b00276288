// Gives each number of the ledger a button that tells how it is cited, and copies that where the browser allows it. Without
// this script the page tells the form of a citation once.
(function () {
  "use strict";
  var page = document.querySelector("[data-cite]");
  if (!page) {
    return;
  }
  function name(fact) {
    var heading = fact.querySelector("h3").cloneNode(true);
    heading.querySelectorAll(".mark").forEach(function (mark) { mark.remove(); });
    return heading.textContent.trim();
  }
  page.querySelectorAll(".fact .about").forEach(function (line) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "cite-open";
    button.textContent = page.getAttribute("data-cite-word");
    button.setAttribute("aria-expanded", "false");
    line.append(" ", button);
  });
  page.addEventListener("click", function (event) {
    var button = event.target.closest(".cite-open");
    if (!button) {
      return;
    }
    var line = button.parentNode, told = line.nextElementSibling;
    if (told && told.className === "cite-text") {
      told.remove();
      button.setAttribute("aria-expanded", "false");
      return;
    }
    var fact = button.closest(".fact"), words = page.getAttribute("data-cite");
    told = document.createElement("p");
    told.className = "cite-text";
    told.textContent = words.split("NAME").join(name(fact)).split("KEY").join(fact.id);
    line.after(told);
    button.setAttribute("aria-expanded", "true");
    window.getSelection().selectAllChildren(told);
    if (navigator.clipboard) {
      navigator.clipboard.writeText(told.textContent).catch(function () {});
    }
  });
}());

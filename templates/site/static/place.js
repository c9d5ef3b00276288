// Keeps the reader's place: the section in view is marked in the contents, the switch of language leads to the same
// paragraph, both languages can stand side by side, paragraphs show their numbers. Without this script the switch leads to
// the top of the same page, and nothing else is missing.
(function () {
  "use strict";
  var all = function (selector, root) { return [].slice.call((root || document).querySelectorAll(selector)); };
  var places = all("main :is(h1, h2, h3, h4)[id], main [id^='p-']");
  var inner = window.name === "parallel" && window.parent !== window;
  var frame = null;

  // The paragraph or heading at the top of the screen, and how far it has gone.
  function top() {
    var found = null;
    places.some(function (place) {
      var box = place.getBoundingClientRect();
      if (box.bottom > 72 && box.height) { found = place; }
      return found;
    });
    return found && window.scrollY > 40 ? found : null;
  }

  all("a[data-keep-place]").forEach(function (link) {
    link.addEventListener("click", function () {
      var place = top();
      link.hash = place ? place.id : location.hash;
    });
  });

  // A long column of contents begins where the reader is.
  var column = document.querySelector("nav.contents.wide-only");
  var current = column ? column.querySelector("[aria-current]") : null;
  if (current) {
    var far = current.getBoundingClientRect().top - column.getBoundingClientRect().top;
    if (far > column.clientHeight * 0.6) { column.scrollTop += far - column.clientHeight / 3; }
  }

  // The section in view, in the contents and in the bar of a telephone.
  var menu = document.querySelector("details.contents");
  var bar = menu ? menu.querySelector("summary") : null;
  var word = bar ? bar.textContent : "";
  var links = {}, heads = [];
  all(".contents a[href^='#']").forEach(function (link) {
    var id = decodeURIComponent(link.hash.slice(1)), head = document.getElementById(id);
    if (head && !links[id]) { links[id] = []; heads.push(head); }
    if (head) { links[id].push(link); }
  });
  var marked = "";
  function spy() {
    var seen = "";
    heads.forEach(function (head) { if (head.getBoundingClientRect().top < 120) { seen = head.id; } });
    if (seen === marked) { return; }
    (links[marked] || []).forEach(function (link) { link.removeAttribute("aria-current"); });
    (links[seen] || []).forEach(function (link) { link.setAttribute("aria-current", "location"); });
    if (bar) { bar.textContent = seen ? word + " · " + links[seen][0].textContent.trim() : word; }
    marked = seen;
  }

  // On a phone the contents close once a heading of this page is chosen.
  if (menu) {
    menu.addEventListener("click", function (event) {
      var link = event.target.closest ? event.target.closest("a") : null;
      if (link && link.getAttribute("href").charAt(0) === "#") { menu.open = false; }
    });
  }

  // Numbers of paragraphs, and the other language beside this one.
  function remember(name, value) {
    try { return value === undefined ? localStorage.getItem(name) : localStorage.setItem(name, value); } catch (refused) { return null; }
  }
  function numbers(shown) {
    if (shown && !document.querySelector("a.paragraph")) {
      places.forEach(function (place) {
        if (!/^p-/.test(place.id) || place.tagName === "SPAN") { return; }
        var link = document.createElement("a");
        link.className = "paragraph";
        link.href = "#" + place.id;
        link.textContent = place.id.slice(2);
        place.insertBefore(link, place.firstChild);
      });
    }
    document.body.classList.toggle("unnumbered", !shown);
  }
  function parallel(shown, from) {
    document.body.classList.toggle("beside", shown);
    if (frame && !shown) { frame.remove(); frame = null; }
    if (shown && !frame) {
      frame = document.createElement("iframe");
      frame.name = "parallel";
      frame.title = from.textContent;
      frame.src = document.querySelector("a[data-keep-place]").href.split("#")[0];
      frame.addEventListener("load", tell);
      document.querySelector(".desk").appendChild(frame);
    }
  }
  function tell() {
    var place = frame ? top() || places[0] : null;
    if (place) { frame.contentWindow.postMessage({ place: place.id, far: place.getBoundingClientRect().top }, "*"); }
  }
  var tools = document.querySelector("[data-tools]");
  if (tools && !inner) {
    // A policy that lets no page stand in another leaves the one language alone.
    var policy = document.querySelector("meta[http-equiv='Content-Security-Policy']");
    var framed = !policy || policy.content.indexOf("frame-src") >= 0;
    tools.hidden = false;
    all("button", tools).forEach(function (button) {
      if (button.getAttribute("data-tool") === "parallel" && !framed) { button.hidden = true; return; }
      var act = button.getAttribute("data-tool") === "numbers" ? numbers : parallel;
      var name = button.getAttribute("data-tool");
      function set(shown) {
        button.setAttribute("aria-pressed", shown);
        act(shown, button);
        remember(name, shown ? "1" : "");
      }
      button.addEventListener("click", function () { set(button.getAttribute("aria-pressed") !== "true"); });
      if (remember(name) && (name === "numbers" || window.innerWidth > 900)) { set(true); }
    });
  }
  if (inner) {
    document.body.classList.add("inner");
    all("a[href]").forEach(function (link) { if (link.getAttribute("href").charAt(0) !== "#") { link.target = "_top"; } });
    window.addEventListener("message", function (event) {
      var place = event.source === window.parent && event.data ? document.getElementById(event.data.place) : null;
      if (place) { window.scrollBy(0, place.getBoundingClientRect().top - event.data.far); }
    });
  }

  // Findings by state, kind and weight: the choices are those that the page has.
  var sift = document.querySelector("[data-sift]");
  if (sift) {
    var findings = all(".finding");
    var selects = all("select", sift);
    var count = sift.querySelector("output");
    findings.forEach(function (one) {
      var head = one.parentNode.querySelector("h2");
      if (head) { one.setAttribute("data-chapter", head.textContent); }
    });
    selects.forEach(function (select) {
      var name = "data-" + select.name, known = {};
      findings.forEach(function (one) {
        var value = one.getAttribute(name);
        if (value && !known[value]) { known[value] = true; select.add(new Option(value, value)); }
      });
      select.parentNode.hidden = select.options.length < 3;
    });
    var choose = function () {
      var shown = 0;
      findings.forEach(function (one) {
        one.hidden = selects.some(function (select) { return select.value && select.value !== one.getAttribute("data-" + select.name); });
        shown += one.hidden ? 0 : 1;
      });
      all(".findings > section").forEach(function (group) { group.hidden = !group.querySelector(".finding:not([hidden])"); });
      count.textContent = shown + " / " + findings.length;
    };
    sift.addEventListener("change", choose);
    sift.hidden = false;
    window.addEventListener("hashchange", function () {
      var goal = document.getElementById(location.hash.slice(1));
      if (goal && goal.hidden) { sift.reset(); choose(); goal.scrollIntoView(); }
    });
    choose();
  }

  // On paper the page says where it was taken from.
  window.addEventListener("beforeprint", function () {
    var foot = document.querySelector(".foot .inner"), line = document.querySelector(".foot .address");
    if (foot && !line) {
      line = document.createElement("p");
      line.className = "address";
      foot.appendChild(line);
    }
    if (line) { line.textContent = location.href; }
  });

  var waiting = false;
  window.addEventListener("scroll", function () {
    if (waiting) { return; }
    waiting = true;
    requestAnimationFrame(function () { waiting = false; spy(); tell(); });
  }, { passive: true });
  spy();
}());

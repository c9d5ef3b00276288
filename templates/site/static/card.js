// The card of a number: what the page knows of it, shown beside it. By pointer it comes after a moment, by click, touch or
// Enter it stays and takes the focus; Escape closes it and gives the focus back. All data stand in the page; without this
// script every number leads to its entry of the ledger.
(function () {
  "use strict";
  var store = document.getElementById("page.cards");
  var data = store ? JSON.parse(store.textContent) : null;
  var card, tie, pinned, timer;

  function make(name, text, parent, link) {
    var element = document.createElement(name);
    if (text) { element.textContent = text; }
    if (link) { element.href = link; }
    if (parent) { parent.appendChild(element); }
    return element;
  }

  function keyed(target) {
    var link = target.closest ? target.closest("a.tie, .claim a") : null;
    var holder = link ? link.querySelector("[data-key]") || link.closest("[data-key]") : null;
    var found = holder ? data.cards[holder.getAttribute("data-key")] : null;
    return found ? { link: link, key: holder.getAttribute("data-key"), about: found } : null;
  }

  function row(list, word, text) {
    if (!text) { return null; }
    var line = make("div", "", list);
    make("dt", word, line);
    return make("dd", text === true ? "" : text, line);
  }

  function fill(found) {
    var about = found.about, words = data.words, list, cell, line;
    card.textContent = "";
    make("p", about.n, card).id = "page.card";
    if (about.v) { make("p", about.v, card).className = "stated"; }
    list = make("dl", "", card);
    row(list, words.date, about.d);
    row(list, words.source, data.texts[about.s]);
    row(list, words.formula, about.f);
    row(list, words.computed, about.c);
    (about.p || []).forEach(function (part) { row(list, part[0], part[1]).parentNode.className = "part"; });
    if (about.m) {
      cell = row(list, about.m[1], true);
      cell.parentNode.className = "doubted";
      make("a", about.m[0], cell, about.m[3]);
      cell.appendChild(document.createTextNode(" " + about.m[2]));
    }
    if (about.u) {
      cell = row(list, words.uses, true);
      about.u.forEach(function (use) {
        line = make("a", data.texts[use[1]], cell, use[0]);
        line.addEventListener("click", function () { leave(found.key); });
      });
    }
    line = make("p", "", card);
    line.className = "acts";
    make("a", words.ledger, line, about.h || data.ledger + "#" + found.key);
    if (about.v && navigator.clipboard) {
      cell = make("button", words.copy, line);
      cell.type = "button";
      cell.addEventListener("click", function (event) {
        navigator.clipboard.writeText(about.v).then(function () { event.target.textContent = words.copied; });
      });
    }
    cell = make("button", words.close, line);
    cell.type = "button";
    cell.addEventListener("click", function () { close(true); });
  }

  // Below the number, or above it where there is no room; on a small screen the sheet at the foot is the stylesheet's.
  function put() {
    var at = tie.getClientRects()[0] || tie.getBoundingClientRect();
    var room = document.documentElement.clientWidth;
    var left = Math.max(8, Math.min(at.left, room - card.offsetWidth - 8));
    var above = at.bottom + card.offsetHeight + 16 > window.innerHeight && at.top > card.offsetHeight + 16;
    card.style.left = left + window.scrollX + "px";
    card.style.top = (above ? at.top - card.offsetHeight - 6 : at.bottom + 6) + window.scrollY + "px";
  }

  function open(found, stay) {
    clearTimeout(timer);
    if (!card) {
      card = make("div", "", document.body);
      card.className = "card-of";
      card.tabIndex = -1;
      card.setAttribute("role", "dialog");
      card.setAttribute("aria-labelledby", "page.card");
      card.addEventListener("pointerenter", function () { clearTimeout(timer); });
      card.addEventListener("pointerleave", later);
      card.addEventListener("keydown", function (event) {
        var all = card.querySelectorAll("a, button"), first = document.activeElement === card || document.activeElement === all[0];
        if (event.key === "Tab" && (event.shiftKey ? first : document.activeElement === all[all.length - 1])) {
          close(true);
        }
      });
    }
    if (tie !== found.link || card.hidden) {
      tie = found.link;
      card.hidden = false;
      fill(found);
      put();
    }
    pinned = stay;
    if (stay) { card.focus({ preventScroll: true }); }
  }

  function close(back) {
    clearTimeout(timer);
    if (!card || card.hidden) { return; }
    card.hidden = true;
    if (back && pinned) { tie.focus({ preventScroll: true }); }
    pinned = false;
  }

  function later() {
    clearTimeout(timer);
    if (!pinned) { timer = setTimeout(close, 300); }
  }

  if (data) {
    document.addEventListener("pointerover", function (event) {
      var found = event.pointerType === "mouse" && !pinned ? keyed(event.target) : null;
      if (found) {
        clearTimeout(timer);
        timer = setTimeout(function () { open(found, false); }, 200);
      }
    });
    document.addEventListener("pointerout", function (event) {
      if (event.pointerType === "mouse" && keyed(event.target)) { later(); }
    });
    document.addEventListener("click", function (event) {
      var found = keyed(event.target);
      if (found && !(card && card.contains(event.target)) && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        open(found, true);
      } else if (card && !card.contains(event.target)) {
        close(false);
      }
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { close(true); }
    });
    window.addEventListener("resize", function () { close(false); });
  }

  // The sentence that a place of use is about, marked on arrival.
  function leave(key) {
    try { sessionStorage.setItem("arrive", key); } catch (refused) { return; }
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest(".uses a") : null;
    var entry = link ? link.closest("[id]") : null;
    if (entry) { leave(entry.id); }
  });

  function sentence(paragraph, spot) {
    var walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    var text = "", nodes = [], from = 0, to, node, at = -1, ends = /[\u3002\uff01\uff1f]["\u201d\u2019\uff09]?|[.!?]["\u201d\u2019)]?\s/g, end;
    while ((node = walk.nextNode())) {
      if (at < 0 && spot.contains(node)) { at = text.length; }
      nodes.push([node, text.length]);
      text += node.data;
    }
    to = text.length;
    while ((end = ends.exec(text))) {
      if (end.index + end[0].length <= at) { from = end.index + end[0].length; }
      else if (end.index > at) { to = end.index + end[0].length; break; }
    }
    var range = document.createRange();
    nodes.forEach(function (one) {
      if (one[1] <= from) { range.setStart(one[0], Math.min(from - one[1], one[0].length)); }
      if (one[1] < to) { range.setEnd(one[0], Math.min(to - one[1], one[0].length)); }
    });
    return range;
  }

  function arrive() {
    var key, spot, paragraph = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    try { key = sessionStorage.getItem("arrive"); sessionStorage.removeItem("arrive"); } catch (refused) { return; }
    if (!key || !paragraph || !window.CSS || !CSS.highlights) { return; }
    spot = [].filter.call(paragraph.querySelectorAll("[data-key]"), function (one) {
      return one.getAttribute("data-key") === key || one.getAttribute("data-key").indexOf(key + "@") === 0;
    })[0];
    if (spot) {
      CSS.highlights.set("arrival", new Highlight(sentence(paragraph, spot)));
      close(false);
    }
  }
  window.addEventListener("hashchange", arrive);
  arrive();
}());

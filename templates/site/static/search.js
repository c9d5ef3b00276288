// The search: takes a question apart as the tool took the pages apart (src/render/site/search), finds the places that have
// its words, weighs the best of them anew by their text, and shows them. Its files are classic scripts, which a page read
// from the disk may load; each is read when it is first needed. Nothing is asked of another host.
(function () {
  "use strict";
  var root = "", folder = "", head = null;
  var files = {}, waiting = {};
  var box = null, field = null, list = null, told = null, chosen = 0, shown = [];
  var MOST = 20, READ = 40, WAIT = 8;
  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var values = {};
  for (var d = 0; d < 64; d += 1) {
    values[DIGITS[d]] = d;
  }

  // Files ------------------------------------------------------------------------------------------------------------

  window.tallybookSearch = function (name, data) {
    files[name] = data;
  };

  // Calls "then" once all of these files are there; at once if they are.
  function need(names, then) {
    var missing = names.filter(function (name) { return !(folder + "/" + name in files); });
    var left = missing.length;
    if (left === 0) {
      then();
      return;
    }
    function one() {
      left -= 1;
      if (left === 0) {
        then();
      }
    }
    missing.forEach(function (name) {
      var key = folder + "/" + name;
      if (waiting[key]) {
        waiting[key].push(one);
        return;
      }
      waiting[key] = [one];
      var script = document.createElement("script");
      script.src = root + key + ".js";
      script.onload = script.onerror = function () {
        // A file that cannot be read has nothing.
        files[key] = files[key] || (name.charAt(0) === "t" ? "" : []);
        var all = waiting[key];
        delete waiting[key];
        all.forEach(function (done) { done(); });
      };
      document.head.appendChild(script);
    });
  }

  // The file of a cut list that has an item: the last one whose first is not after it.
  function place(firsts, item) {
    var low = 0, high = firsts.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (firsts[middle] <= item) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(0, low - 1);
  }

  // Words ------------------------------------------------------------------------------------------------------------

  var HAN = /[\u3400-\u4dbf\u4e00-\u9fff\u3007\uf900-\ufaff\ud840-\ud8ff\udc00-\udfff]/;
  var plain = {}, traditional = null;

  function fold(text) {
    var folded = text.normalize("NFKC").toLowerCase();
    return traditional === null ? folded : folded.replace(traditional, function (one) { return plain[one]; });
  }

  // Scales of a number, as both languages write them.
  var SCALES = [["万亿", 1e12], ["千亿", 1e11], ["百亿", 1e10], ["十亿", 1e9], ["亿", 1e8], ["千万", 1e7], ["百万", 1e6], ["十万", 1e5], ["万", 1e4], ["trillion", 1e12], ["billion", 1e9], ["million", 1e6], ["thousand", 1e3], ["bn", 1e9]];

  // The longest unit that a text begins with, after spaces.
  function unitAt(text) {
    var trimmed = text.replace(/^[\s\-]+/, "");
    var gone = text.length - trimmed.length;
    for (var length = Math.min(trimmed.length, head.longest); length > 0; length -= 1) {
      var unit = head.names[trimmed.slice(0, length)];
      // A Latin name ends where its word ends.
      if (unit && !(/[a-z0-9]$/.test(trimmed.slice(0, length)) && /^[a-z0-9]/.test(trimmed.slice(length)))) {
        return { kind: unit[0], factor: unit[1], length: gone + length };
      }
    }
    return null;
  }

  // The amounts of a folded text: where each stands, its kind, its size in the base unit and half of its last figure.
  function amounts(text) {
    var found = [], number = /(-|−)?(\d+(?:,\d{3})*(?:\.\d+)?)/g, match;
    while ((match = number.exec(text)) !== null) {
      var digits = match[2].replace(/,/g, "");
      var value = parseFloat(digits), end = number.lastIndex;
      var half = Math.pow(10, -(digits.split(".")[1] || "").length) / 2;
      var rest = text.slice(end);
      SCALES.some(function (scale) {
        var gap = /^ /.test(rest) ? 1 : 0;
        if (rest.slice(gap, gap + scale[0].length) !== scale[0]) {
          return false;
        }
        value *= scale[1];
        half *= scale[1];
        end += gap + scale[0].length;
        rest = text.slice(end);
        return true;
      });
      var unit = unitAt(rest);
      var before = text.slice(0, match.index).match(/(cny|rmb|¥|\$)\s*$/);
      if (!unit && before && head.names[before[1]]) {
        unit = { kind: head.names[before[1]][0], factor: head.names[before[1]][1], length: 0 };
      }
      found.push({
        start: match.index, digits: digits, sign: match[1] && !/[\d\w]$/.test(text.slice(0, match.index)) ? "-" : "+",
        bare: match.index + match[0].length, end: end + (unit ? unit.length : 0),
        kind: unit ? unit.kind : -1, value: unit ? value * unit.factor : value, half: unit ? half * unit.factor : half
      });
    }
    return found;
  }

  // As the tool writes an amount: kind, sign, power of ten, figures. Sorts by size.
  function written(kind, sign, value) {
    var parts = value.toExponential(11).split("e");
    var power = parseInt(parts[1], 10) + 50;
    var figures = parts[0].replace(".", "").replace(/0+$/, "");
    return "=" + (kind < 10 ? "0" : "") + kind + sign + (power < 10 ? "0" : "") + power + figures;
  }

  // What is asked, as terms: each is a list of ways to be met, and each way a stretch of the sorted words.
  function terms(question) {
    var text = fold(question), all = [], taken = [];
    amounts(text).forEach(function (amount) {
      var exact = { low: amount.digits, high: amount.digits, weight: 1 };
      var longer = { low: amount.digits + ".", high: amount.digits + ".\uffff", weight: 0.8 };
      var typed = { low: amount.digits, high: amount.digits + "\uffff", weight: 0.3 };
      if (amount.kind < 0) {
        all.push({ words: amount.digits, number: amount, ways: [exact, longer, typed] });
        taken.push([amount.start, amount.bare]);
      } else {
        var at = { low: written(amount.kind, amount.sign, Math.max(amount.value - amount.half, amount.value / 1e6)), high: written(amount.kind, amount.sign, amount.value + amount.half) + "\uffff", weight: 3 };
        var same = { low: written(amount.kind, amount.sign, amount.value), high: written(amount.kind, amount.sign, amount.value), weight: 4 };
        all.push({ words: amount.digits, number: amount, ways: [same, at, { low: exact.low, high: exact.high, weight: 0.7 }, { low: longer.low, high: longer.high, weight: 0.4 }] });
        taken.push([amount.start, amount.end]);
      }
    });
    taken.reverse().forEach(function (span) { text = text.slice(0, span[0]) + " " + text.slice(span[1]); });
    (text.match(/[\u3400-\u4dbf\u4e00-\u9fff\u3007\uf900-\ufaff\ud840-\udfff]+|[^\s\u3400-\u4dbf\u4e00-\u9fff\u3007\uf900-\ufaff\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f\uff00-\uff0f]+/g) || []).forEach(function (word) {
      if (HAN.test(word)) {
        var signs = Array.from(word);
        if (signs.length === 1) {
          all.push({ words: word, ways: [{ low: word, high: word + "\uffff", weight: 1 }] });
        }
        for (var at = 0; at + 1 < signs.length; at += 1) {
          var pair = signs[at] + signs[at + 1];
          all.push({ words: pair, run: word, ways: [{ low: pair, high: pair, weight: 1 }] });
        }
        return;
      }
      var ways = [{ low: word, high: word, weight: 1 }, { low: word, high: word + "\uffff", weight: 0.8 }];
      var stems = [/s$/, /es$/, /ies$/, /ed$/, /ing$/, /y$/].map(function (ending) { return word.replace(ending, ""); });
      stems = stems.filter(function (stem) { return stem !== word && stem.length > 2; });
      stems.forEach(function (stem) { ways.push({ low: stem, high: stem + "\uffff", weight: 0.6 }); });
      all.push({ words: word, stems: stems, ways: ways });
    });
    return all;
  }

  // Places -----------------------------------------------------------------------------------------------------------

  var RANKS = [1, 1.5, 3, 6];
  var parsed = {};

  function wordsOf(number) {
    var key = "t" + number;
    if (!parsed[key]) {
      var lines = (files[folder + "/" + key] || "").split("\n");
      parsed[key] = { lines: lines, words: lines.map(function (line) { return line.slice(0, line.indexOf(" ")); }) };
    }
    return parsed[key];
  }

  // The files of words that a way reaches into; a short beginning of a word reaches no further than eight.
  function reach(way) {
    var first = place(head.words, way.low), last = place(head.words, way.high), all = [];
    for (var at = first; at <= last && at < first + WAIT; at += 1) {
      all.push(at);
    }
    return all;
  }

  // What a term is worth at each place that meets it.
  function worth(term) {
    var best = new Map();
    term.ways.forEach(function (way) {
      var own = new Map();
      reach(way).forEach(function (number) {
        var file = wordsOf(number);
        var at = place(file.words, way.low);
        if (file.words[at] < way.low) {
          at += 1;
        }
        for (; at < file.words.length && file.words[at] <= way.high; at += 1) {
          read(file.lines[at], file.words[at].length + 1, own);
        }
      });
      var rare = Math.log(1 + head.weights.length / (1 + own.size)) * way.weight;
      own.forEach(function (rank, spot) {
        var value = rare * RANKS[rank] * (head.weights.charCodeAt(spot) - 48);
        if (!(best.get(spot) >= value)) {
          best.set(spot, value);
        }
      });
    });
    return best;
  }

  function read(line, from, own) {
    var spot = 0, rest = 0, shift = 0;
    for (var at = from; at < line.length; at += 1) {
      var digit = values[line[at]];
      rest += (digit & 31) * Math.pow(2, shift);
      if (digit & 32) {
        shift += 5;
        continue;
      }
      spot += Math.floor(rest / 4);
      if (!(own.get(spot) >= rest % 4)) {
        own.set(spot, rest % 4);
      }
      rest = shift = 0;
    }
  }

  // The places that meet most of the terms, the best first.
  function candidates(all) {
    var sums = new Map();
    all.forEach(function (term) {
      worth(term).forEach(function (value, spot) {
        var before = sums.get(spot) || { spot: spot, met: 0, value: 0 };
        before.met += 1;
        before.value += value;
        sums.set(spot, before);
      });
    });
    var found = Array.from(sums.values());
    // Half of what is asked is no answer if something has all of it.
    var most = found.reduce(function (most, one) { return Math.max(most, one.met); }, 0);
    found = found.filter(function (one) { return one.met >= Math.min(most, Math.ceil(all.length * 0.6)); });
    found.forEach(function (one) { one.value *= Math.pow(one.met / all.length, 3); });
    found.sort(function (one, other) { return other.value - one.value || one.spot - other.spot; });
    return found;
  }

  // The page, heading and passages of a place, folded once.
  var spots = new Map();

  function spotAt(spot) {
    if (!spots.has(spot)) {
      spots.set(spot, readSpot(spot));
    }
    return spots.get(spot);
  }

  function text(plainly) {
    return { plain: plainly, folded: fold(plainly), amounts: null };
  }

  function readSpot(spot) {
    var number = place(head.places, spot);
    var at = spot - head.places[number], pages = files[folder + "/b" + number] || [];
    for (var page = 0; page < pages.length; page += 1) {
      var own = pages[page][2];
      if (at < own.length) {
        var last = "", heading = text(at === 0 ? pages[page][1] : own[at][1] || pages[page][1]);
        return {
          path: pages[page][0], title: pages[page][1], anchor: own[at][0], top: at === 0, heading: heading, name: bare(heading.folded),
          passages: own[at][2].map(function (passage) {
            last = passage[0] === "^" ? last : passage[0];
            return { anchor: last, text: text(passage[1]) };
          })
        };
      }
      at -= own.length;
    }
    return null;
  }

  // What of a text answers: spans of its folded form, how many terms, and whether the words stand together.
  function meets(text, all, whole) {
    var spans = [], met = 0, folded = text.folded;
    all.forEach(function (term) {
      var before = spans.length;
      if (term.number) {
        // Most texts have none of its figures in any form: looking for one costs less than reading all.
        if (text.amounts === null) {
          text.amounts = /\d/.test(folded) ? amounts(folded) : [];
        }
        text.amounts.forEach(function (amount) {
          var asked = term.number;
          var same = asked.kind >= 0 && amount.kind === asked.kind && amount.sign === asked.sign && Math.abs(amount.value - asked.value) <= Math.max(asked.half, amount.half * 0.01) * 1.0001;
          var typed = amount.digits === asked.digits || amount.digits.indexOf(asked.digits + ".") === 0 || (asked.kind < 0 && amount.digits.indexOf(asked.digits) === 0);
          if (same || typed) {
            spans.push([amount.start, same ? amount.end : amount.bare]);
          }
        });
      } else {
        [term.words].concat(term.stems || []).some(function (word) {
          for (var at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
            if (HAN.test(word) || at === 0 || !/[a-z0-9]/.test(folded[at - 1])) {
              spans.push([at, at + word.length]);
            }
          }
          return spans.length > before;
        });
      }
      met += spans.length > before ? 1 : 0;
    });
    return { spans: spans, met: met, whole: whole !== "" && folded.indexOf(whole) >= 0 };
  }

  // The name of a thing without its number: 第一节 自然 and 1.1 Nature are asked for as 自然 and Nature.
  function bare(title) {
    return title.replace(/^(第[一二三四五六七八九十百]+[章节]|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|(图|表)\s*[\d\-.]+|chapter \d+|(figure|table) [\d\-.]+|\d+(\.\d+)*\.?)\s*/, "");
  }

  function weigh(one, all, whole) {
    var spot = spotAt(one.spot);
    if (!spot) {
      return null;
    }
    var weight = head.weights.charCodeAt(one.spot) - 48;
    var own = meets(spot.heading, all, whole);
    var best = null;
    spot.passages.forEach(function (passage) {
      var said = meets(passage.text, all, whole);
      var value = said.met + (said.whole ? 1 : 0);
      if (said.met > 0 && (best === null || value > best.value)) {
        best = { value: value, anchor: passage.anchor, text: passage.text };
      }
    });
    var value = one.value, share = Math.min(1, whole.length / Math.max(1, spot.name.length));
    if (own.met === all.length) {
      // The more of a name is asked for, the better it answers.
      value *= 1.1 + share;
    }
    if (own.whole) {
      value *= 1.3 + 1.2 * share;
    }
    if (spot.name === whole || (all.length === 1 && (all[0].stems || []).indexOf(spot.name) >= 0)) {
      value *= 1.5 + weight / 6;
    }
    if (best) {
      value *= 1 + 0.5 * (best.value / (all.length + 1));
    }
    return { value: value, order: one.spot, spot: spot, best: best, own: own.met };
  }

  // One answer a heading; of a page no more than three.
  function answers(question, then) {
    var all = terms(question);
    if (all.length === 0) {
      then([]);
      return;
    }
    var whole = fold(question).trim().replace(/\s+/g, " ");
    var wanted = {};
    all.forEach(function (term) {
      term.ways.forEach(function (way) { reach(way).forEach(function (number) { wanted["t" + number] = true; }); });
    });
    need(Object.keys(wanted), function () {
      var found = candidates(all).slice(0, READ), blocks = {};
      found.forEach(function (one) { blocks["b" + place(head.places, one.spot)] = true; });
      need(Object.keys(blocks), function () {
        var weighed = found.map(function (one) { return weigh(one, all, whole); }).filter(Boolean);
        weighed.sort(function (one, other) { return other.value - one.value || one.order - other.order; });
        var pages = {}, kept = [];
        weighed.forEach(function (one) {
          pages[one.spot.path] = (pages[one.spot.path] || 0) + 1;
          if (pages[one.spot.path] <= 3 && kept.length < MOST) {
            kept.push(one);
          }
        });
        then(kept, all, whole);
      });
    });
  }

  // The box ----------------------------------------------------------------------------------------------------------

  function element(name, attributes, inner) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    (inner || []).forEach(function (one) { made.append(one); });
    return made;
  }

  // For each letter of a folded text, which letter of the plain one it came from; none if they stand one for one.
  function origins(text) {
    if (text.plain.length === text.folded.length) {
      return null;
    }
    var from = [], at = 0;
    Array.from(text.plain).forEach(function (sign) {
      for (var left = fold(sign).length; left > 0; left -= 1) {
        from.push(at);
      }
      at += sign.length;
    });
    return from;
  }

  // A place in a text that parts no sign of two halves.
  function whole16(text, at) {
    return at > 0 && at < text.length && /[\udc00-\udfff]/.test(text[at]) ? at + 1 : at;
  }

  // Words with what answers marked; a long text is cut around its first answer.
  function marked(text, all, whole, most) {
    var plainly = text.plain, from = origins(text), lit = [], parts = [];
    meets(text, all, whole).spans.forEach(function (span) {
      var last = from ? from[span[1] - 1] : span[1] - 1;
      for (var at = from ? from[span[0]] : span[0]; at <= last; at += 1) {
        lit[at] = true;
      }
    });
    var start = 0, end = plainly.length;
    if (end > most) {
      start = whole16(plainly, Math.max(0, Math.min(lit.indexOf(true) - Math.floor(most / 3), end - most)));
      end = whole16(plainly, Math.min(end, start + most));
    }
    if (start > 0) {
      parts.push("…");
    }
    for (var at = start; at < end;) {
      var until = at + 1;
      while (until < end && !!lit[until] === !!lit[at]) {
        until += 1;
      }
      var piece = plainly.slice(at, until);
      parts.push(lit[at] ? element("mark", {}, [piece]) : piece);
      at = until;
    }
    if (end < plainly.length) {
      parts.push("…");
    }
    return parts;
  }

  function choose(at, seen) {
    chosen = shown.length === 0 ? 0 : (at + shown.length) % shown.length;
    shown.forEach(function (one, place) { one.setAttribute("aria-selected", place === chosen ? "true" : "false"); });
    if (shown.length > 0) {
      field.setAttribute("aria-activedescendant", shown[chosen].id);
      if (seen) {
        shown[chosen].scrollIntoView({ block: "nearest" });
      }
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  }

  function show(question, kept, all, whole) {
    // A new list begins at its top: an empty box has no place to keep.
    list.textContent = "";
    shown = kept.map(function (one, at) {
      var spot = one.spot, anchor = one.best && one.best.anchor ? one.best.anchor : spot.anchor;
      if (one.own === all.length) {
        anchor = spot.anchor;
      }
      var path = spot.path + (anchor ? "#" + encodeURIComponent(anchor) : "");
      var lines = [element("span", { "class": "find-name" }, marked(spot.heading, all, whole, 120))];
      if (!spot.top && spot.heading.plain !== spot.title) {
        lines.push(element("span", { "class": "find-page" }, [spot.title]));
      }
      if (one.best) {
        lines.push(element("span", { "class": "find-text" }, marked(one.best.text, all, whole, 110)));
      }
      return element("a", { "role": "option", "id": "find." + at, "tabindex": "-1", "href": root + path, "data-path": path, "aria-selected": "false" }, lines);
    });
    shown.forEach(function (one) { list.append(one); });
    list.hidden = shown.length === 0;
    field.setAttribute("aria-expanded", shown.length > 0 ? "true" : "false");
    told.textContent = question.trim() === "" ? head.say.keys : shown.length === 0 ? head.say.none : head.say.hits + " " + shown.length;
    choose(0, false);
    box.setAttribute("data-shown", question);
  }

  function ask() {
    var question = field.value;
    answers(question, function (kept, all, whole) {
      // An answer that comes late is no answer to what stands there now.
      if (field.value === question) {
        show(question, kept, all, whole);
      }
    });
  }

  function build() {
    field = element("input", {
      "type": "search", "role": "combobox", "aria-controls": "find.list", "aria-expanded": "false", "aria-autocomplete": "list",
      "aria-label": head.say.title, "placeholder": head.say.field, "autocomplete": "off", "spellcheck": "false", "enterkeyhint": "go"
    });
    var close = element("button", { "type": "button", "class": "find-close" }, [head.say.close]);
    list = element("div", { "role": "listbox", "id": "find.list", "aria-label": head.say.hits });
    told = element("p", { "role": "status", "class": "find-told" }, [head.say.keys]);
    list.hidden = true;
    box = element("dialog", { "class": "find-box", "aria-label": head.say.title }, [element("div", { "class": "find-line" }, [field, close]), told, list]);
    document.body.append(box);
    field.addEventListener("input", ask);
    field.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        choose(chosen + (event.key === "ArrowDown" ? 1 : -1), true);
      } else if (event.key === "Enter" && !event.isComposing && shown.length > 0) {
        event.preventDefault();
        shown[chosen].click();
      } else if (event.key === "Escape" && !event.isComposing) {
        event.preventDefault();
        box.close();
      }
    });
    // An answer on this page is reached without a load: the box must not stay before it.
    list.addEventListener("click", function (event) {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
        box.close();
      }
    });
    close.addEventListener("click", function () { box.close(); });
    box.addEventListener("click", function (event) {
      if (event.target === box) {
        box.close();
      }
    });
  }

  window.tallybookFind = {
    start: function (from, where) {
      root = from;
      folder = where;
      need(["head"], function () {
        head = files[folder + "/head"];
        head.names = {};
        head.longest = 1;
        head.units.forEach(function (unit) {
          head.names[unit[0]] = [unit[1], unit[2]];
          head.longest = Math.max(head.longest, unit[0].length);
        });
        var pairs = Array.from(head.plain);
        for (var at = 0; at + 1 < pairs.length; at += 2) {
          plain[pairs[at]] = pairs[at + 1];
        }
        if (pairs.length > 0) {
          traditional = new RegExp("[" + Object.keys(plain).join("") + "]", "g");
        }
        build();
        var style = element("link", { "rel": "stylesheet", "href": root + "static/find.css" });
        style.onload = style.onerror = window.tallybookFind.open;
        document.head.append(style);
      });
    },
    open: function () {
      if (box && !box.open) {
        box.showModal();
        field.focus();
        field.select();
        // What is read now need not be read at the first key; a large book keeps to what is asked.
        if (head.places.length + head.words.length <= 40) {
          need(head.words.map(function (word, at) { return "t" + at; }).concat(head.places.map(function (first, at) { return "b" + at; })), function () {});
        }
      }
    }
  };
}());

// One train on map and graph, the state in the address, and marks that light up together.
(function () {
  "use strict";
  var scene = JSON.parse(document.getElementById("scene").textContent);
  var run = scene.run;
  var root = document.documentElement;
  var state = { c: "" };
  var limits = {};
  var named = run ? run.line.filter(function (at) { return at[3]; }) : [];
  var KEYS = ["nk", "st", "cn", "h"]; // speed to the border, stop at it, speed after it, hours
  function all(selector, within) {
    return [].slice.call((within || document).querySelectorAll(selector));
  }
  root.classList.add("js");
  // The table of claims has a report's address; other tables only lead to its row there.
  all('.st a[href^="#"]').forEach(function (link) {
    var row = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    var address = row && row.querySelector("a");
    if (address) link.href = address.href;
  });
  addEventListener("beforeprint", function () {
    all("details.und").forEach(function (node) { node.open = true; });
  });
  // On a phone rows become blocks, which takes the table from those who listen; roles give it back.
  var roles = { thead: "rowgroup", tbody: "rowgroup", tfoot: "rowgroup", tr: "row", td: "cell", "thead th": "columnheader", "tbody th, tfoot th": "rowheader" };
  Object.keys(roles).forEach(function (kind) {
    all(kind.split(", ").map(function (each) { return ".tbl " + each; }).join(", ")).forEach(function (node) {
      node.setAttribute("role", roles[kind]);
    });
  });

  // Pointing at a key, a ray, a badge or a row lights what belongs to it and dims the other marks.
  function hot(letter) {
    var lit = letter || state.c;
    if (lit) document.body.setAttribute("data-hot", lit);
    else document.body.removeAttribute("data-hot");
    all(".fig .k").forEach(function (node) {
      var mine = node.classList.contains("k-" + lit) || node.querySelector(".k-" + lit);
      node.classList.toggle("dim", Boolean(lit) && !mine);
    });
    all("tr[data-k], .key").forEach(function (node) {
      node.classList.toggle("lit", Boolean(lit) && node.getAttribute("data-k") === lit);
    });
  }
  root.addEventListener("relight", function () {
    hot("");
  });
  function letterOf(target) {
    var node = target.closest ? target.closest("[data-k]") : null;
    return node ? node.getAttribute("data-k") : "";
  }
  document.addEventListener("mouseover", function (event) {
    hot(letterOf(event.target));
  });
  document.addEventListener("focusin", function (event) {
    hot(letterOf(event.target));
  });
  document.addEventListener("focusout", function () {
    hot("");
  });
  function pick(letter) {
    state.c = state.c === letter ? "" : letter;
    var preset = run && run.presets[state.c];
    if (preset) KEYS.forEach(function (key, i) {
      if (limits[key]) state[key] = preset[i];
    });
    press();
    move();
    write();
  }
  function press() {
    all(".key").forEach(function (node) {
      node.setAttribute("aria-pressed", String(node.getAttribute("data-k") === state.c));
    });
    hot("");
  }
  document.addEventListener("click", function (event) {
    var at = event.target;
    if (at.closest && at.closest(".key, .fig [data-k]")) pick(letterOf(at));
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && state.c) pick(state.c);
  });

  // The state stands after the # so that it can be sent on.
  var writing;
  function write() {
    clearTimeout(writing);
    writing = setTimeout(function () {
      var parts = state.c ? ["c=" + state.c] : [];
      KEYS.forEach(function (key) {
        if (limits[key]) parts.push(key + "=" + state[key]);
      });
      if (root.dataset.theme) parts.push("theme=" + root.dataset.theme);
      try {
        history.replaceState(null, "", "#" + parts.join("&"));
      } catch (refused) {
        return; // some viewers do not let a file change its address
      }
    }, 250);
  }
  function read() {
    var given = {};
    location.hash.slice(1).split("&").forEach(function (part) {
      var pair = part.split("=");
      given[pair[0]] = pair[1] || "";
    });
    if (/^[A-Z]$/.test(given.c || "") && document.getElementById("mk-" + given.c)) state.c = given.c;
    if (/^(dark|light)$/.test(given.theme || "")) root.dataset.theme = given.theme;
    var preset = run && run.presets[state.c];
    Object.keys(limits).forEach(function (key) {
      var value = given[key] !== undefined && given[key] !== "" ? Number(given[key]) : NaN;
      if (isFinite(value)) state[key] = Math.min(limits[key][1], Math.max(limits[key][0], value));
      else if (preset && given.c) state[key] = preset[KEYS.indexOf(key)];
    });
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, key) {
      return key in values ? String(values[key]) : whole;
    });
  }
  function whole(value) {
    var text = String(Math.round(value));
    return text.length < +run.words.from ? text : text.replace(/\B(?=(\d{3})+$)/g, run.words.group);
  }
  function range(a, b, digits) {
    var low = digits ? a.toFixed(digits).replace(".", run.words.decimal) : whole(a);
    var high = digits ? b.toFixed(digits).replace(".", run.words.decimal) : whole(b);
    return low === high ? low : low + "\u2060–\u2060" + high;
  }
  // Hours and kilometres of every bend: the first border ends one speed, each border may hold the train up.
  function bends(length) {
    var points = [[0, 0]];
    var time = 0;
    var from = 0;
    run.borders.forEach(function (km, i) {
      time += (km - from) / (i ? state.cn : state.nk);
      points.push([time, km]);
      if (state.st) points.push([(time += state.st), km]);
      from = km;
    });
    time += (length - from) / (run.borders.length ? state.cn : state.nk);
    points.push([time, length]);
    return points;
  }
  function after(hours, points) {
    for (var i = 1; i < points.length; i++) {
      var a = points[i - 1];
      var b = points[i];
      if (hours <= b[0]) return a[1] + (b[0] > a[0] ? ((hours - a[0]) / (b[0] - a[0])) * (b[1] - a[1]) : 0);
    }
    return points[points.length - 1][1];
  }
  function spot(km) {
    for (var i = 1; i < run.line.length; i++) {
      var a = run.line[i - 1];
      var b = run.line[i];
      if (km <= b[2] || i === run.line.length - 1) {
        var share = b[2] > a[2] ? Math.min(1, Math.max(0, (km - a[2]) / (b[2] - a[2]))) : 0;
        return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
      }
    }
  }
  function where(km, length) {
    if (run.borders.some(function (border) { return Math.abs(border - km) < 1; })) return run.words.border;
    var near = named.filter(function (at) {
      return Math.abs(at[2] - km) < Math.max(6, length / 180);
    })[0];
    if (near) return fill(run.words.around, { place: near[3] });
    for (var i = 1; i < named.length; i++) {
      if (km < named[i][2]) return fill(run.words.between, { a: named[i - 1][3], b: named[i][3] });
    }
    return fill(run.words.around, { place: run.goal });
  }
  function clock(minutes) {
    var at = ((Math.round(minutes) % 1440) + 1440) % 1440;
    return ("0" + Math.floor(at / 60)).slice(-2) + ":" + ("0" + (at % 60)).slice(-2);
  }

  var marker = null;
  var speaking;
  function sentence(km, need) {
    var words = run.words;
    var same = state.cn === undefined || (state.nk === state.cn && !state.st);
    var how = fill(same ? words.one : state.st ? words.three : words.two, { a: state.nk, b: state.cn, s: state.st });
    var values = { how: how, h: state.h, goal: run.goal, need: range(need[0], need[1], 1) };
    var told;
    if (state.h >= need[1]) {
      values.spare = range(state.h - need[1], state.h - need[0], 1);
      told = fill(words.arrives, values);
    } else {
      values.km = whole(km);
      values.where = where(km, run.ground[0]);
      values.short = range(Math.max(0, run.ground[0] - km), run.ground[1] - km);
      told = fill(km >= run.ground[0] ? words.close : words.short, values);
    }
    if (run.clocks.length) {
      var then = run.clocks.map(function (row) {
        return fill(words.clock, { time: clock(row[1] + state.h * 60), place: row[0] });
      });
      told += " " + fill(words.then, { left: clock(run.clocks[0][1]), then: then.join(", ") });
    }
    return told;
  }
  function move() {
    if (!run) return;
    var length = (run.ground[0] + run.ground[1]) / 2;
    var points = bends(length);
    var need = [bends(run.ground[0]).pop()[0], bends(run.ground[1]).pop()[0]];
    var free = bends(1e6);
    var km = after(state.h, free);
    var hours = Math.min(state.h, points[points.length - 1][0]);
    var gone = points.filter(function (point) { return point[0] < hours; });
    gone.push([hours, Math.min(km, length)]);
    all("svg.graph").forEach(function (graph) {
      var set = graph.dataset;
      var path = gone.map(function (point) {
        return (+set.x + point[0] * set.h).toFixed(1) + " " + (+set.y - point[1] * set.km).toFixed(1);
      });
      graph.querySelector(".g-train").setAttribute("d", "M" + path.join("L"));
      var end = path[path.length - 1].split(" ");
      var ring = graph.querySelector(".g-ring");
      ring.setAttribute("cx", end[0]);
      ring.setAttribute("cy", end[1]);
    });
    var map = L.CRS.Geodata.map;
    if (map) {
      if (!marker) {
        var holder = document.createElementNS("http://www.w3.org/2000/svg", "svg");
        var ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
        holder.setAttribute("class", "mi");
        holder.setAttribute("aria-hidden", "true");
        ring.setAttribute("class", "g-ring");
        ring.setAttribute("r", 11);
        holder.appendChild(ring);
        var icon = L.divIcon({ className: "lbl here", html: holder, iconSize: [0, 0] });
        marker = L.marker(spot(0), { icon: icon, interactive: false, keyboard: false, zIndexOffset: 900 }).addTo(map);
      }
      marker.setLatLng(spot(Math.min(km, length)));
    }
    Object.keys(limits).forEach(function (key) {
      var input = document.getElementById("f-" + key);
      var fast = key === "nk" || key === "cn";
      input.value = state[key];
      input.setAttribute("aria-valuetext", fill(fast ? run.words.kmh : run.words.hours, { value: state[key] }));
      document.getElementById("o-" + key).textContent = state[key] + (fast ? "\u00a0km/h" : "\u00a0h");
    });
    var told = sentence(km, need);
    document.getElementById("told").textContent = told;
    clearTimeout(speaking);
    speaking = setTimeout(function () {
      document.getElementById("live").textContent = told;
    }, 600);
  }

  if (run) {
    Object.keys(run.start).forEach(function (key) {
      var input = document.getElementById("f-" + key);
      limits[key] = [+input.min, +input.max];
      state[key] = run.start[key];
      input.addEventListener("input", function () {
        state[key] = +input.value;
        move();
        write();
      });
    });
  }
  addEventListener("hashchange", function () {
    state.c = "";
    read();
    press();
    move();
  });
  read();
  press();
  move();
})();

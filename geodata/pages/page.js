// Names and marks on the zoomable map, its frame, and the claim keys. All text is set as text.
(function () {
  "use strict";
  var scene = JSON.parse(document.getElementById("scene").textContent);
  var map = L.CRS.Geodata.map;
  var SVG = "http://www.w3.org/2000/svg";
  if (!map) return;
  var box = map.getContainer();
  var figure = box.closest(".mapbox");
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", scene.words.map);
  figure.classList.add("live");
  map.setMinZoom(-12);

  function draw(tag, attributes, parent) {
    var node = document.createElementNS(SVG, tag);
    Object.keys(attributes).forEach(function (key) {
      node.setAttribute(key, attributes[key]);
    });
    if (parent) parent.appendChild(node);
    return node;
  }

  function pin(at, node, className, above) {
    var holder = document.createElement("div");
    holder.appendChild(node);
    var icon = L.divIcon({ className: className, html: holder, iconSize: [0, 0] });
    return L.marker(at, { icon: icon, interactive: false, keyboard: false, zIndexOffset: above || 0 });
  }

  function text(lines, dx, dy, anchor, className) {
    var node = document.createElement("div");
    node.className = "m-l " + anchor + " " + (className || "");
    node.style.left = dx + "px";
    node.style.top = dy + "px";
    lines.forEach(function (line) {
      var part = document.createElement(line.bold ? "b" : line.lang ? "i" : "span");
      if (line.lang) part.lang = line.lang;
      part.textContent = line.text;
      if (line.below) node.appendChild(document.createElement("br"));
      else if (node.childNodes.length) node.appendChild(document.createTextNode(" "));
      node.appendChild(part);
    });
    return node;
  }

  function named(name) {
    var lines = [{ text: name.name }];
    if (name.local) lines.push({ text: name.local, lang: name.lang });
    return lines;
  }

  function dot(radius) {
    var node = draw("svg", { class: "mi", "aria-hidden": "true" });
    draw("circle", { class: "stn", r: radius }, node);
    return node;
  }

  function badges(mark) {
    var node = draw("svg", { class: "mi", "aria-hidden": "true" });
    draw("path", { class: "lead k " + mark.badges.map(function (badge) { return "k-" + badge[0]; }).join(" "), d: "M0 0L" + mark.dx + " " + mark.dy }, node);
    mark.badges.forEach(function (badge) {
      var copy = document.getElementById("mk-" + badge[0]).cloneNode(true);
      copy.removeAttribute("id");
      copy.setAttribute("class", copy.getAttribute("class") + " k k-" + badge[0]);
      copy.setAttribute("data-k", badge[0]);
      copy.setAttribute("transform", "translate(" + badge[1] + " " + mark.dy + ")");
      node.appendChild(copy);
    });
    return node;
  }

  // The light rim under the way: its points once more, so they are not sent twice.
  map.eachLayer(function (way) {
    if (!way.options || way.options.className !== "way main") return;
    var rim = L.polyline(way.getLatLngs(), { className: "case", interactive: false, smoothFactor: 1.3 }).addTo(map);
    way.getElement().parentNode.insertBefore(rim.getElement(), way.getElement());
  });

  // A lesser place: on the line by its number there, else by its point; then its name in its own script.
  function lesser(row, lang) {
    var at = row.length < 3 ? scene.run.line[row[0]] : null;
    return at
      ? { at: [at[0], at[1]], name: at[3], local: row[1], lang: lang }
      : { at: [row[0], row[1]], name: row[2], local: row[3], lang: lang };
  }

  var layers = L.layerGroup().addTo(map);
  var minor = L.layerGroup();
  var shown = null;

  function furnish(wide) {
    var set = wide ? scene.wide : scene.narrow;
    layers.clearLayers();
    minor.clearLayers();
    set.countries.forEach(function (item) {
      layers.addLayer(pin(item.at, text(item.words.map(function (word, i) {
        return { text: word, below: i > 0 };
      }), 0, 0, "middle", "land"), "lbl"));
    });
    set.waters.forEach(function (item) {
      layers.addLayer(pin(item.at, text([{ text: item.text }], 0, 0, "middle", "water"), "lbl"));
    });
    Object.keys(scene.minor).forEach(function (lang) {
      scene.minor[lang].forEach(function (row) {
        var name = lesser(row, lang);
        minor.addLayer(pin(name.at, dot(2.2), "lbl"));
        minor.addLayer(pin(name.at, text(named(name), 7, 0, "start", "r3"), "lbl"));
      });
    });
    set.names.forEach(function (name) {
      layers.addLayer(pin(name.at, dot(name.rank === 1 ? 4 : 3.2), "lbl", 10));
      if (name.anchor) layers.addLayer(pin(name.at, text(named(name), name.dx, name.dy, name.anchor, "r" + name.rank), "lbl"));
      else minor.addLayer(pin(name.at, text(named(name), 7, 0, "start", "r3"), "lbl"));
    });
    set.marks.forEach(function (mark) {
      var keys = mark.badges.map(function (badge) {
        return "k-" + badge[0];
      });
      layers.addLayer(pin(mark.at, badges(mark), "lbl", 500));
      var lines = mark.lines.map(function (line, i) {
        return { text: line, bold: i > 0, below: i > 0 };
      });
      if (lines.length) {
        layers.addLayer(pin(mark.at, text(lines, mark.dx + mark.text_dx, mark.dy, mark.anchor, "ann"), "lbl k " + keys.join(" "), 400));
      }
    });
    shown = wide;
    document.documentElement.dispatchEvent(new Event("relight"));
  }

  var moved = false;
  var framing = false;
  function home() {
    var size = map.getSize();
    if (!(size.x > 0 && size.y > 0)) return;
    var wide = size.x >= 520;
    if (scene.tiles) {
      framing = true;
      map.setMinZoom(0).setMaxZoom(18).fitBounds(scene.bounds, { padding: [30, 30], animate: false });
      framing = false;
      if (shown !== wide) furnish(wide);
      return;
    }
    var frame = wide ? scene.wide.frame : scene.narrow.frame;
    var zoom = Math.log(Math.min(size.x / frame.km[0], size.y / frame.km[1])) / Math.LN2;
    framing = true;
    map.setMinZoom(-12).setMaxZoom(zoom + 4).setView(frame.centre, zoom, { animate: false }).setMinZoom(zoom - 0.3);
    framing = false;
    if (shown !== wide) furnish(wide);
    level();
  }
  function level() {
    var near = map.getZoom() > map.getMinZoom() + 1.3;
    if (!near) {
      map.removeLayer(minor);
      return;
    }
    map.addLayer(minor);
    thin();
  }
  // Where names would cover each other, the lesser one waits for the next zoom.
  function thin() {
    var kept = [];
    var labels = [].slice.call(box.querySelectorAll(".m-l"));
    labels.sort(function (a, b) {
      return a.classList.contains("r3") - b.classList.contains("r3");
    });
    labels.forEach(function (node) {
      node.style.visibility = "";
      var r = node.getBoundingClientRect();
      var free = kept.every(function (k) {
        return r.right < k.left || r.left > k.right || r.bottom < k.top || r.top > k.bottom;
      });
      if (free || !node.classList.contains("r3")) kept.push(r);
      else node.style.visibility = "hidden";
    });
  }
  // Bounds in degrees are no rectangle on a cone: the centre is held in kilometres instead.
  function hold() {
    if (scene.tiles) return;
    var plane = map.options.crs.projection;
    var at = plane.project(map.getCenter());
    var held = [at.x, at.y].map(function (value, i) {
      var middle = scene.around.centre[i];
      return Math.min(Math.max(value, middle - scene.around.km[i]), middle + scene.around.km[i]);
    });
    if (Math.abs(held[0] - at.x) + Math.abs(held[1] - at.y) > 1) {
      map.panTo(plane.unproject(L.point(held)), { animate: false });
    }
  }
  if (scene.tiles) L.tileLayer(scene.tiles, { maxZoom: 18, referrerPolicy: "strict-origin-when-cross-origin" }).addTo(map);
  map.on("moveend", hold);
  map.on("zoomend", level);
  map.on("dragstart zoomstart", function () {
    if (!framing) moved = true;
  });

  var corner = box.clientWidth < 520 ? "bottomright" : "topright";
  L.control.zoom({ position: corner, zoomInTitle: scene.words.closer, zoomOutTitle: scene.words.farther }).addTo(map);
  var Whole = L.Control.extend({
    options: { position: corner },
    onAdd: function () {
      var bar = L.DomUtil.create("div", "leaflet-bar");
      var link = L.DomUtil.create("a", "", bar);
      link.href = "#map";
      link.title = scene.words.whole;
      link.setAttribute("role", "button");
      link.setAttribute("aria-label", scene.words.whole);
      link.textContent = "⤢";
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.on(link, "click", function (event) {
        L.DomEvent.preventDefault(event);
        moved = false;
        home();
      });
      return bar;
    },
  });
  map.addControl(new Whole());
  L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 130 }).addTo(map);

  // One finger scrolls the page; the wheel zooms only once the map has the focus.
  if (matchMedia("(pointer: coarse)").matches) map.dragging.disable();
  box.addEventListener("focusin", function () {
    map.scrollWheelZoom.enable();
  });
  box.addEventListener("focusout", function () {
    map.scrollWheelZoom.disable();
  });

  map.invalidateSize({ animate: false });
  home();
  new ResizeObserver(function () {
    map.invalidateSize({ animate: false });
    if (!moved) home();
  }).observe(box);
})();

// Files to take along, made on a click from what stands in the page. Nothing is fetched.
(function () {
  "use strict";
  var scene = JSON.parse(document.getElementById("scene").textContent);
  function all(selector, within) {
    return [].slice.call((within || document).querySelectorAll(selector));
  }
  function text(node) {
    return node ? node.textContent.replace(/\u2060/g, "").replace(/\u00a0/g, " ").replace(/\s+/g, " ").trim() : "";
  }
  // A cell that starts like a formula would run as one in a spreadsheet: an apostrophe keeps it text.
  function cell(value) {
    var told = /^[=+\-@\t\r]/.test(value) ? "'" + value : value;
    return '"' + told.replace(/"/g, '""') + '"';
  }
  function csv(rows) {
    return "\ufeff" + rows.map(function (row) {
      return row.map(cell).join(",");
    }).join("\r\n") + "\r\n";
  }
  // Drawn longitudes count on past 180 degrees; files have them between -180 and 180.
  function position(at) {
    var lon = ((((at[1] + 180) % 360) + 360) % 360) - 180;
    return [Math.round(lon * 1e4) / 1e4, at[0]];
  }
  function address(link) {
    return link ? link.href : "";
  }
  var make = {
    claims: function () {
      var rows = [["statement", "outlet", "url", "about_the_report", "group", "figure", "what", "paraphrase", "rest_leaves", "finding", "gap_as_printed", "note"]];
      var told = [];
      all(".ct tbody tr:not(.grp)").forEach(function (row) {
        var vd = row.querySelector(".vd");
        var group = text(row.parentNode.querySelector(".grp th") && row.parentNode.querySelector(".grp th").firstChild);
        var chip = vd && vd.querySelector(".chip");
        // The note of the row above holds for this one too, where the finding is the same.
        var note = vd ? text(vd.querySelector("p:not(.gap):not(.clash):not(.rev)")) : group;
        var finding = chip ? text(chip) : row.closest("table").dataset.chip;
        if (!note && told[0] === finding && told[1] === row.parentNode) note = told[2];
        told = [finding, row.parentNode, note];
        all(".pr > [id]", row).forEach(function (source) {
          all(".said > li", row).forEach(function (said) {
            var outlet = source.firstElementChild.tagName === "A" ? text(source.firstElementChild) : text(source.firstChild);
            rows.push([
              (source.id.split("/").length < 3 ? scene.id + "/" : "") + source.id, outlet, address(source.querySelector("a")), text(source.querySelector("small")),
              vd ? group : "", text(said.querySelector("b")), text(said.querySelector("i")),
              text(said.querySelector("small")), text(row.querySelector(".num")), finding,
              vd ? text(vd.querySelector(".gap")) : "", note,
            ]);
          });
        });
      });
      return [csv(rows), "text/csv", "claims.csv"];
    },
    sightings: function () {
      var rows = [["where", "what", "as_printed", "understood_as", "outlets", "urls"]];
      all(".st tbody tr").forEach(function (row) {
        var cells = all("th, td", row);
        rows.push(cells.map(text).concat(all("a", cells[4]).map(address).join(" ")));
      });
      return [csv(rows), "text/csv", "sightings.csv"];
    },
    way: function () {
      function feature(geometry, properties) {
        return { type: "Feature", properties: properties, geometry: geometry };
      }
      var features = [];
      if (scene.run) {
        features.push(feature({ type: "LineString", coordinates: scene.run.line.map(position) }, {
          kind: "way", low_km: scene.run.ground[0], high_km: scene.run.ground[1], record_version: scene.version,
        }));
      }
      var minor = Object.keys(scene.minor).map(function (lang) { return scene.minor[lang]; }).reduce(function (a, b) { return a.concat(b); }, []);
      minor.map(function (row) {
        var at = row.length < 3 ? scene.run.line[row[0]] : null;
        return at ? { at: [at[0], at[1]], name: at[3], local: row[1] } : { at: [row[0], row[1]], name: row[2], local: row[3] };
      }).concat(scene.wide.names).forEach(function (place) {
        features.push(feature({ type: "Point", coordinates: position(place.at) }, { kind: "place", name: place.name, local_name: place.local }));
      });
      scene.wide.marks.forEach(function (mark) {
        features.push(feature({ type: "Point", coordinates: position(mark.at) }, {
          kind: "hours run out", claims: mark.badges.map(function (badge) { return badge[0]; }).join(" "),
        }));
      });
      return [JSON.stringify({ type: "FeatureCollection", features: features }), "application/geo+json", "way.geojson"];
    },
    graph: function () {
      var copy = document.querySelector("svg.graph.wide-only").cloneNode(true);
      var style = document.createElementNS("http://www.w3.org/2000/svg", "style");
      style.textContent = all("style").map(function (node) { return node.textContent; }).join("\n").replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, "") + ".map{display:block}";
      all(".train, .g-hit", copy).forEach(function (node) { node.remove(); });
      copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
      copy.insertBefore(style, copy.firstChild);
      return [new XMLSerializer().serializeToString(copy), "image/svg+xml", "train-graph.svg"];
    },
  };
  all(".get").forEach(function (button) {
    button.addEventListener("click", function () {
      var made = make[button.dataset.get]();
      var link = document.createElement("a");
      link.href = "data:" + made[1] + ";charset=utf-8," + encodeURIComponent(made[0]);
      link.download = scene.id + "-" + made[2];
      link.click();
    });
  });
})();

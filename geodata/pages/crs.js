// The cone of projection.py, registered before folium asks for it by name.
(function () {
  "use strict";
  var cone = JSON.parse(document.getElementById("scene").textContent).cone;
  var rad = Math.PI / 180;
  function stretch(lat) {
    return Math.tan(Math.PI / 4 + (Math.max(Math.min(lat, 89.9), -89.9) * rad) / 2);
  }
  var n = Math.log(Math.cos(cone.south * rad) / Math.cos(cone.north * rad)) / Math.log(stretch(cone.north) / stretch(cone.south));
  var f = (cone.earth * Math.cos(cone.south * rad) * Math.pow(stretch(cone.south), n)) / n;
  var origin = f / Math.pow(stretch((cone.south + cone.north) / 2), n);
  L.CRS.Geodata = L.extend({}, L.CRS.Earth, {
    code: "lambert-conformal-conic",
    wrapLng: null,
    infinite: true,
    projection: {
      bounds: L.bounds([-20000, -20000], [20000, 20000]),
      project: function (at) {
        var radius = f / Math.pow(stretch(at.lat), n);
        var turn = n * (at.lng - cone.middle) * rad;
        return L.point(radius * Math.sin(turn), origin - radius * Math.cos(turn));
      },
      unproject: function (at) {
        var side = n < 0 ? -1 : 1;
        var up = side * (origin - at.y);
        var lat = 2 * Math.atan(Math.pow(Math.abs(f) / Math.sqrt(at.x * at.x + up * up), 1 / n)) - Math.PI / 2;
        return L.latLng(lat / rad, cone.middle + Math.atan2(side * at.x, up) / n / rad);
      },
    },
    transformation: L.transformation(1, 0, -1, 0),
    scale: function (zoom) {
      return Math.pow(2, zoom);
    },
    zoom: function (scale) {
      return Math.log(scale) / Math.LN2;
    },
  });
  // folium gives its map a numbered name; this is how page.js finds it.
  L.Map.addInitHook(function () {
    L.CRS.Geodata.map = this;
  });
})();

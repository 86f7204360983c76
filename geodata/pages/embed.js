// The colours follow the host when it asks; the host is told how high this page is.
(function () {
  "use strict";
  var root = document.documentElement;
  var theme = /theme=(dark|light)/.exec(location.hash);
  if (theme) root.dataset.theme = theme[1];
  [].forEach.call(document.querySelectorAll(".e-key[data-k]"), function (key) {
    function light(on) {
      [].forEach.call(document.querySelectorAll(".map .k"), function (node) {
        node.classList.toggle("dim", on && !node.classList.contains("k-" + key.dataset.k));
      });
    }
    key.addEventListener("mouseenter", function () { light(true); });
    key.addEventListener("mouseleave", function () { light(false); });
  });
  function tell() {
    if (parent === window) return;
    var height = Math.ceil(document.querySelector("main").getBoundingClientRect().height);
    parent.postMessage({ type: "embed-height", id: root.dataset.id, height: height }, "*");
  }
  addEventListener("load", tell);
  new ResizeObserver(tell).observe(document.querySelector("main"));
})();

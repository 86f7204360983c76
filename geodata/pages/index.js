// Search and filter on the gallery; the number found is told to those who listen.
(function () {
  "use strict";
  var bar = document.querySelector(".find");
  var field = document.getElementById("q");
  var boxes = [].slice.call(document.querySelectorAll(".find input[type=checkbox]"));
  var cards = [].slice.call(document.querySelectorAll("[data-find]"));
  var count = document.getElementById("count");
  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }
  function sift() {
    var words = plain(field.value).split(/\s+/).filter(Boolean);
    var shapes = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    var left = 0;
    cards.forEach(function (card) {
      var text = plain(card.dataset.find + " " + card.textContent);
      var fits = words.every(function (word) { return text.indexOf(word) >= 0; });
      var marked = !shapes.length || shapes.some(function (shape) { return card.querySelector(".m-" + shape); });
      card.hidden = !(fits && marked);
      if (!card.hidden) left += 1;
    });
    count.textContent = count.dataset.words.replace("{n}", left).replace("{all}", cards.length);
  }
  bar.hidden = false;
  bar.addEventListener("input", sift);
  field.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      field.value = "";
      sift();
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && document.activeElement !== field) {
      event.preventDefault();
      field.focus();
    }
  });
})();

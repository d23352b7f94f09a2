"use strict";
// A help, no need: search, open all, close all, and a link opens what it leads to. The page says everything without it.
(function () {
  const one = function (name) { return document.getElementById(name); };
  const learners = Array.from(document.querySelectorAll(".learner"));
  const boxes = Array.from(document.querySelectorAll("details.exercise"));
  const openAll = function (open) { boxes.forEach(function (each) { if (!each.hidden) { each.open = open; } }); };
  let said = null;
  one("open").addEventListener("click", function () { openAll(true); });
  one("close").addEventListener("click", function () { openAll(false); });
  one("search").addEventListener("input", function (event) {
    const wanted = event.target.value.trim().toLowerCase().split(/\s+/);
    said = said || learners.map(function (each) { return each.textContent.toLowerCase(); });
    let number = 0;
    learners.forEach(function (each, place) {
      const hidden = !wanted.every(function (word) { return said[place].includes(word); });
      if (each.hidden !== hidden) { each.hidden = hidden; }
      number += hidden ? 0 : 1;
    });
    one("found").textContent = number + "/" + learners.length;
  });
  const reveal = function () {
    let target = location.hash.length > 1 ? one(location.hash.slice(1)) : null;
    const wanted = target;
    for (; target; target = target.parentElement) {
      if (target.tagName === "DETAILS") { target.open = true; target.hidden = false; }
    }
    if (wanted) { wanted.scrollIntoView(); }
  };
  addEventListener("hashchange", reveal);
  reveal();
  one("tools").hidden = false;
})();

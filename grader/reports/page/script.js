"use strict";
// A help, no need: search, open all, close all, and all open on paper. The page says everything without it.
(function () {
  const one = function (name) { return document.getElementById(name); };
  const exercises = Array.from(document.querySelectorAll(".exercise"));
  const checks = Array.from(document.querySelectorAll(".check"));
  const openAll = function (open) { exercises.concat(checks).forEach(function (each) { each.open = open; }); };
  const said = exercises.map(function (each) { return each.textContent.toLowerCase(); });
  one("open").addEventListener("click", function () { openAll(true); });
  one("close").addEventListener("click", function () { openAll(false); });
  one("search").addEventListener("input", function (event) {
    const wanted = event.target.value.trim().toLowerCase();
    exercises.forEach(function (each, number) { each.hidden = !said[number].includes(wanted); });
    document.querySelectorAll("main > section[aria-labelledby]").forEach(function (section) {
      section.hidden = section.querySelector(".exercise:not([hidden])") === null;
    });
    one("nothing").hidden = exercises.some(function (each) { return !each.hidden; });
  });
  let closed = [];
  addEventListener("beforeprint", function () {
    closed = exercises.concat(checks).filter(function (each) { return !each.open; });
    closed.forEach(function (each) { each.open = true; });
  });
  addEventListener("afterprint", function () { closed.forEach(function (each) { each.open = false; }); });
  const reveal = function () {
    let target = location.hash.length > 1 ? one(location.hash.slice(1)) : null;
    for (; target; target = target.parentElement) { if (target.tagName === "DETAILS") { target.open = true; } }
  };
  addEventListener("hashchange", reveal);
  reveal();
  one("tools").hidden = false;
})();

// n and N jump between the marked words of an article.
"use strict";
(() => {
  const marks = [...document.querySelectorAll(".story mark")];
  let current = -1;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea")) return;
    if (event.key !== "n" && event.key !== "N") return;
    marks[current]?.removeAttribute("data-current");
    const step = event.key === "n" ? 1 : -1;
    current = current < 0 ? (step > 0 ? 0 : marks.length - 1) : (current + step + marks.length) % marks.length;
    marks[current].setAttribute("data-current", "");
    marks[current].scrollIntoView({ block: "center" });
  });
})();

// The Print button. Without this script it is not shown: the browser's own menu prints the same page.
(() => {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();

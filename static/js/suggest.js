/* Suggestions while typing: turns every input[data-suggest] of a plain search form into an ARIA 1.2 combobox.
   Without this file the form works as it is; with it, the arrow keys choose and Enter opens. */
(() => {
  "use strict";
  const PAUSE = 150;

  function enhance(input) {
    if (input.getAttribute("role") === "combobox") return; // a page with two boxes loads this twice
    const list = document.createElement("ul");
    const said = document.createElement("p");
    list.id = `${input.id}-suggestions`;
    list.className = "suggest";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.dataset.suggestLabel);
    list.hidden = true;
    said.className = "vh";
    said.setAttribute("role", "status");
    input.form.append(list, said);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    input.autocomplete = "off";

    let timer = 0;
    let request = null;
    let active = -1;
    const options = () => [...list.querySelectorAll("[role=option]")];

    function close() {
      clearTimeout(timer);
      request?.abort();
      list.hidden = true;
      list.replaceChildren();
      said.textContent = "";
      activate(-1);
      input.setAttribute("aria-expanded", "false");
    }

    function activate(index) {
      active = index;
      input.removeAttribute("aria-activedescendant");
      options().forEach((option, place) => {
        option.setAttribute("aria-selected", String(place === index));
        if (place === index) {
          input.setAttribute("aria-activedescendant", option.id);
          option.scrollIntoView({block: "nearest"});
        }
      });
    }

    async function ask() {
      const text = input.value.trim();
      if (text.length < 2) return close();
      request?.abort();
      request = new AbortController();
      const address = `${input.dataset.suggest}?${new URLSearchParams({q: text.slice(0, 200), id: list.id})}`;
      try {
        const answer = await fetch(address, {signal: request.signal, headers: {Accept: "text/html"}});
        if (!answer.ok) return close();
        const html = await answer.text();
        if (document.activeElement !== input) return;
        list.innerHTML = html; // our own template, escaped there
        activate(-1);
        const found = options().length;
        list.hidden = found === 0;
        input.setAttribute("aria-expanded", String(found > 0));
        said.textContent = list.querySelector("[data-said]")?.dataset.said ?? "";
      } catch (error) {
        if (error.name !== "AbortError") close(); // offline or the site restarts: the form still works
      }
    }

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const count = options().length;
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === "ArrowDown" && list.hidden) {
        event.preventDefault();
        ask();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        // One place more than there are options: the input itself, with what was typed.
        activate(((active + 1 + step + count + 1) % (count + 1)) - 1);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        location.assign(options()[active].dataset.url);
      } else if (event.key === "Tab") {
        close();
      }
    });
    // The input keeps the focus while an option is pressed, else the list would close under the pointer.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) location.assign(option.dataset.url);
    });
    input.addEventListener("blur", close);
  }

  document.querySelectorAll("input[data-suggest]").forEach(enhance);
})();

// The buttons above Markdown fields, and a preview of what was typed. The fields work without it.
(() => {
  const form = document.getElementById("lesson");
  if (!form) return;

  const around = {bold: ["**", "**"], italic: ["*", "*"], link: ["[", "](https://)"]};
  const before = {heading: "### ", list: "- ", "list-ordered": "1. ", quote: "> "};

  const put = (field, text, start, end) => {
    field.focus();
    field.setRangeText(text, start, end, "select");
    field.dispatchEvent(new Event("input", {bubbles: true}));
  };

  const wrap = (field, [open, close]) => {
    const {selectionStart: start, selectionEnd: end} = field;
    put(field, open + field.value.slice(start, end) + close, start, end);
    field.setSelectionRange(start + open.length, end + open.length);
  };

  const mark = (field, sign) => {
    const start = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
    const lines = field.value.slice(start, field.selectionEnd).split("\n");
    const isMarked = lines.every((line) => line.startsWith(sign));
    put(field, lines.map((line) => (isMarked ? line.slice(sign.length) : sign + line)).join("\n"), start, field.selectionEnd);
  };

  const preview = async (field, shown, button) => {
    const isOpen = button.getAttribute("aria-pressed") === "true";
    button.setAttribute("aria-pressed", String(!isOpen));
    shown.hidden = isOpen;
    if (isOpen) return;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("text", field.value);
    try {
      const response = await fetch(form.dataset.markdownUrl, {method: "POST", body, headers: {Accept: "application/json"}});
      const answer = await response.json();
      // The server made this HTML and cleaned it.
      if (response.ok) shown.innerHTML = answer.html; else shown.textContent = answer.message;
    } catch {
      shown.textContent = "";
    }
  };

  const addPreview = (bar, field) => {
    const shown = document.createElement("div");
    shown.className = "prose panel";
    shown.hidden = true;
    field.after(shown);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = form.dataset.previewLabel;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => preview(field, shown, button));
    bar.append(button);
  };

  // One stop for the Tab key, arrows inside: nobody passes fifty buttons to reach the end of the form.
  const steps = {ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity};

  const moveByArrows = (bar) => {
    const buttons = [...bar.querySelectorAll("button")];
    const stopAt = (chosen) => buttons.forEach((button) => { button.tabIndex = button === chosen ? 0 : -1; });
    stopAt(buttons[0]);
    bar.addEventListener("focusin", (event) => stopAt(event.target));
    bar.addEventListener("keydown", (event) => {
      if (!(event.key in steps)) return;
      event.preventDefault();
      const next = buttons.indexOf(event.target) + steps[event.key];
      buttons[Math.max(0, Math.min(buttons.length - 1, next))].focus();
    });
  };

  for (const bar of form.querySelectorAll("[data-toolbar]")) {
    const field = document.getElementById(bar.dataset.toolbar);
    bar.hidden = false;
    addPreview(bar, field);
    moveByArrows(bar);
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("[data-mark]");
      if (!button) return;
      const name = button.dataset.mark;
      if (name in around) wrap(field, around[name]); else mark(field, before[name]);
    });
  }
})();

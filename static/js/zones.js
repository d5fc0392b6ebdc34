// Tells times in the reader's own zone too, where it differs from the convening's and nobody chose one.
// Without this script a zone can be chosen in the form beside the agenda.
(() => {
  "use strict";
  const said = document.querySelector("[data-zone]");
  if (!said || "told" in said.dataset) return;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const clock = (zone) => new Intl.DateTimeFormat("en-GB", {hour: "2-digit", minute: "2-digit", timeZone: zone});
  const day = (zone) => new Intl.DateTimeFormat("en-US", {weekday: "short", timeZone: zone});
  const there = said.dataset.zone;
  const name = here.replaceAll("_", " ");
  let differs = false;
  for (const time of document.querySelectorAll("time[data-until]")) {
    const starts = new Date(time.dateTime);
    const ends = new Date(time.dataset.until);
    if (clock(here).format(starts) === clock(there).format(starts)) continue;
    differs = true;
    const shift = day(here).format(starts) === day(there).format(starts) ? "" : `${day(here).format(starts)} `;
    const own = document.createElement("small");
    own.className = "quiet";
    own.textContent = `${shift}${clock(here).format(starts)}–${clock(here).format(ends)}`;
    const hours = time.closest(".hours");
    if (hours) {
      own.append(`, ${name}`);
      hours.after(document.createElement("br"), own);
    } else time.parentElement.append(time.closest(".slot__time") ? "" : " ", own);
  }
  if (differs) said.textContent = `${said.textContent.trim().replace(/\.$/, "")}, ${said.dataset.words}: ${name}.`;
})();

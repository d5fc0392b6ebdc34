// Saves the lesson that is being written, a few seconds after typing. What was typed is kept on this device until the
// server has said that it is saved: a lost connection, a lapsed session or a refusal loses nothing. Without this
// script the form's own buttons do the same work.
(() => {
  // Between two versions the copy counts as sent only when the person has chosen: whoever walks away loses nothing.
  const merge = document.getElementById("merge");
  if (merge) {
    const markSent = (isSubmitted) => {
      try {
        const copy = JSON.parse(localStorage.getItem(merge.dataset.copy));
        if (copy) localStorage.setItem(merge.dataset.copy, JSON.stringify({...copy, isSubmitted}));
      } catch { /* nothing was kept */ }
    };
    markSent(false);
    merge.addEventListener("submit", () => markSent(true));
  }

  const form = document.getElementById("lesson");
  const line = document.getElementById("saving");
  if (!form || !line) return;

  const WAIT = 3000;
  const RETRY = 15000;
  // The name of the copy holds who writes: on a shared computer nobody is shown what somebody else typed.
  const mine = `lesson:${form.dataset.writer}:`;
  const name = () => mine + (form.elements.key ? form.elements.key.value : form.dataset.draft);
  const OWN = new Set(["csrfmiddlewaretoken", "version", "rights", "autosaved", "writer", "key"]);
  let timer = null;
  let sending = false;
  let typedMeanwhile = false;
  let stopped = false;

  const say = (text, tone = "", action = null) => {
    const state = document.createElement("span");
    state.className = tone ? `state state--${tone}` : "state";
    state.textContent = text;
    line.replaceChildren(state);
    if (action) line.append(" ", action);
  };

  const typed = () => [...new FormData(form)].filter(([field]) => !OWN.has(field));
  const asSaved = () => JSON.stringify(typed());
  let saved = asSaved();

  const keep = (isSubmitted = false) => {
    const copy = {entries: typed(), version: form.elements.version.value, isSubmitted};
    try { localStorage.setItem(name(), JSON.stringify(copy)); } catch { /* no room, or not allowed: the form still holds it */ }
  };
  const forget = (of = name()) => { try { localStorage.removeItem(of); } catch { /* nothing was kept */ } };
  const kept = (of) => {
    try { return JSON.parse(localStorage.getItem(of)); } catch { return null; }
  };

  const fill = (entries) => {
    const values = new Map();
    for (const [field, value] of entries) values.set(field, [...(values.get(field) || []), value]);
    for (const field of form.elements) {
      if (!field.name || OWN.has(field.name) || field.type === "hidden") continue;
      const had = values.get(field.name) || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = had.includes(field.value);
      else if (had.length) field.value = had.shift();
    }
  };

  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button--small";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };

  const showErrors = (errors) => {
    for (const {id} of errors) document.getElementById(id)?.setAttribute("aria-invalid", "true");
  };

  const accept = (answer, sent) => {
    form.elements.version.value = answer.version;
    form.elements.rights.value = answer.rights;
    form.elements.autosaved.value = answer.autosaved;
    form.dataset.autosave = answer.autosave;
    if (form.getAttribute("action") !== answer.edit) {
      form.dataset.draft = form.elements.key ? form.elements.key.value : form.dataset.draft;
      form.setAttribute("action", answer.edit);
      history.replaceState(null, "", answer.edit);
    }
    saved = sent;
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    if (asSaved() === sent) forget();
    say(answer.message, "good");
  };

  const refuse = (status, answer) => {
    if (status === 409) {
      stopped = true;
      say(answer.message, "unsure", button(line.dataset.compare, () => form.requestSubmit(form.querySelector("[name=save]"))));
    } else if (status === 401) {
      stopped = true;
      const link = document.createElement("a");
      link.href = `${answer.sign_in.split("?")[0]}?next=${encodeURIComponent(form.getAttribute("action"))}`;
      link.textContent = line.dataset.signIn;
      say(`${answer.message} ${line.dataset.lost}`, "bad", link);
    } else if (status === 422) {
      say(answer.errors.length ? `${answer.message} ${answer.errors[0].message}` : answer.message, "bad");
      showErrors(answer.errors);
    } else {
      say(`${answer.message || ""} ${line.dataset.lost}`.trim(), "bad");
    }
  };

  const save = async () => {
    clearTimeout(timer);
    if (stopped) return;
    if (sending) { typedMeanwhile = true; return; }
    const sent = asSaved();
    if (sent === saved) return;
    sending = true;
    say(line.dataset.saving);
    try {
      const response = await fetch(form.dataset.autosave, {
        method: "POST", body: new FormData(form), headers: {Accept: "application/json"}, redirect: "error",
      });
      const isJson = (response.headers.get("Content-Type") || "").includes("json");
      const answer = isJson ? await response.json() : {};
      if (response.ok) accept(answer, sent); else refuse(response.status, answer);
    } catch {
      say(line.dataset.offline, "unsure");
      timer = setTimeout(save, RETRY);
    }
    sending = false;
    if (typedMeanwhile) { typedMeanwhile = false; timer = setTimeout(save, WAIT); }
  };

  const changed = () => {
    keep();
    if (!stopped) say(line.dataset.unsaved);
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  };

  const restore = (of) => {
    const copy = kept(of);
    if (!copy) return false;
    // It was sent, and there is a newer version since: it has arrived.
    const isDelivered = copy.isSubmitted && copy.version !== form.elements.version.value;
    if (JSON.stringify(copy.entries) === saved || isDelivered) { forget(of); return false; }
    fill(copy.entries);
    // What was typed began from that version: if somebody saved since, both texts are shown.
    form.elements.version.value = copy.version;
    if (form.elements.key) form.elements.key.value = of.slice(mine.length);
    say(line.dataset.restored, "unsure");
    timer = setTimeout(save, WAIT);
    return true;
  };

  // A lesson that the server has not heard of yet has its copy under the key of the form it was typed into.
  const restoreNew = () => {
    for (const of of Object.keys(localStorage).filter((stored) => stored.startsWith(mine))) {
      const copy = kept(of);
      if (copy && !copy.version) {
        if (copy.isSubmitted) forget(of); else if (restore(of)) return;
      }
    }
  };

  // A page that shows errors, or what was kept over signing in, holds the newest text itself.
  if (form.dataset.unsaved) keep();
  else if (form.elements.key && !form.elements.from) restoreNew();
  else restore(name());

  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    keep(true);
    if (!navigator.onLine) {
      event.preventDefault();
      keep();
      say(line.dataset.offline, "unsure");
      return;
    }
    clearTimeout(timer);
    stopped = true;
  });
  // The page may come back from the browser's memory after a step back.
  window.addEventListener("pageshow", (event) => { if (event.persisted) stopped = false; });
  window.addEventListener("online", save);
})();

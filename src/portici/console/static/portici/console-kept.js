// What somebody writes at work is kept in this tab until it is saved: a session that ends loses nothing.
// It goes when it is saved, when it is thrown away, and with the tab; whoever signs in after them does not see it.

const who = document.querySelector("meta[name=portici-who]")?.content ?? "";
const SENT = "portici-sent";

/** Storage that may be switched off: then nothing is kept, and nothing else changes. */
const kept = {
  get(key) { try { return JSON.parse(sessionStorage.getItem(key) ?? "null"); } catch { return null; } },
  set(key, value) { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* full or switched off */ } },
  drop(key) { try { sessionStorage.removeItem(key); } catch { /* switched off */ } },
};

const isState = (field) => /(^|-)(seen|was)$/.test(field.name);
const isToggle = (field) => field.type === "checkbox" || field.type === "radio";
const isWritten = (field) => Boolean(field.name) && field.type !== "hidden" && field.type !== "submit" && field.type !== "button";

/** The fields of a form as pairs; with what its writer had before their eyes, which tells two people's edits apart. */
function written(form) {
  return [...form.elements]
    .filter((field) => isWritten(field) || isState(field))
    .map((field) => [field.name, field.value.replace(/\r\n/g, "\n"), isToggle(field) ? field.checked : null]);
}

/** Whether both hold the same texts and choices, whatever was seen. */
function isSame(one, other) {
  const texts = (pairs) => JSON.stringify(pairs.filter(([name]) => !isState({ name })).map(([name, value, on]) => [name, value.trim(), on]));
  return texts(one) === texts(other);
}

function putBack(form, pairs) {
  for (const [name, value, on] of pairs) {
    for (const field of form.elements) {
      if (field.name !== name) continue;
      if (on === null) field.value = value;
      else if (field.value === value) field.checked = on;
    }
  }
  for (const fold of form.querySelectorAll("details")) fold.open = true;
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

const sent = kept.get(SENT);
if (sent && document.querySelector("[data-saved]")) kept.drop(sent);
kept.drop(SENT);

for (const form of document.querySelectorAll("form[data-keep]")) {
  const act = form.querySelector("input[name=act]")?.value ?? "";
  const key = `portici-text ${who} ${new URL(form.getAttribute("action") || "", location.href).pathname} ${act}`;
  const before = kept.get(key);
  const offer = form.querySelector("[data-kept]");
  // The answer to what was just sent holds the text already.
  const isAnswer = document.querySelector("main [data-focus]") !== null;
  let isOffered = Boolean(before && offer) && !isAnswer && !isSame(before, written(form));
  if (before && !isOffered && !isAnswer) kept.drop(key);
  if (isOffered) {
    offer.hidden = false;
    form.closest("details")?.setAttribute("open", "");
    offer.querySelector("[data-put-back]").addEventListener("click", () => {
      isOffered = false;
      offer.hidden = true;
      putBack(form, before);
      [...form.elements].find((field) => isWritten(field))?.focus();
    });
    offer.querySelector("[data-throw-away]").addEventListener("click", () => {
      isOffered = false;
      offer.hidden = true;
      kept.drop(key);
      [...form.elements].find((field) => isWritten(field))?.focus();
    });
  }
  form.addEventListener("input", () => { if (!isOffered) kept.set(key, written(form)); });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("data-keeps") || isOffered) return;
    kept.set(key, written(form));
    kept.set(SENT, key);
  });
}

// Enhancements of the working area over pages that are complete without this file: focus on what was just said,
// a guard over what is not saved yet, keyboard shortcuts, choosing all rows of a page.

// What was just done is what somebody comes back to the page for, unless something is wrong with a form.
const said = document.querySelector("[data-said]");
const wrong = document.querySelector("main [data-focus]");
(wrong ?? said)?.focus({ preventScroll: !wrong });

// What is not saved yet -----------------------------------------------------------------------------------------

let unsaved = false;

for (const form of document.querySelectorAll("[data-guard]")) {
  const note = form.querySelector("[data-unsaved]");
  form.addEventListener("input", () => {
    unsaved = true;
    if (note) note.hidden = false;
  });
  form.addEventListener("submit", (event) => {
    // A preview in another tab saves nothing.
    if (!event.submitter?.hasAttribute("data-keeps")) unsaved = false;
  });
}

addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

// Keyboard ------------------------------------------------------------------------------------------------------

const OFF = "portici-shortcuts-off";
const help = document.getElementById("shortcuts");

/** Whether somebody is writing: single keys are theirs then. */
const isWriting = (element) => element.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]") !== null;

function isOff() {
  try { return localStorage.getItem(OFF) !== null; } catch { return false; }
}

function openHelp() {
  if (help && !help.open) help.showModal();
}

if (help) {
  const on = help.querySelector("#shortcuts-on");
  on.checked = !isOff();
  on.addEventListener("change", () => {
    try { if (on.checked) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1"); } catch { /* kept for this page only */ }
  });
  document.querySelector("[data-shortcuts]").hidden = false;
  document.querySelector("[data-open-shortcuts]").addEventListener("click", openHelp);
  help.querySelector("[data-close-shortcuts]").addEventListener("click", () => help.close());
}

/** Save the form that somebody writes in, else the first of the page. */
function save() {
  const form = document.activeElement?.closest("[data-guard]") ?? document.querySelector("[data-save]");
  form?.requestSubmit(form.querySelector("button[type=submit]:not([formaction])"));
  return Boolean(form);
}

document.addEventListener("keydown", (event) => {
  if (!help || isOff() || help.open || event.defaultPrevented) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s") {
    if (save()) event.preventDefault();
  } else if (event.altKey && !event.ctrlKey && !event.metaKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
    const way = document.querySelector(event.key === "ArrowLeft" ? "[data-previous]" : "[data-next]");
    if (way) { event.preventDefault(); way.click(); }
  } else if (!event.altKey && !event.ctrlKey && !event.metaKey && !isWriting(event.target)) {
    if (event.key === "?") { event.preventDefault(); openHelp(); }
    if (event.key === "/") {
      const field = document.getElementById("filter-q");
      if (field && field.offsetParent) { event.preventDefault(); field.focus(); }
    }
  }
});

// Lists ---------------------------------------------------------------------------------------------------------

for (const all of document.querySelectorAll("[data-choose-all]")) {
  all.hidden = false;
  const rows = document.querySelectorAll(`input[name=row][form=${all.dataset.chooseAll}]`);
  all.addEventListener("change", () => { for (const row of rows) row.checked = all.checked; });
}

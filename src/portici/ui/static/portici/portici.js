// Enhancements over pages that are complete without this file: copy, print, fold, unfold what is pointed at, find as one types,
// show a password.

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Put `text` on the clipboard and say so on the button for two seconds. */
async function copy(button, text) {
  const label = button.querySelector("span") ?? button;
  const before = label.textContent;
  await navigator.clipboard.writeText(text);
  label.textContent = button.dataset.done;
  setTimeout(() => { label.textContent = before; }, 2000);
}

/** Show a button, and the item of the list that it stands in. */
function reveal(button) {
  button.hidden = false;
  button.closest("li[hidden]")?.removeAttribute("hidden");
}

// Browsers keep the clipboard from pages that do not come over a safe connection.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    reveal(button);
    button.addEventListener("click", () => copy(button, document.getElementById(button.dataset.copy).textContent.trim()));
  }
  for (const button of document.querySelectorAll("[data-copy-text]")) {
    reveal(button);
    button.addEventListener("click", () => copy(button, button.dataset.copyText));
  }
}

for (const button of document.querySelectorAll("[data-print]")) {
  reveal(button);
  button.addEventListener("click", () => window.print());
}

for (const row of document.querySelectorAll("[data-fold]")) {
  row.hidden = false;
  row.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    for (const branch of document.querySelectorAll(`#${row.dataset.fold} details`)) branch.open = Boolean(button.dataset.open);
  });
}

/** Open the folded parts around what the address points at, for browsers that do not do so by themselves. */
function unfoldTarget() {
  const target = document.getElementById(location.hash.slice(1));
  const folded = [];
  for (let part = target?.closest("details"); part; part = part.parentElement.closest("details")) {
    if (!part.open) folded.push(part);
  }
  for (const part of folded) part.open = true;
  if (folded.length) target.scrollIntoView();
}

unfoldTarget();
addEventListener("hashchange", unfoldTarget);

/** Narrow an outline down to the rows that hold every word, with the rows that lead to them. */
function findAsYouType(field) {
  const outline = document.getElementById(field.dataset.find);
  if (!outline) return;
  const items = [...outline.querySelectorAll(".outline-item")];
  const texts = new Map(items.map((item) => [item, fold(item.querySelector(".outline-row").textContent)]));
  const count = document.getElementById(`${field.dataset.find}-count`);
  let opened = [];
  const narrow = () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    for (const branch of opened) branch.open = false;
    opened = [];
    let matches = 0;
    for (const item of items.toReversed()) {
      const isMatch = words.every((word) => texts.get(item).includes(word));
      const leads = item.querySelector(":scope .outline-item:not([hidden])") !== null;
      matches += isMatch ? 1 : 0;
      item.hidden = !(isMatch || leads);
      const branch = item.querySelector(":scope > details");
      if (words.length && leads && branch && !branch.open) { branch.open = true; opened.push(branch); }
    }
    if (!words.length) count.textContent = "";
    else if (matches === 0) count.textContent = count.dataset.none;
    else count.textContent = matches === 1 ? count.dataset.one : count.dataset.many.replace("{count}", matches);
  };
  field.addEventListener("input", narrow);
}

for (const field of document.querySelectorAll("[data-find]")) findAsYouType(field);

for (const button of document.querySelectorAll("[data-reveal]")) {
  const field = document.getElementById(button.dataset.reveal);
  const label = button.querySelector("span");
  const show = label.textContent;
  button.hidden = false;
  button.addEventListener("click", () => {
    const hidden = field.type === "password";
    field.type = hidden ? "text" : "password";
    button.setAttribute("aria-pressed", String(hidden));
    label.textContent = hidden ? button.dataset.hide : show;
  });
}

// What is wrong with a form is what its reader comes back to the page for.
document.querySelector("form[method=post] [data-focus]")?.focus();

// Filters that say nothing stay out of the address.
for (const form of document.querySelectorAll('form[method="get"]')) {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
}

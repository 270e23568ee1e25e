// A form with long texts: what is typed is kept on this phone until it is saved, so that a closed browser loses nothing. On the
// layout's <main> it forgets what was sent, once another page has come: then it is saved.
// Kept under a name that forget-kept removes when somebody signs out.
const KEPT = "alongside-kept-draft:";
const WITH_IT = ["once", "version"]; // so that a text kept over an older version is still refused as outdated

export function connect(element) {
  if (element.tagName === "FORM") keep(element);
  else forgetSent();
}

function keep(form) {
  const key = `${KEPT}${form.dataset.keep}:${location.pathname}`;
  const texts = [...form.querySelectorAll("textarea[name]")];
  const fields = [...texts, ...WITH_IT.map((name) => form.elements[name]).filter(Boolean)];
  const shown = new Map(fields.map((field) => [field, field.value]));
  const line = form.querySelector("[data-kept]");
  const kept = read(key);

  if (kept && texts.some((text) => differs(text, kept))) {
    for (const field of fields) field.value = kept.values[field.name] ?? field.value;
    line.hidden = false;
  } else if (kept && !form.querySelector("[aria-invalid], [role=alert]")) {
    localStorage.removeItem(key); // what stands here is what was kept: it is saved
  }

  line.querySelector("button").addEventListener("click", () => {
    localStorage.removeItem(key);
    for (const [field, value] of shown) field.value = value;
    line.hidden = true;
    texts[0].focus();
  });
  form.addEventListener("input", ({ target }) => {
    if (texts.includes(target)) write(key, fields);
  });
  form.addEventListener("submit", () => {
    const typed = read(key);
    if (typed) write(key, fields, true);
  });
}

function differs(text, kept) {
  const value = kept.values[text.name];
  return value !== undefined && value.trim() !== text.value.trim();
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, fields, sent = false) {
  const values = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  try {
    localStorage.setItem(key, JSON.stringify({ values, sent, path: location.pathname }));
  } catch {
    // No room, or not allowed: then nothing is kept, and typing goes on.
  }
}

function forgetSent() {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(KEPT))) {
    const kept = read(key);
    if (!kept || (kept.sent && kept.path !== location.pathname)) localStorage.removeItem(key);
  }
}

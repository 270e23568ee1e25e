// Copies data-copy and says data-copied in the status region.
export function connect(button) {
  button.addEventListener("click", async () => {
    if (await copied(button.dataset.copy)) {
      document.dispatchEvent(new CustomEvent("status:say", { detail: button.dataset.copied }));
    }
  });
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedTheOldWay(text); // no permission, or not a secure address
  }
}

function copiedTheOldWay(text) {
  const before = document.activeElement;
  const area = document.createElement("textarea");
  area.className = "visually-hidden";
  area.readOnly = true;
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  before?.focus();
  return done;
}

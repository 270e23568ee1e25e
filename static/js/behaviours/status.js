// The one status region: shows what was done, says it to screen readers, and tells when the network is gone. Its sentences
// come translated from the page: data-offline, data-online, data-failed.
const READING_TIME = 8000;
const AFTER_FOCUS = 150; // after a swap focus moves, which would silence what is being said

export function connect(region) {
  const { offline, online, failed } = region.dataset;
  let timer;

  // "warns" stays until the next press, "holds" for as long as it is true.
  function say(text, kind = "") {
    clearTimeout(timer);
    region.textContent = text;
    region.dataset.kind = kind;
    if (!kind) timer = setTimeout(() => (region.textContent = ""), READING_TIME);
  }

  const sayOffline = () => say(offline, "holds");
  const sayOnline = () => say(online);

  document.addEventListener("status:say", (event) => say(event.detail));
  document.addEventListener("click", () => {
    if (region.dataset.kind === "warns") say("");
  });
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    if (event.detail.target !== region) return;
    const text = region.textContent;
    const kind = region.firstElementChild?.dataset.kind;
    say("");
    setTimeout(() => say(text, kind), AFTER_FOCUS);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && region.dataset.kind === "holds") sayOnline();
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (!event.target.matches("[hx-trigger=refresh]")) say(failed, "warns");
  });
  document.addEventListener("htmx:sendError", sayOffline);
  window.addEventListener("offline", sayOffline);
  window.addEventListener("online", sayOnline);
  if (!navigator.onLine) sayOffline();
}

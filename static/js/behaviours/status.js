// The one status region: shows what was done, says it to screen readers, and tells when the network is gone. Its sentences
// come translated from the page: data-offline, data-online, data-failed.
const READING_TIME = 8000;

export function connect(region) {
  const { offline, online, failed } = region.dataset;
  let timer;

  function say(text, { stays = false } = {}) {
    clearTimeout(timer);
    region.textContent = text;
    if (text && !stays) timer = setTimeout(() => say(""), READING_TIME);
  }

  const sayOffline = () => say(offline, { stays: true });

  document.addEventListener("status:say", (event) => say(event.detail));
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    if (event.detail.target === region) say(region.textContent.trim());
  });
  document.addEventListener("htmx:sendError", sayOffline);
  document.addEventListener("htmx:timeout", sayOffline);
  document.addEventListener("htmx:responseError", () => say(failed));
  window.addEventListener("offline", sayOffline);
  window.addEventListener("online", () => say(online));
  if (!navigator.onLine) sayOffline();
}

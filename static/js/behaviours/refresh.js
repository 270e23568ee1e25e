// Asks for a piece anew every minute while the page is looked at, and at once when it is looked at again: htmx fetches it on
// "refresh", and replaces it where something has changed. It rests while somebody is using the piece.
const EVERY = 60_000;

export function connect(piece) {
  function refresh() {
    if (!piece.isConnected) return stop();
    if (document.hidden || piece.contains(document.activeElement)) return;
    piece.dispatchEvent(new Event("refresh"));
  }

  function stop() {
    clearInterval(clock);
    document.removeEventListener("visibilitychange", refresh);
  }

  const clock = setInterval(refresh, EVERY);
  document.addEventListener("visibilitychange", refresh);
}

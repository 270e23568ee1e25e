// Asks for a piece anew every minute while the page is looked at, and at once when it is looked at again: htmx fetches it on
// "refresh". It rests while somebody is using the piece, and when nobody has touched the page for half an hour.
const EVERY = 60_000;
const REST_AFTER = 30 * EVERY;
let touched = Date.now();
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => (touched = Date.now()), { passive: true });

export function connect(piece) {
  function refresh() {
    if (!piece.isConnected) return stop();
    if (document.hidden || piece.contains(document.activeElement)) return;
    if (Date.now() - touched < REST_AFTER) piece.dispatchEvent(new Event("refresh"));
  }

  function seen() {
    if (document.hidden) return;
    touched = Date.now();
    refresh();
  }

  function stop() {
    clearInterval(clock);
    document.removeEventListener("visibilitychange", seen);
  }

  const clock = setInterval(refresh, EVERY);
  document.addEventListener("visibilitychange", seen);
}

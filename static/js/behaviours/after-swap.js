// Keeps the keyboard's place: when the focused element was swapped away, focus goes to the new piece that took its place
// (its [data-focus] when it marks one). Focus that was elsewhere stays there.
export function connect(body) {
  let lost = false;

  body.addEventListener("htmx:beforeSwap", (event) => {
    lost = event.detail.shouldSwap && event.detail.target.contains(document.activeElement);
  });
  body.addEventListener("htmx:afterSettle", (event) => {
    if (!lost || document.activeElement !== document.body) return;
    lost = false;
    const piece = event.detail.elt;
    const place = piece.querySelector("[autofocus], [data-focus]") ?? piece;
    if (place.tabIndex < 0) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  });
}

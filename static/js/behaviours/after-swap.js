// Keeps the keyboard's place: when the focused element was swapped away, focus goes to the name of the row that stands in its
// row's place, or to the new piece (its [data-focus] when it marks one). Focus that was elsewhere stays there.
export function connect(body) {
  let lost = false;
  let row;

  body.addEventListener("htmx:beforeSwap", (event) => {
    const { target } = event.detail;
    // Another press waits to be sent from this piece (hx-sync): the answer to the last one draws what all of them did.
    if (target.querySelectorAll("[aria-disabled]").length > 1) event.detail.shouldSwap = false;
    lost = event.detail.shouldSwap && target.contains(document.activeElement);
    row = [...target.querySelectorAll("li")].indexOf(document.activeElement.closest("li"));
  });
  body.addEventListener("htmx:afterSettle", (event) => {
    if (!lost || document.activeElement !== document.body) return;
    lost = false;
    const piece = event.detail.elt;
    const name = piece.querySelectorAll("li")[row]?.querySelector(".list__link");
    const place = name ?? piece.querySelector("[autofocus], [data-focus]") ?? piece;
    if (place.tabIndex < 0) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  });
}

// Away at once, by a tap or by pressing Escape three times: the page goes blank and gives up its place in the
// history, so that "back" does not lead to it. On a shared phone nothing that was typed stays either, also where the
// browser knows no Clear-Site-Data.
const WITHIN_MS = 1500;

export function connect(link) {
  function leave() {
    document.title = "";
    document.body.hidden = true;
    window.location.replace(link.href);
    if (link.closest("[data-shared]")) localStorage.clear();
  }

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    pressed = [...pressed.slice(-2), event.timeStamp];
    if (pressed.length === 3 && pressed[2] - pressed[0] < WITHIN_MS) leave();
  });
}

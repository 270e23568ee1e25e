// A menu that opens in place (<details>) closes with Escape, and when somebody goes on elsewhere.
export function connect(menu) {
  const summary = menu.querySelector("summary");

  function leave(event) {
    if (!menu.contains(event.target)) menu.open = false;
  }

  document.addEventListener("focusin", leave);
  document.addEventListener("pointerdown", leave);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    summary.focus();
  });
}

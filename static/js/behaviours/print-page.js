// A button that prints the page; hidden without JavaScript, where the browser's own menu does it.
export function connect(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

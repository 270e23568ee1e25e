// Shows only what belongs to the chosen option of a select: data-shown-for and data-hidden-for name options.
export function connect(element) {
  const select = document.getElementById(element.dataset.chooser);

  function show() {
    for (const part of element.querySelectorAll("[data-shown-for]")) {
      part.hidden = part.dataset.shownFor !== select.value;
    }
    for (const part of element.querySelectorAll("[data-hidden-for]")) {
      part.hidden = part.dataset.hiddenFor === select.value;
    }
  }

  select.addEventListener("change", show);
  show();
}

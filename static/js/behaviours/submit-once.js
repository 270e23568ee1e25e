// A second tap on a form that is on its way does nothing. The buttons are not `disabled`: that would drop their own
// value from the post and the keyboard's place on the page.
export function connect(form) {
  let sent = false;

  function mark(value) {
    sent = value;
    for (const button of form.querySelectorAll("button:not([type=button])")) {
      if (sent) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    }
  }

  form.addEventListener(
    "submit",
    (event) => {
      if (sent) {
        event.preventDefault();
        event.stopImmediatePropagation();
      } else {
        mark(true);
      }
    },
    { capture: true },
  );
  form.addEventListener("htmx:afterRequest", (event) => event.target === form && mark(false));
  window.addEventListener("pageshow", () => mark(false)); // back from the next page: it may be sent again
}

// Copies data-copy, and says data-copied in the status region, or data-sorry where the browser does not let us.
export function connect(button) {
  const { copy, copied, sorry } = button.dataset;
  button.hidden = false;
  button.addEventListener("click", async () => {
    let detail = copied;
    try {
      await navigator.clipboard.writeText(copy);
    } catch {
      detail = sorry;
    }
    document.dispatchEvent(new CustomEvent("status:say", { detail }));
  });
}

// Shows a share button where the phone has a share sheet, and opens it.
export function connect(button) {
  if (!navigator.share) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { shareTitle: title, shareText: text, shareUrl: url } = button.dataset;
    try {
      await navigator.share({ title, text, url });
    } catch (error) {
      if (error.name !== "AbortError") throw error; // closing the sheet is not a failure
    }
  });
}

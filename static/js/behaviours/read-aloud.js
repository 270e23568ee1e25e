// Reads the text named by data-text aloud with the phone's own voice, paragraph by paragraph, and stops on a second tap.
// The button stays hidden where the browser cannot speak.
export function connect(button) {
  const speech = window.speechSynthesis;
  const text = document.querySelector(button.dataset.text);
  if (!speech || !text) return;
  const label = button.querySelector("span");
  const start = label.textContent;
  let reading = false;

  function show(now) {
    reading = now;
    label.textContent = reading ? button.dataset.stop : start;
  }

  button.hidden = false;
  button.addEventListener("click", () => {
    speech.cancel();
    if (reading) return show(false);
    const pieces = paragraphs(text);
    pieces.forEach((words, index) => {
      const piece = new SpeechSynthesisUtterance(words);
      piece.lang = document.documentElement.lang;
      if (index === pieces.length - 1) piece.addEventListener("end", () => show(false));
      speech.speak(piece);
    });
    show(pieces.length > 0);
  });
  window.addEventListener("pagehide", () => speech.cancel());
}

function paragraphs(text) {
  return [...text.querySelectorAll("h2, h3, p, li")].map(spoken).filter(Boolean);
}

// The meanings of words that wait to be opened are not part of the sentence.
function spoken(element) {
  const copy = element.cloneNode(true);
  for (const note of copy.querySelectorAll("[popover]")) note.remove();
  return copy.textContent.trim();
}

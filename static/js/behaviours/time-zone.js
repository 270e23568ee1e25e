// Fills a hidden input with the phone's time zone, so that nobody has to find theirs in a list.
export function connect(element) {
  const input = element.matches("input") ? element : element.querySelector('input[name$="time_zone"]');
  if (!input || input.value) return;
  input.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}

// On a page for the signed-out: removes what pages had kept on this phone, also where the browser knows no Clear-Site-Data.
// Whatever a behaviour keeps, it keeps in localStorage under a name that begins with "alongside-kept".
const KEPT = "alongside-kept";

export function connect() {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(KEPT))) localStorage.removeItem(key);
}

// On a page for the signed-out: removes what pages had kept on this phone, also where the browser knows no Clear-Site-Data.
// Whatever a behaviour keeps, it keeps under a name that begins with "alongside-kept": a key in localStorage or
// sessionStorage, a database in IndexedDB, a cache.
const KEPT = "alongside-kept";

export function connect() {
  for (const store of [localStorage, sessionStorage]) {
    for (const key of Object.keys(store).filter(isKept)) store.removeItem(key);
  }
  indexedDB.databases?.().then((found) => {
    for (const { name } of found.filter((database) => isKept(database.name))) indexedDB.deleteDatabase(name);
  });
  window.caches?.keys().then((names) => {
    for (const name of names.filter(isKept)) caches.delete(name);
  });
}

function isKept(name) {
  return name?.startsWith(KEPT);
}

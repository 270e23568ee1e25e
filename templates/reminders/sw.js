// The one service worker: it shows notifications and opens what they are about. It never keeps a page.
self.addEventListener("push", (event) => {
  const told = event.data ? event.data.json() : {};
  event.waitUntil(
    self.registration.showNotification(told.title || "", {
      body: told.body || "",
      tag: told.tag,
      data: told.url,
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data || "/", self.location.origin);
  if (url.origin === self.location.origin) event.waitUntil(show(url.href));
});

async function show(href) {
  const open = await self.clients.matchAll({ type: "window" });
  const here = open.find((page) => page.url === href);
  return here ? here.focus() : self.clients.openWindow(href);
}

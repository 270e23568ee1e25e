// The one service worker: it shows notifications and opens what they are about. It never keeps a page.
self.addEventListener("push", (event) => {
  const told = event.data ? event.data.json() : {};
  event.waitUntil(
    self.registration.showNotification(told.title || "", {
      body: told.body || "",
      tag: told.tag,
      renotify: Boolean(told.tag), // news takes the older one's place, and is noticed
      actions: told.answer ? [{ action: "answer", title: told.answer.label }] : [],
      data: { url: told.url, answer: told.answer && told.answer.url },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const data = event.notification.data || {};
  const wanted = event.action === "answer" ? data.answer : data.url;
  const url = new URL(wanted || "/", self.location.origin);
  if (url.origin === self.location.origin) event.waitUntil(show(url.href));
});

async function show(href) {
  const open = await self.clients.matchAll({ type: "window" });
  const here = open.find((page) => page.url === href);
  return here ? here.focus() : self.clients.openWindow(href);
}

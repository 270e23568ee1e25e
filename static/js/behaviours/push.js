// Asks the browser to let this site notify its owner, then sends where and with which keys with the form.
// The button is shown where a browser can do it; data-key is the site's own key.
export function connect(form) {
  const can = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  form.querySelector("[data-cannot]").hidden = can;
  form.querySelector("[data-can]").hidden = !can;
  if (!can) return;
  form.addEventListener("submit", async (event) => {
    if (form.elements.endpoint.value) return;
    event.preventDefault();
    if (await filled(form)) form.requestSubmit();
  });
}

async function filled(form) {
  const sorry = form.querySelector("[data-sorry]");
  sorry.hidden = true;
  try {
    if ((await Notification.requestPermission()) !== "granted") throw new Error("not allowed");
    const worker = await navigator.serviceWorker.register(form.dataset.worker);
    const found = await worker.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: form.dataset.key,
    });
    const { endpoint, keys } = found.toJSON();
    Object.entries({ endpoint, ...keys }).forEach(([name, value]) => (form.elements[name].value = value));
    return true;
  } catch {
    sorry.hidden = false;
    return false;
  }
}

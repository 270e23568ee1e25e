// Asks the device to make a passkey or to use one (data-passkey: create or get), then sends its answer with the form.
// A form with data-passkey-url signs in: its button is shown where there are passkeys, and its email field offers them.
export function connect(form) {
  if (form.dataset.passkeyUrl) return void connectSignIn(form);
  const options = JSON.parse(form.dataset.options);
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    if (await filled(form, form.dataset.passkey, options)) form.requestSubmit();
  });
}

async function connectSignIn(form) {
  if (!window.PublicKeyCredential) return;
  const button = form.querySelector("[data-passkey-button]");
  let waiting = new AbortController();

  async function start(more) {
    waiting.abort(); // a browser asks for one thing at a time
    waiting = new AbortController();
    const options = fetch(form.dataset.passkeyUrl).then((answer) => answer.json());
    if (!(await filled(form, "get", options, { signal: waiting.signal, ...more }))) return;
    const before = form.action;
    form.action = form.dataset.passkeyUrl;
    form.requestSubmit();
    form.action = before; // it is on its way; Back finds the form as it was
    form.elements.credential.value = "";
  }

  button.hidden = false;
  button.addEventListener("click", () => start({}));
  if (await PublicKeyCredential.isConditionalMediationAvailable?.()) start({ mediation: "conditional" });
}

async function filled(form, how, options, more = {}) {
  const sorry = form.querySelector("[data-sorry]");
  sorry.hidden = true;
  try {
    const { publicKey } = await options; // of a portal that does not answer, or not now, this is no JSON
    const credential = await navigator.credentials[how]({ publicKey: readable(publicKey), ...more });
    form.elements.credential.value = JSON.stringify(written(credential));
    return true;
  } catch {
    sorry.hidden = Boolean(more.mediation || more.signal?.aborted); // else: put away, timed out, no passkeys here
    return false;
  }
}

function readable(options) {
  const known = (list) => list?.map((entry) => ({ ...entry, id: bytes(entry.id) }));
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    ...(options.excludeCredentials && { excludeCredentials: known(options.excludeCredentials) }),
    ...(options.allowCredentials && { allowCredentials: known(options.allowCredentials) }),
  };
}

function written(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(parts.filter((name) => response[name]).map((name) => [name, text(response[name])])),
  };
}

function bytes(base64url) {
  const plain = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

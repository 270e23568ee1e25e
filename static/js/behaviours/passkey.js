// Asks the device to make a passkey or to use one (data-passkey: create or get), then sends its answer with the form.
export function connect(form) {
  const answer = form.elements.credential;
  const asked = JSON.parse(form.dataset.options).publicKey;
  const sorry = form.querySelector("[data-sorry]");

  form.addEventListener("submit", async (event) => {
    if (answer.value) return;
    event.preventDefault();
    sorry.hidden = true;
    try {
      const publicKey = readable(asked);
      const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
      answer.value = JSON.stringify(written(credential));
      form.requestSubmit();
    } catch {
      sorry.hidden = false; // put away, timed out, or a device without passkeys
    }
  });
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

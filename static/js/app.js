// Finds [data-behaviour="name other-name"] and connects each element once, now and after every swap.
// Every page works without this file; behaviours only make it kinder.
import * as afterSwap from "./behaviours/after-swap.js";
import * as copy from "./behaviours/copy.js";
import * as keepDraft from "./behaviours/keep-draft.js";
import * as leave from "./behaviours/leave.js";
import * as forgetKept from "./behaviours/forget-kept.js";
import * as menu from "./behaviours/menu.js";
import * as passkey from "./behaviours/passkey.js";
import * as printPage from "./behaviours/print-page.js";
import * as push from "./behaviours/push.js";
import * as readAloud from "./behaviours/read-aloud.js";
import * as refresh from "./behaviours/refresh.js";
import * as share from "./behaviours/share.js";
import * as shownFor from "./behaviours/shown-for.js";
import * as status from "./behaviours/status.js";
import * as submitOnce from "./behaviours/submit-once.js";
import * as timeZone from "./behaviours/time-zone.js";

const behaviours = {
  "after-swap": afterSwap,
  copy,
  "keep-draft": keepDraft,
  leave,
  "forget-kept": forgetKept,
  menu,
  passkey,
  "print-page": printPage,
  push,
  "read-aloud": readAloud,
  refresh,
  share,
  "shown-for": shownFor,
  status,
  "submit-once": submitOnce,
  "time-zone": timeZone,
};
const connected = new WeakSet();

function connectAll() {
  for (const element of document.querySelectorAll("[data-behaviour]")) {
    if (connected.has(element)) continue;
    connected.add(element);
    for (const name of element.dataset.behaviour.split(" ")) behaviours[name]?.connect(element);
  }
}

connectAll();
document.addEventListener("htmx:afterSwap", connectAll);
document.addEventListener("htmx:oobAfterSwap", connectAll);

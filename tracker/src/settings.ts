// What the script element says: where to send, and with which key.

const script = document.currentScript as HTMLScriptElement;

export const key = script.dataset.key;

/** `/e` beside `/t.js`. */
export const endpoint = new URL("e", script.src);

/** Global Privacy Control or Do Not Track: nothing is kept on this device, and nobody is named. */
export const asksForPrivacy =
  (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl ||
  (navigator.doNotTrack as any) > 0;

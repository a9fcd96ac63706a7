/** Notifications by the browser, beside those of the app. They need the member's wish and the browser's permission. */

export type BrowserPermission = "granted" | "denied" | "default" | "unsupported";

export function browserPermission(): BrowserPermission {
  return "Notification" in window ? Notification.permission : "unsupported";
}

/** To be called on a click: browsers answer other requests with a refusal, and people rightly too. */
export async function askBrowserPermission(): Promise<BrowserPermission> {
  if (!("Notification" in window)) return "unsupported";
  return Notification.requestPermission();
}

/** Several tabs may show the same one: `tag` makes them one. */
export function showInBrowser(
  text: { title: string; body: string; tag: string; language: string },
  onClick: () => void,
) {
  if (browserPermission() !== "granted") return;
  try {
    const shown = new Notification(text.title, {
      body: text.body,
      tag: text.tag,
      lang: text.language,
      icon: "/favicon.svg",
    });
    shown.onclick = () => {
      window.focus();
      onClick();
      shown.close();
    };
  } catch {
    // Some browsers on phones have the interface and let only service workers use it.
  }
}

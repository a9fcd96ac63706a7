/** The title of the tab: what is on screen, and before it how many notifications are unread. */
let title = "Tandem";
let unread = 0;

export const countLabel = (count: number) => (count > 99 ? "99+" : String(count));

function show() {
  document.title = unread > 0 ? `(${countLabel(unread)}) ${title}` : title;
}

export function setPageTitle(next: string) {
  title = next;
  show();
}

export function setUnreadInTitle(count: number) {
  unread = count;
  show();
}

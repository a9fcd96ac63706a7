/** A web page as people speak of it: its title, else its path. */
export function pageLabel({ title, url }: { title: string; url: string }): string {
  if (title) return title;
  return pagePath(url);
}

/** "/pricing" of "https://shop.example.org/pricing?x=1"; the text itself when it is no address. */
export function pagePath(url: string): string {
  try {
    return decodeURI(new URL(url).pathname);
  } catch {
    return url;
  }
}

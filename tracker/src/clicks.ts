// Links that lead elsewhere, files, and what is shared.
import { downloads } from "./downloads";
import { track } from "./message";
import { on } from "./safely";

const clicked = ({ target }: { target: any }) => {
  const shared = target.closest("[data-tandem-share]");
  const link = target.closest("a[href]");
  const href = link?.href;
  if (shared) track("Shared", { network: shared.dataset.tandemShare, href });
  else if (link.hasAttribute("download") || downloads.test(link.pathname))
    track("File Downloaded", { href });
  else if (link.host && link.host != location.host) track("Link Clicked", { href });
};

export const watchClicks = () => on("click", clicked);

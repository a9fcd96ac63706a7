import { Outlet, useLocation } from "@tanstack/react-router";
import { isOutside } from "./guard";
import { Outside } from "./outside/outside";
import { useKeptPreferences } from "./preferences";
import { Shell } from "./shell/shell";

/** What surrounds a screen: the shell for members, a plain page for who has yet to come in. */
export function Frame() {
  const { pathname } = useLocation();
  useKeptPreferences();
  if (!isOutside(pathname)) return <Shell />;
  return (
    <Outside>
      <Outlet />
    </Outside>
  );
}

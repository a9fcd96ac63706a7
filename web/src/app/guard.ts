import { redirect } from "@tanstack/react-router";
import { Problem } from "../lib/api/problem";
import { sessionQuery } from "../lib/api/session";
import { queryClient } from "./query-client";

const outside = ["/sign-in", "/setup", "/choose-password"];

/** Screens for people who are not signed in. */
export const isOutside = (pathname: string) => outside.includes(pathname);

/** Only a path of this app: an address that leads elsewhere would make the sign-in a decoy's helper. */
export const localPath = (to: unknown) =>
  typeof to === "string" && /^\/(?![/\\])/.test(to) ? to : "/funnel";

/** Sends who is not signed in to the sign-in, or to the setup while nobody can sign in. */
export async function requireSession({ pathname, href }: { pathname: string; href: string }) {
  if (isOutside(pathname)) return;
  const session = await queryClient.ensureQueryData(sessionQuery).catch((error: unknown) => {
    // Without a server each screen says so itself.
    if (error instanceof Problem && error.kind !== "refused") return undefined;
    throw error;
  });
  if (session?.setup_needed) throw redirect({ to: "/setup", replace: true });
  if (session && !session.member) {
    throw redirect({ to: "/sign-in", search: { to: href }, replace: true });
  }
}

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { readAuditSearch } from "../features/access/audit-search";
import { readWebhookSearch } from "../features/access/webhook-search";
import { readContactSearch } from "../features/contacts/contact-search";
import { readTimelineSearch } from "../features/contacts/page/timeline-search";
import { readFunnelSearch, readSourcesSearch } from "../features/performance/search";
import { parseSearch, stringifySearch } from "../lib/filters/address";
import { readFilters } from "../lib/filters/filters";
import { Crash } from "./crash";
import { NotFound } from "./not-found";
import { Frame } from "./frame";
import { localPath, requireSession } from "./guard";
import { queryClient } from "./query-client";
import { Problem } from "../lib/api/problem";
import { sessionQuery } from "../lib/api/session";

/*
 * Every route, with what its address may hold. Each screen is a chunk of its own, fetched when its link is first
 * pointed at.
 */
const root = createRootRoute({
  component: Frame,
  beforeLoad: ({ location }) => requireSession(location),
});

const live = createRoute({
  getParentRoute: () => root,
  path: "/live",
  component: lazyRouteComponent(() => import("../features/live/live-screen"), "LiveScreen"),
});

const contacts = createRoute({
  getParentRoute: () => root,
  path: "/contacts",
  validateSearch: readContactSearch,
  component: lazyRouteComponent(
    () => import("../features/contacts/list/contacts-screen"),
    "ContactsScreen",
  ),
});

const contact = createRoute({
  getParentRoute: () => root,
  path: "/contacts/$id",
  validateSearch: readTimelineSearch,
  component: lazyRouteComponent(
    () => import("../features/contacts/page/contact-screen"),
    "ContactScreen",
  ),
});

const members = createRoute({
  getParentRoute: () => root,
  path: "/members",
  component: lazyRouteComponent(() => import("../features/access/members-screen"), "MembersScreen"),
});

const tokens = createRoute({
  getParentRoute: () => root,
  path: "/tokens",
  component: lazyRouteComponent(() => import("../features/access/tokens-screen"), "TokensScreen"),
});

const webhooks = createRoute({
  getParentRoute: () => root,
  path: "/webhooks",
  validateSearch: readWebhookSearch,
  component: lazyRouteComponent(
    () => import("../features/access/webhooks-screen"),
    "WebhooksScreen",
  ),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: "/audit",
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import("../features/access/audit-screen"), "AuditScreen"),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: lazyRouteComponent(
    () => import("../features/access/settings-screen"),
    "SettingsScreen",
  ),
});

const account = createRoute({
  getParentRoute: () => root,
  path: "/account",
  component: lazyRouteComponent(() => import("../features/access/account-screen"), "AccountScreen"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: ({ to, problem }: Record<string, unknown>): { to: string; problem?: string } => ({
    to: localPath(to),
    ...(typeof problem === "string" && { problem }),
  }),
  component: lazyRouteComponent(() => import("../features/access/sign-in-screen"), "SignInScreen"),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("../features/access/setup-screen"), "SetupScreen"),
});

const choosePassword = createRoute({
  getParentRoute: () => root,
  path: "/choose-password",
  component: lazyRouteComponent(
    () => import("../features/access/choose-password-screen"),
    "ChoosePasswordScreen",
  ),
});

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/funnel", replace: true });
  },
});

const funnel = createRoute({
  getParentRoute: () => root,
  path: "/funnel",
  validateSearch: readFunnelSearch,
  component: lazyRouteComponent(
    () => import("../features/performance/funnel/funnel-screen"),
    "FunnelScreen",
  ),
});

const sources = createRoute({
  getParentRoute: () => root,
  path: "/sources",
  validateSearch: readSourcesSearch,
  component: lazyRouteComponent(
    () => import("../features/performance/sources/sources-screen"),
    "SourcesScreen",
  ),
});

const cohorts = createRoute({
  getParentRoute: () => root,
  path: "/cohorts",
  validateSearch: readFilters,
  component: lazyRouteComponent(
    () => import("../features/performance/cohorts/cohorts-screen"),
    "CohortsScreen",
  ),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    funnel,
    sources,
    cohorts,
    live,
    contacts,
    contact,
    members,
    tokens,
    webhooks,
    audit,
    settings,
    account,
    signIn,
    setup,
    choosePassword,
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: Crash,
  scrollRestoration: true,
});

/** A session that has ended shows in the next request: back to the sign-in, and then to where one was. */
function leaveWhenSessionEnded(error: Error) {
  if (!(error instanceof Problem && error.status === 401)) return;
  queryClient.removeQueries(sessionQuery);
  void router.invalidate();
}
queryClient.getQueryCache().config.onError = leaveWhenSessionEnded;
queryClient.getMutationCache().config.onError = leaveWhenSessionEnded;

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { readFunnelSearch, readSourcesSearch } from "../features/performance/search";
import { parseSearch, stringifySearch } from "../lib/filters/address";
import { readFilters } from "../lib/filters/filters";
import { Crash } from "./crash";
import { NotFound } from "./not-found";
import { Shell } from "./shell/shell";

/*
 * Every route, with what its address may hold. Each screen is a chunk of its own, fetched when its link is first
 * pointed at.
 */
const root = createRootRoute({ component: Shell });

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
  routeTree: root.addChildren([home, funnel, sources, cohorts]),
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: Crash,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import type { Workspace } from "../../lib/api/answers";
import { api, bodyOf } from "../../lib/api/client";
import { filterSpan, type Filters } from "../../lib/filters/filters";
import { today } from "../../lib/filters/period";
import { useLanguage } from "../../lib/i18n";

const refresh = 5_000; // ms; paused by TanStack Query while the tab is hidden

/** The funnel of the filtered contacts, refreshed while it is looked at. */
export function useFunnel(
  workspace: Workspace,
  filters: Filters,
  by?: "origin" | "month" | "landing_page",
) {
  const [language] = useLanguage();
  const span = filterSpan(filters, today(workspace.time_zone));
  return useQuery(
    queryOptions({
      queryKey: ["funnel", language, by, span.from, span.to, filters.origin],
      queryFn: ({ signal }) =>
        bodyOf(
          api.GET("/api/v1/funnel", {
            params: { query: { by, ...span, origin: filters.origin } },
            signal,
          }),
        ),
      refetchInterval: refresh,
      placeholderData: keepPreviousData,
    }),
  );
}

/** Every source with its conversion and revenue; the sources are compared, so `origin` does not narrow the request. */
export function useSources(workspace: Workspace, filters: Filters) {
  const [language] = useLanguage();
  const span = filterSpan(filters, today(workspace.time_zone));
  return useQuery(
    queryOptions({
      queryKey: ["sources", language, span.from, span.to],
      queryFn: ({ signal }) =>
        bodyOf(api.GET("/api/v1/sources", { params: { query: span }, signal })),
      refetchInterval: refresh,
      placeholderData: keepPreviousData,
    }),
  );
}

import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../lib/api/client";

export const liveVisitorsQuery = queryOptions({
  queryKey: ["visitors", "live"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/visitors/live", { signal })),
  // The stream of events tells who comes; that somebody is silent for too long, nothing tells.
  refetchInterval: 20_000,
});

export const writeKeysQuery = queryOptions({
  queryKey: ["write_keys"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/write_keys", { signal })),
});

import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../lib/api/client";

export const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/account", { signal })),
});

export const sessionsQuery = queryOptions({
  queryKey: ["account", "sessions"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/account/sessions", { signal })),
});

export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/members", { signal })),
});

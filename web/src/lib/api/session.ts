import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Session } from "./answers";
import { api, bodyOf } from "./client";

export type Permission = Session["permissions"][number];

/** Who is signed in and what they may do; asked before any screen is shown. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/session", { signal })),
  staleTime: 60_000,
});

export function useSession() {
  return useQuery(sessionQuery);
}

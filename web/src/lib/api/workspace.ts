import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "./client";
import type { Workspace } from "./answers";

/** Nothing to show yet: the screens then say what to do, and look again every two seconds. */
export function isEmpty(workspace: Workspace): boolean {
  return workspace.contacts === 0 && workspace.deals === 0;
}

export const workspaceQuery = queryOptions({
  queryKey: ["workspace"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/workspace", { signal })),
  refetchInterval: ({ state }) => (state.data && !isEmpty(state.data) ? 15_000 : 2_000),
});

export function useWorkspace() {
  return useQuery(workspaceQuery);
}

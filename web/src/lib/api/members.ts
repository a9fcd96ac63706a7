import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "./client";

export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/members", { signal })),
});

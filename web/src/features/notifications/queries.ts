import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../lib/api/client";

const onAPage = 30;

export const notificationsQuery = infiniteQueryOptions({
  queryKey: ["notifications"],
  queryFn: ({ pageParam, signal }) =>
    bodyOf(
      api.GET("/api/v1/notifications", {
        signal,
        params: { query: { limit: onAPage, before: pageParam } },
      }),
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ notifications }) =>
    notifications.length === onAPage ? notifications.at(-1)?.id : undefined,
  // What happens is told by the stream of events; this is for when there is none.
  refetchInterval: 60_000,
});

export const readOne = (id: string) =>
  api.POST("/api/v1/notifications/{id}/reading", { params: { path: { id } }, body: {} });

export const readUpTo = (last: string) =>
  api.POST("/api/v1/notifications/reading", { body: { last } });

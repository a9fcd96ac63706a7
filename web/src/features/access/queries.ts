import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../lib/api/client";

export { membersQuery } from "../../lib/api/members";

export const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/account", { signal })),
});

export const sessionsQuery = queryOptions({
  queryKey: ["account", "sessions"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/account/sessions", { signal })),
});

export const ownTokensQuery = queryOptions({
  queryKey: ["account", "tokens"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/account/tokens", { signal })),
});

export const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/tokens", { signal })),
});

export const singleSignOnQuery = queryOptions({
  queryKey: ["single_sign_on"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/single_sign_on", { signal })),
});

export const writeKeysQuery = queryOptions({
  queryKey: ["write_keys"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/write_keys", { signal })),
});

export const revisitSettingsQuery = queryOptions({
  queryKey: ["revisit_settings"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/revisit_settings", { signal })),
});

export const webhooksQuery = queryOptions({
  queryKey: ["webhooks"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/webhooks", { signal })),
  refetchInterval: 3_000, // deliveries come and go by themselves
});

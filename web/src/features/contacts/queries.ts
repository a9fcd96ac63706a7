import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { ContactPage } from "../../lib/api/answers";
import { api, bodyOf } from "../../lib/api/client";
import { asRequest, type ContactSearch } from "./contact-search";

const onAPage = 50;
const mostAsked = 40; // times for one page, before the reader is asked whether to go on

/**
 * A page of the list. The server ends a page early when it has passed over many contacts that do not fit; it is then
 * asked on, so that a page on screen is full or the last.
 */
async function fetchPage(search: ContactSearch, after: string | undefined, signal: AbortSignal) {
  const page: ContactPage = { contacts: [], next: after ?? null, total: null, more_than: null };
  for (let asked = 0; asked < mostAsked; ++asked) {
    const query = {
      ...asRequest(search),
      limit: onAPage - page.contacts.length,
      after: page.next ?? undefined,
    };
    const { contacts, ...rest } = await bodyOf(
      api.GET("/api/v1/contacts", { signal, params: { query } }),
    );
    Object.assign(page, rest);
    page.contacts.push(...contacts);
    if (page.next === null || page.contacts.length >= onAPage) break;
  }
  return page;
}

export const contactsQuery = (search: ContactSearch) =>
  infiniteQueryOptions({
    queryKey: ["contacts", "list", asRequest(search)],
    queryFn: ({ pageParam, signal }) => fetchPage(search, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ["contacts", id, "record"],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/contacts/{id}", { signal, params: { path: { id } } })),
  });

export const groups = ["website", "sales", "lifecycle", "deals", "record"] as const;
export type Group = (typeof groups)[number];

export const timelineQuery = (id: string, only: readonly Group[]) =>
  infiniteQueryOptions({
    queryKey: ["contacts", id, "timeline", only],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET("/api/v1/contacts/{id}/activities", {
          signal,
          params: { path: { id }, query: { only: [...only], before: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/views", { signal })),
});

/** What is known of one contact may have changed: its page, its timeline, and every list it may be in. */
export function contactChanged(client: QueryClient, id: string): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: ["contacts", id] }),
    client.invalidateQueries({ queryKey: ["contacts", "list"] }),
  ]);
}

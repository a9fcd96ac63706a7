import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Webhook } from "../../lib/api/answers";
import { api, bodyOf } from "../../lib/api/client";
import { webhooksQuery } from "./queries";
import type { MadeSecret } from "./webhook-dialog";

const at = ({ id }: Webhook) => ({ params: { path: { id } } });

/** What can be done with a webhook at a click; `onSecret` gets one that was replaced. */
export function useWebhookDeeds(onSecret: (made: MadeSecret) => void) {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  const pause = useMutation({
    mutationFn: ({ webhook, disabled }: { webhook: Webhook; disabled: boolean }) =>
      bodyOf(api.PATCH("/api/v1/webhooks/{id}", { ...at(webhook), body: { disabled } })),
    onSettled,
  });
  const rotate = useMutation({
    mutationFn: (webhook: Webhook) =>
      bodyOf(api.POST("/api/v1/webhooks/{id}/secrets", { ...at(webhook), body: {} })),
    onSuccess: ({ webhook: { name }, secret }) => onSecret({ name, secret }),
    onSettled,
  });
  const test = useMutation({
    mutationFn: (webhook: Webhook) =>
      bodyOf(api.POST("/api/v1/webhooks/{id}/tests", { ...at(webhook), body: {} })),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (webhook: Webhook) => api.DELETE("/api/v1/webhooks/{id}", at(webhook)),
    onSettled,
  });
  const all = [pause, rotate, test, remove];
  const begin = (deed: () => void) => {
    for (const each of all) each.reset();
    deed();
  };
  return {
    busy: all.some(({ isPending }) => isPending),
    error: all.find(({ error }) => error)?.error ?? null,
    /** The webhook that was sent a test last. */
    tested: test.isSuccess ? test.variables : undefined,
    pause: (webhook: Webhook, disabled: boolean) =>
      begin(() => pause.mutate({ webhook, disabled })),
    rotate: (webhook: Webhook) => begin(() => rotate.mutate(webhook)),
    test: (webhook: Webhook) => begin(() => test.mutate(webhook)),
    remove: (webhook: Webhook) => begin(() => remove.mutate(webhook)),
  };
}

export type WebhookDeeds = ReturnType<typeof useWebhookDeeds>;

import { Button, Select } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Delivery, Webhook } from "../../lib/api/answers";
import { api, bodyOf } from "../../lib/api/client";
import { useFormat } from "../../lib/format/use-format";
import { Answer } from "../../ui/answer";
import { Message } from "../../ui/message";
import { TableSkeleton } from "../../ui/table-skeleton";
import auditClasses from "./audit.module.css";
import classes from "./members.module.css";
import { webhooksQuery } from "./queries";
import { Refusal } from "./submit";
import { EventName } from "./webhook-dialog";
import { deliveryStates } from "./webhook-search";

interface Props {
  webhook: Webhook;
  /** Only these. */
  state: Delivery["state"] | undefined;
}

/** What was sent to a webhook and what became of it; what is dead can be sent again. */
export function Deliveries({ webhook, state }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const path = { id: webhook.id };
  const log = useInfiniteQuery({
    queryKey: [...webhooksQuery.queryKey, webhook.id, state],
    queryFn: ({ pageParam: after, signal }) =>
      bodyOf(
        api.GET("/api/v1/webhooks/{id}/deliveries", {
          signal,
          params: { path, query: { state, after } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: 3_000,
  });
  const again = useMutation({
    mutationFn: (send_again: string) =>
      bodyOf(
        api.POST("/api/v1/webhooks/{id}/deliveries", { params: { path }, body: { send_again } }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: webhooksQuery.queryKey }),
  });
  return (
    <section className={classes.wideSection} aria-labelledby="deliveries">
      <h2 id="deliveries">{t("webhooks.deliveries_of", { name: webhook.name })}</h2>
      <div className={auditClasses.filters}>
        <Select
          label={t("webhooks.only")}
          placeholder={t("webhooks.any")}
          clearable
          data={deliveryStates.map((each) => ({ value: each, label: t(`delivery.${each}`) }))}
          value={state ?? null}
          onChange={(chosen) =>
            void navigate({
              to: "/webhooks",
              search: { of: webhook.id, ...(chosen && { state: chosen }) },
            })
          }
        />
      </div>
      <Refusal error={again.error} />
      <Answer query={log} skeleton={<TableSkeleton rows={4} />}>
        {({ pages }) => {
          const lines = pages.flatMap(({ deliveries }) => deliveries);
          return (
            <>
              <Lines
                lines={lines}
                onSendAgain={webhook.disabled_at ? undefined : (id) => again.mutate(id)}
              />
              {log.hasNextPage && (
                <Button
                  variant="default"
                  size="xs"
                  loading={log.isFetchingNextPage}
                  onClick={() => void log.fetchNextPage()}
                >
                  {t("webhooks.older")}
                </Button>
              )}
            </>
          );
        }}
      </Answer>
    </section>
  );
}

const columns = ["when", "event", "outcome", "attempts", "actions"] as const;

interface LinesProps {
  lines: readonly Delivery[];
  /** Absent while the webhook is paused. */
  onSendAgain: ((id: string) => void) | undefined;
}

function Lines({ lines, onSendAgain }: LinesProps) {
  const { t } = useTranslation();
  if (lines.length === 0) {
    return (
      <Message title={t("webhooks.nothing")}>
        <p>{t("webhooks.nothing_text")}</p>
      </Message>
    );
  }
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`webhooks.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.id} line={line} onSendAgain={onSendAgain} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ line, onSendAgain }: { line: Delivery } & Pick<LinesProps, "onSendAgain">) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, attempts, last_status, last_problem, next_at, message_id } = line;
  const answer =
    last_problem ?? (last_status === null ? "" : t("webhooks.answered", { status: last_status }));
  return (
    <tr>
      <td>
        <time dateTime={line.queued_at}>{format.instant(line.queued_at)}</time>
      </td>
      <th scope="row">
        <EventName type={line.type} />
        <span className={classes.email}>{message_id}</span>
      </th>
      <td className={classes.anywhere}>
        {t(`delivery.${state}`)}
        {answer && <span className={classes.email}>{answer}</span>}
        {attempts > 0 && next_at && (
          <span className={classes.email}>
            {t("webhooks.next", { time: format.instant(next_at) })}
          </span>
        )}
      </td>
      <td>{t("webhooks.tried", { count: attempts, shown: format.count(attempts) })}</td>
      <td>
        {state === "dead" && onSendAgain && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t("webhooks.send_again_of", { id: message_id })}
            onClick={() => onSendAgain(line.id)}
          >
            {t("webhooks.send_again")}
          </Button>
        )}
      </td>
    </tr>
  );
}

import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Webhook, Webhooks } from "../../lib/api/answers";
import { Answer } from "../../ui/answer";
import { Command } from "../../ui/command";
import { Message } from "../../ui/message";
import { Screen } from "../../ui/screen";
import { TableSkeleton } from "../../ui/table-skeleton";
import classes from "./members.module.css";
import { OnlyFor } from "./only-for";
import { webhooksQuery } from "./queries";
import { Refusal } from "./submit";
import { useWebhookDeeds } from "./use-webhook-deeds";
import { ConfirmRemoval } from "./webhook-removal";
import { Deliveries } from "./webhook-deliveries";
import { type MadeSecret, WebhookDialog } from "./webhook-dialog";
import { WebhookRow } from "./webhook-row";

const route = getRouteApi("/webhooks");

/** Which other systems are told of what happens, and what became of it. */
export function WebhooksScreen() {
  const { t } = useTranslation();
  return (
    <Screen title={t("webhooks.title")} lead={t("webhooks.lead")}>
      <OnlyFor any={["manage_workspace"]}>
        <All />
      </OnlyFor>
    </Screen>
  );
}

function All() {
  const webhooks = useQuery(webhooksQuery);
  return (
    <Answer query={webhooks} skeleton={<TableSkeleton rows={4} />}>
      {(data) => <List data={data} />}
    </Answer>
  );
}

const columns = ["name", "events", "state", "actions"] as const;

function List({ data: { webhooks, event_types } }: { data: Webhooks }) {
  const { t } = useTranslation();
  const { of, state } = route.useSearch();
  const [dialog, setDialog] = useState<{ webhook?: Webhook }>();
  const [removing, setRemoving] = useState<Webhook>();
  const [made, setMade] = useState<MadeSecret>();
  const deeds = useWebhookDeeds(setMade);
  const client = useQueryClient();
  const chosen = webhooks.find(({ id }) => id === of);
  return (
    <>
      <p className={classes.actions}>
        <Button variant="default" size="xs" onClick={() => setDialog({})}>
          {t("webhooks.new")}
        </Button>
      </p>
      {made && (
        <section className={classes.link} role="status">
          <p>{t("webhooks.secret", { name: made.name })}</p>
          <Command>{made.secret}</Command>
          <Button variant="default" size="compact-sm" onClick={() => setMade(undefined)}>
            {t("tokens.kept")}
          </Button>
        </section>
      )}
      <Refusal error={deeds.error} />
      <p role="status">{deeds.tested && t("webhooks.test_sent", { name: deeds.tested.name })}</p>
      {webhooks.length === 0 ? (
        <Message title={t("webhooks.none")}>
          <p>{t("webhooks.none_text")}</p>
        </Message>
      ) : (
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
            {webhooks.map((webhook) => (
              <WebhookRow
                key={webhook.id}
                webhook={webhook}
                deeds={deeds}
                onChange={() => setDialog({ webhook })}
                onRemove={() => setRemoving(webhook)}
              />
            ))}
          </tbody>
        </table>
      )}
      {chosen && <Deliveries key={chosen.id} webhook={chosen} state={state} />}
      {dialog && (
        <WebhookDialog
          webhook={dialog.webhook}
          eventTypes={event_types}
          onClose={() => setDialog(undefined)}
          onSaved={(secret) => {
            setDialog(undefined);
            if (secret) setMade(secret);
            void client.invalidateQueries({ queryKey: webhooksQuery.queryKey });
          }}
        />
      )}
      <ConfirmRemoval
        webhook={removing}
        onCancel={() => setRemoving(undefined)}
        onRemove={(webhook) => {
          setRemoving(undefined);
          deeds.remove(webhook);
        }}
      />
    </>
  );
}

import { Checkbox, Modal, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Webhook } from "../../lib/api/answers";
import { api, bodyOf } from "../../lib/api/client";
import classes from "./fields.module.css";
import { refusalOf, Submit } from "./submit";
import { eventName, inOrder } from "./webhook-events";

export interface MadeSecret {
  name: string;
  secret: string;
}

interface Props {
  /** The one to change; absent for a new one. */
  webhook?: Webhook | undefined;
  /** That may be chosen. */
  eventTypes: readonly string[];
  onClose: () => void;
  /** With the secret of a new one. */
  onSaved: (made?: MadeSecret) => void;
}

const fields = ["name", "url", "event_types"] as const;

/** Where a webhook leads, and what it is told. */
export function WebhookDialog({ webhook, eventTypes, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState({
    name: webhook?.name ?? "",
    url: webhook?.url ?? "",
    event_types: webhook?.event_types ?? [],
  });
  const save = useMutation({
    mutationFn: async (): Promise<MadeSecret | undefined> => {
      if (!webhook) {
        const { secret } = await bodyOf(api.POST("/api/v1/webhooks", { body: wanted }));
        return { name: wanted.name, secret };
      }
      const params = { path: { id: webhook.id } };
      await bodyOf(api.PATCH("/api/v1/webhooks/{id}", { params, body: wanted }));
      return undefined;
    },
    onSuccess: onSaved,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={webhook ? t("webhooks.change", { name: webhook.name }) : t("webhooks.new")}
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={t("webhooks.name")}
          description={t("webhooks.name_text")}
          required
          value={wanted.name}
          onChange={(event) => setWanted({ ...wanted, name: event.currentTarget.value })}
          error={refusalOf(save.error, "name")}
        />
        <TextInput
          label={t("webhooks.url")}
          description={t("webhooks.url_text")}
          inputMode="url"
          required
          value={wanted.url}
          onChange={(event) => setWanted({ ...wanted, url: event.currentTarget.value })}
          error={refusalOf(save.error, "url")}
        />
        <Checkbox.Group
          label={t("webhooks.events")}
          value={wanted.event_types}
          onChange={(chosen) => setWanted({ ...wanted, event_types: chosen })}
          error={refusalOf(save.error, "event_types")}
        >
          <div className={`${classes.boxes} ${classes.columns}`}>
            {inOrder(eventTypes).map((type) => (
              <Checkbox key={type} value={type} label={<EventName type={type} />} />
            ))}
          </div>
        </Checkbox.Group>
        <Submit error={save.error} fields={fields} busy={save.isPending}>
          {webhook ? t("webhooks.save") : t("webhooks.create")}
        </Submit>
      </form>
    </Modal>
  );
}

/** What an event says, for people. */
export function EventName({ type }: { type: string }) {
  const { t } = useTranslation();
  const name = eventName(type);
  return name ? t(`webhook_event.${name}`) : type;
}

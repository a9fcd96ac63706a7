import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Webhook } from "../../lib/api/answers";
import { useFormat } from "../../lib/format/use-format";
import classes from "./members.module.css";
import { EventName } from "./webhook-dialog";
import type { WebhookDeeds } from "./use-webhook-deeds";

interface Props {
  webhook: Webhook;
  deeds: WebhookDeeds;
  onChange: () => void;
  onRemove: () => void;
}

export function WebhookRow({ webhook, deeds, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const { id, name, url, event_types } = webhook;
  const isPaused = webhook.disabled_at !== null;
  const act = (text: string, label: string, onClick: () => void) => (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      aria-label={label}
      disabled={deeds.busy}
      onClick={onClick}
    >
      {text}
    </Button>
  );
  return (
    <tr data-disabled={isPaused || undefined}>
      <th scope="row" className={classes.anywhere}>
        {name}
        <span className={classes.email}>{url}</span>
      </th>
      <td>
        {event_types.map((type) => (
          <span key={type} className={classes.scope}>
            <EventName type={type} />
          </span>
        ))}
      </td>
      <td>
        <Health webhook={webhook} />
        <Link to="/webhooks" search={{ of: id }} className={classes.block}>
          {t("webhooks.deliveries_of", { name })}
        </Link>
        {webhook.dead > 0 && (
          <Link to="/webhooks" search={{ of: id, state: "dead" }} className={classes.block}>
            {t("webhooks.dead", { count: webhook.dead })}
          </Link>
        )}
      </td>
      <td>
        <span className={classes.wrapping}>
          {!isPaused &&
            act(t("webhooks.test"), t("webhooks.test_of", { name }), () => deeds.test(webhook))}
          {act(t("webhooks.edit"), t("webhooks.edit_of", { name }), onChange)}
          {isPaused
            ? act(t("webhooks.resume"), t("webhooks.resume_of", { name }), () =>
                deeds.pause(webhook, false),
              )
            : act(t("webhooks.pause"), t("webhooks.pause_of", { name }), () =>
                deeds.pause(webhook, true),
              )}
          {act(t("webhooks.rotate"), t("webhooks.rotate_of", { name }), () =>
            deeds.rotate(webhook),
          )}
          {act(t("webhooks.remove"), t("webhooks.remove_of", { name }), onRemove)}
        </span>
      </td>
    </tr>
  );
}

/** Whether it works, since when, and what is under way. */
function Health({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { health, disabled_at, disabled_because, failing_since, delivered_at } = webhook;
  const since = { disabled: disabled_at, failing: failing_since, healthy: delivered_at };
  const at = health === "untried" ? null : since[health];
  const key = disabled_because === "gone" ? "gone" : health;
  return (
    <>
      <span>{t(`webhooks.health_${key}`, { time: at ? format.instant(at) : "" })}</span>
      {webhook.pending > 0 && (
        <span className={classes.email}>
          {t("webhooks.pending", { count: webhook.pending, shown: format.count(webhook.pending) })}
        </span>
      )}
      {webhook.old_secret_expires_at && (
        <span className={classes.email}>
          {t("webhooks.old_secret", { time: format.instant(webhook.old_secret_expires_at) })}
        </span>
      )}
    </>
  );
}

import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Notification } from "../../lib/api/answers";
import { contactPath } from "../../lib/contact-name";
import { useFormat } from "../../lib/format/use-format";
import classes from "./notifications.module.css";
import { useTold } from "./use-told";

interface Props {
  notification: Notification;
  onRead: () => void;
  onLeave: () => void;
}

/** One notification: the sentence leads to the contact and marks it as read. */
export function NotificationLine({ notification, onRead, onLeave }: Props) {
  const { t } = useTranslation();
  const { told, nameOf } = useTold();
  const format = useFormat();
  const { at, kind, read_at, revisits } = notification;
  const leave = () => {
    if (!read_at) onRead();
    onLeave();
  };
  const [first] = revisits;
  const isSummary = kind === "revisits_summed";
  return (
    <li className={classes.line} data-unread={!read_at || undefined}>
      <p>
        {!read_at && <span className="visually-hidden">{t("notifications.unread")} </span>}
        {first && !isSummary ? (
          <Link to={contactPath(first.contact_id)} onClick={leave}>
            {told(notification)}
          </Link>
        ) : (
          told(notification)
        )}
      </p>
      {isSummary && (
        <ul className={classes.summed}>
          {revisits.map((revisit) => (
            <li key={`${revisit.contact_id} ${revisit.at}`}>
              <Link to={contactPath(revisit.contact_id)} onClick={leave}>
                {nameOf(revisit)}
              </Link>
              <time dateTime={revisit.at}>{format.instant(revisit.at)}</time>
            </li>
          ))}
        </ul>
      )}
      <p className={classes.when}>
        <time dateTime={at}>{format.instant(at)}</time>
        {!read_at && (
          <Button variant="subtle" color="gray" size="compact-xs" onClick={onRead}>
            {t("notifications.read_one")}
          </Button>
        )}
      </p>
    </li>
  );
}

import { Button, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Webhook } from "../../lib/api/answers";
import classes from "./fields.module.css";

interface Props {
  /** That would be removed; absent while nothing is asked. */
  webhook: Webhook | undefined;
  onCancel: () => void;
  onRemove: (webhook: Webhook) => void;
}

/** Removing cannot be undone: asks first. */
export function ConfirmRemoval({ webhook, onCancel, onRemove }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={webhook !== undefined}
      onClose={onCancel}
      title={t("webhooks.confirm", { name: webhook?.name ?? "" })}
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      <div className={classes.form}>
        <p>{t("webhooks.confirm_text")}</p>
        <div className={classes.choices}>
          <Button variant="default" onClick={onCancel}>
            {t("tokens.cancel")}
          </Button>
          <Button className={classes.submit} onClick={() => webhook && onRemove(webhook)}>
            {t("webhooks.remove")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

import { Button, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./fields.module.css";

interface Props {
  /** Of what would be revoked; absent while nothing is asked. */
  name: string | undefined;
  onCancel: () => void;
  onRevoke: () => void;
}

/** Revoking cannot be undone: asks first. */
export function ConfirmRevoke({ name, onCancel, onRevoke }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={name !== undefined}
      onClose={onCancel}
      title={t("tokens.confirm", { name: name ?? "" })}
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      <div className={classes.form}>
        <p>{t("tokens.confirm_text")}</p>
        <div className={classes.choices}>
          <Button variant="default" onClick={onCancel}>
            {t("tokens.cancel")}
          </Button>
          <Button className={classes.submit} onClick={onRevoke}>
            {t("tokens.revoke")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

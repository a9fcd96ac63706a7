import { Kbd, Modal, Switch } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import classes from "./help-dialog.module.css";
import { screens } from "./screens";
import type { Shortcuts } from "./use-shortcuts";

interface Props {
  opened: boolean;
  onClose: () => void;
  shortcuts: Shortcuts;
}

export function HelpDialog({ opened, onClose, shortcuts }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("help.title")}
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      <dl className={classes.keys}>
        {screens.map(({ key, name }) => (
          <Fragment key={key}>
            <dt>
              {t("help.go")} <strong>{t(`${name}.title`)}</strong>
            </dt>
            <dd>
              <Kbd>g</Kbd> {t("help.then")} <Kbd>{key}</Kbd>
            </dd>
          </Fragment>
        ))}
        <dt>{t("help.show")}</dt>
        <dd>
          <Kbd>?</Kbd>
        </dd>
        <dt>{t("help.grid")}</dt>
        <dd>
          <Kbd>←</Kbd> <Kbd>↑</Kbd> <Kbd>↓</Kbd> <Kbd>→</Kbd>
        </dd>
        <dt>{t("help.hint")}</dt>
        <dd>{t("help.hint_keys")}</dd>
      </dl>
      <Switch
        className={classes.switch}
        label={t("help.enabled")}
        checked={shortcuts.enabled}
        onChange={(event) => shortcuts.setEnabled(event.currentTarget.checked)}
      />
    </Modal>
  );
}

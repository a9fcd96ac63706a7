import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Command } from "../../ui/command";
import classes from "./members.module.css";
import type { HandedLink } from "./members-screen";

/** A link that works once, to be handed over by whatever way there is. */
export function LinkToHandOver({
  name,
  link,
  purpose,
  onDone,
}: HandedLink & { onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <section className={classes.link} role="status">
      <p>{t(`members.link_${purpose}`, { name })}</p>
      <Command>{window.location.origin + link}</Command>
      <Button variant="default" size="compact-sm" onClick={onDone}>
        {t("members.link_done")}
      </Button>
    </section>
  );
}

import { useTranslation } from "react-i18next";
import { Command } from "./command";
import classes from "./empty-workspace.module.css";
import { Message } from "./message";

/** The first thing a new installation shows: what to do next, in commands to copy. The screen then fills by itself. */
export function EmptyWorkspace() {
  const { t } = useTranslation();
  return (
    <Message title={t("empty.title")}>
      <p>{t("empty.text")}</p>
      <ol className={classes.steps}>
        <li>
          <h3>{t("empty.leads")}</h3>
          <Command>tandem --data DIR import leads FILE</Command>
        </li>
        <li>
          <h3>{t("empty.deals")}</h3>
          <Command>tandem --data DIR import deals FILE</Command>
        </li>
      </ol>
      <div className={classes.alternative}>
        <h3>{t("empty.demo")}</h3>
        <Command>tandem demo --data DIR</Command>
      </div>
      <p className={classes.note}>{t("empty.dir")}</p>
      <p className={classes.waiting} role="status">
        {t("empty.waiting")}
      </p>
    </Message>
  );
}

import { useTranslation } from "react-i18next";
import classes from "./command.module.css";
import { CopyButton } from "./copy-button";

/** A command to type in a terminal, with a button that copies it. */
export function Command({ children }: { children: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes.command}>
      <code>{children}</code>
      <CopyButton compact text={() => children} label={t("copy.command", { command: children })} />
    </div>
  );
}

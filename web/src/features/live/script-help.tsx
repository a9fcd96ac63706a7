import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSession } from "../../lib/api/session";
import { Command } from "../../ui/command";
import { Message } from "../../ui/message";
import classes from "./live.module.css";
import { writeKeysQuery } from "./queries";

/** Nobody was ever seen: how the script comes onto a site. */
export function ScriptHelp() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const mayReadKeys = session?.permissions.includes("manage_members") ?? false;
  const { data } = useQuery({ ...writeKeysQuery, enabled: mayReadKeys });
  const key = data?.write_keys.find(({ revoked_at }) => !revoked_at)?.key;
  return (
    <Message title={t("live.empty")}>
      <p>{t("live.empty_text")}</p>
      <Command>{`<script async src="${window.location.origin}/t.js" data-key="${key ?? "wk…"}"></script>`}</Command>
      {!key && (
        <p className={classes.note}>
          {mayReadKeys ? <Link to="/tokens">{t("live.make_key")}</Link> : t("live.ask_key")}
        </p>
      )}
      <p className={classes.note} role="status">
        {t("live.waiting")}
      </p>
    </Message>
  );
}

import { useTranslation } from "react-i18next";
import { useSession } from "../../lib/api/session";
import { Screen } from "../../ui/screen";
import classes from "./members.module.css";
import { OnlyFor } from "./only-for";
import { Tokens } from "./tokens";
import { WriteKeys } from "./write-keys";

/** How programs get in: everybody's API tokens, and the keys of the tracking script. */
export function TokensScreen() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  return (
    <Screen title={t("tokens.title")} lead={t("tokens.lead")}>
      <OnlyFor any={["manage_members", "manage_workspace"]}>
        {session?.permissions.includes("manage_members") && <Tokens of="everybody" />}
        {session?.permissions.includes("manage_workspace") && (
          <section className={classes.section}>
            <h2>{t("write_keys.title")}</h2>
            <WriteKeys />
          </section>
        )}
      </OnlyFor>
    </Screen>
  );
}

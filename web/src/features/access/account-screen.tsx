import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Answer } from "../../ui/answer";
import { Screen } from "../../ui/screen";
import { TableSkeleton } from "../../ui/table-skeleton";
import classes from "./members.module.css";
import { NotificationPreferences } from "./notification-preferences";
import { OneTimeCode } from "./one-time-code";
import { PasswordForm } from "./password-form";
import { accountQuery } from "./queries";
import { Sessions } from "./sessions";
import { Tokens } from "./tokens";

/** A member's own: password, one-time code, where they are signed in, tokens. */
export function AccountScreen() {
  const { t } = useTranslation();
  const account = useQuery(accountQuery);
  return (
    <Screen title={t("account.title")}>
      <Answer query={account} skeleton={<TableSkeleton rows={4} />}>
        {({ member, preferences, has_one_time_code, recovery_codes_left }) => (
          <>
            <p>{t("account.you", { name: member.name, email: member.email })}</p>
            <section className={classes.section}>
              <h2>{t("notifications.title")}</h2>
              <NotificationPreferences preferences={preferences} />
            </section>
            <section className={classes.section}>
              <h2>{t("access.password")}</h2>
              <PasswordForm email={member.email} />
            </section>
            <section className={classes.section}>
              <h2>{t("access.code")}</h2>
              <OneTimeCode isOn={has_one_time_code} codesLeft={recovery_codes_left} />
            </section>
            <section className={classes.section}>
              <h2>{t("account.sessions")}</h2>
              <Sessions />
            </section>
            <section className={classes.wideSection}>
              <h2>{t("account.tokens")}</h2>
              <p>{t("tokens.own_text")}</p>
              <Tokens of="own" />
            </section>
          </>
        )}
      </Answer>
    </Screen>
  );
}

import { useTranslation } from "react-i18next";
import { type Permission, useSession } from "../../lib/api/session";
import { useWorkspace } from "../../lib/api/workspace";
import { Answer } from "../../ui/answer";
import { Screen } from "../../ui/screen";
import { TableSkeleton } from "../../ui/table-skeleton";
import fields from "./fields.module.css";
import classes from "./members.module.css";
import { OnlyFor } from "./only-for";
import { RevisitSettingsSection } from "./revisit-form";
import { SingleSignOn } from "./single-sign-on";
import { WorkspaceForm } from "./workspace-form";

/** What holds for the whole workspace. */
export function SettingsScreen() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const workspace = useWorkspace();
  const may = (permission: Permission) => session?.permissions.includes(permission);
  return (
    <Screen title={t("settings.title")} lead={t("settings.lead")}>
      <OnlyFor any={["manage_workspace", "manage_website"]}>
        {may("manage_workspace") && (
          <section className={classes.section}>
            <h2>{t("settings.workspace")}</h2>
            <Answer query={workspace} skeleton={<TableSkeleton rows={6} />}>
              {(data) => <WorkspaceForm workspace={data} />}
            </Answer>
          </section>
        )}
        {may("manage_website") && (
          <section className={classes.section}>
            <h2>{t("revisit.title")}</h2>
            <RevisitSettingsSection />
          </section>
        )}
        {may("manage_workspace") && (
          <section className={classes.section}>
            <h2>{t("single_sign_on.title")}</h2>
            <div className={fields.form}>
              <SingleSignOn />
            </div>
          </section>
        )}
      </OnlyFor>
    </Screen>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { LiveVisitors } from "../../lib/api/answers";
import { useSession } from "../../lib/api/session";
import { useFormat } from "../../lib/format/use-format";
import { useLive } from "../../lib/use-live";
import { Answer } from "../../ui/answer";
import { Message } from "../../ui/message";
import { Screen } from "../../ui/screen";
import { TableSkeleton } from "../../ui/table-skeleton";
import classes from "./live.module.css";
import { liveVisitorsQuery } from "./queries";
import { ScriptHelp } from "./script-help";
import { VisitorTable } from "./visitor-table";

/** Who is on the company's websites at this moment. */
export function LiveScreen() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const mayRead = session?.permissions.includes("read_contacts") ?? false;
  const live = useQuery({ ...liveVisitorsQuery, enabled: mayRead });
  useLive(mayRead ? "visitors" : undefined, ["visitors"]);
  return (
    <Screen title={t("live.title")} lead={t("live.lead")}>
      {session && !mayRead ? (
        <Message title={t("access.not_permitted")}>
          <p>{t("access.not_permitted_text")}</p>
        </Message>
      ) : (
        <Answer query={live} skeleton={<TableSkeleton rows={6} />}>
          {(data) => <Visitors data={data} />}
        </Answer>
      )}
    </Screen>
  );
}

function Visitors({ data: { visitors, total, minutes, ever } }: { data: LiveVisitors }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!ever) return <ScriptHelp />;
  const known = visitors.filter(({ contact }) => contact).length;
  return (
    <>
      <p className={classes.summary} role="status">
        <strong>{t("live.count", { count: total, shown: format.count(total) })}</strong>{" "}
        {total > 0 && t("live.known", { count: known, shown: format.count(known) })}
      </p>
      {visitors.length === 0 ? (
        <Message title={t("live.nobody")}>
          <p>{t("live.nobody_text", { count: minutes })}</p>
        </Message>
      ) : (
        <VisitorTable visitors={visitors} />
      )}
      {total > visitors.length && (
        <p className={classes.note}>
          {t("live.more", { count: visitors.length, shown: format.count(visitors.length) })}
        </p>
      )}
      <p className={classes.note}>{t("live.definition", { count: minutes })}</p>
    </>
  );
}

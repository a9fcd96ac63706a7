import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { AuditLine } from "../../lib/api/answers";
import { api, bodyOf } from "../../lib/api/client";
import { useWorkspace } from "../../lib/api/workspace";
import { useFormat } from "../../lib/format/use-format";
import { Answer } from "../../ui/answer";
import { Message } from "../../ui/message";
import { Screen } from "../../ui/screen";
import { TableSkeleton } from "../../ui/table-skeleton";
import { AuditFilters } from "./audit-filters";
import type { AuditSearch } from "./audit-search";
import classes from "./audit.module.css";
import tableClasses from "./members.module.css";
import { OnlyFor } from "./only-for";
import { isCommandLine, useDeedTold } from "./use-deed-told";

const route = getRouteApi("/audit");
const onAPage = 100;

/** Who did what to which record, from where. */
export function AuditScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  return (
    <Screen title={t("audit.title")} lead={t("audit.lead")}>
      <OnlyFor any={["read_audit"]}>
        <AuditFilters search={search} />
        <Log search={search} />
      </OnlyFor>
    </Screen>
  );
}

function Log({ search }: { search: AuditSearch }) {
  const { t } = useTranslation();
  const { data: workspace } = useWorkspace();
  const log = useInfiniteQuery({
    queryKey: ["audit", search],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET("/api/v1/audit", {
          signal,
          params: { query: { ...search, limit: onAPage, before: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ entries }) =>
      entries.length === onAPage ? entries.at(-1)?.id : undefined,
  });
  return (
    <Answer query={log} skeleton={<TableSkeleton rows={8} />}>
      {({ pages }) => {
        const lines = pages.flatMap(({ entries }) => entries);
        if (lines.length === 0) {
          return (
            <Message title={t("audit.none")}>
              <p>{t("audit.none_text")}</p>
            </Message>
          );
        }
        return (
          <>
            <Lines lines={lines} zone={workspace?.time_zone ?? "UTC"} />
            <p className={classes.end}>
              {log.hasNextPage ? (
                <Button
                  variant="default"
                  size="xs"
                  loading={log.isFetchingNextPage}
                  onClick={() => void log.fetchNextPage()}
                >
                  {t("audit.older")}
                </Button>
              ) : (
                t("audit.end")
              )}
            </p>
          </>
        );
      }}
    </Answer>
  );
}

function Lines({ lines, zone }: { lines: readonly AuditLine[]; zone: string }) {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const told = useDeedTold();
  const time = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: zone,
  });
  return (
    <table className={tableClasses.table}>
      <caption className={classes.zone}>{t("audit.zone", { zone })}</caption>
      <thead>
        <tr>
          {(["when", "what", "where"] as const).map((column) => (
            <th key={column} scope="col">
              {t(`audit.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td className={classes.when}>
              <time dateTime={line.at}>{time.format(new Date(line.at))}</time>
            </td>
            <td>
              {told(line)}
              {line.member_name && line.token_name && (
                <span className={tableClasses.email}>
                  {t("audit.by_token", { token: line.token_name })}
                </span>
              )}
            </td>
            <td>{isCommandLine(line) ? t("audit.command_line") : line.address}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

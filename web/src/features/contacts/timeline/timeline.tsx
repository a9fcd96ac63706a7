import { Button } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ContactRecord, TimelineEntry } from "../../../lib/api/answers";
import { useSession } from "../../../lib/api/session";
import { useWorkspace } from "../../../lib/api/workspace";
import { useFormat } from "../../../lib/format/use-format";
import { Answer } from "../../../ui/answer";
import { Message } from "../../../ui/message";
import { TableSkeleton } from "../../../ui/table-skeleton";
import { type Group, groups, timelineQuery } from "../queries";
import { ActivityEntry } from "./activity-entry";
import { byDay, joinPages } from "./entries";
import { LogPanel } from "./log-panel";
import classes from "./timeline.module.css";
import { VisitEntry } from "./visit-entry";

interface Props {
  contact: ContactRecord;
  only: readonly Group[];
}

/** Everything that happened with a contact, by day and by visit, newest first. */
export function Timeline({ contact, only }: Props) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const { id } = contact.contact;
  const query = useInfiniteQuery({ ...timelineQuery(id, only), placeholderData: keepPreviousData });
  return (
    <section aria-label={t("timeline.title")} className={classes.timeline}>
      {session?.permissions.includes("edit_contacts") && <LogPanel contact={id} />}
      <Filter contact={id} only={only} />
      <Answer query={query} skeleton={<TableSkeleton rows={8} />}>
        {({ pages }) => (
          <>
            <Days entries={joinPages(pages)} />
            <p className={classes.end}>
              {query.hasNextPage ? (
                <Button
                  variant="default"
                  size="xs"
                  loading={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {t("timeline.older")}
                </Button>
              ) : (
                pages[0] && pages[0].entries.length > 0 && t("timeline.end")
              )}
            </p>
          </>
        )}
      </Answer>
    </section>
  );
}

function Filter({ contact, only }: { contact: string; only: readonly Group[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const choose = (next: readonly Group[]) =>
    void navigate({
      to: "/contacts/$id",
      params: { id: contact },
      search: next.length > 0 ? { only: next.join(",") } : {},
      replace: true,
      resetScroll: false,
    });
  return (
    <div role="group" aria-label={t("timeline.filter")} className={classes.chips}>
      <button type="button" aria-pressed={only.length === 0} onClick={() => choose([])}>
        {t("timeline.everything")}
      </button>
      {groups.map((group) => {
        const on = only.includes(group);
        return (
          <button
            key={group}
            type="button"
            aria-pressed={on}
            onClick={() =>
              choose(groups.filter((each) => (each === group ? !on : only.includes(each))))
            }
          >
            {t(`timeline.${group}`)}
          </button>
        );
      })}
    </div>
  );
}

function Days({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: workspace } = useWorkspace();
  const zone = workspace?.time_zone ?? "UTC";
  if (entries.length === 0) {
    return (
      <Message title={t("timeline.none")}>
        <p>{t("timeline.none_text")}</p>
      </Message>
    );
  }
  return byDay(entries, zone).map(({ day, entries: ofDay }) => (
    <section key={day} className={classes.day}>
      <h2>{format.date(day)}</h2>
      <ol>
        {ofDay.map(({ visit, activity }) =>
          visit ? (
            <VisitEntry key={`visit-${visit.activities[0]?.id}`} visit={visit} zone={zone} />
          ) : activity ? (
            <ActivityEntry key={activity.id} activity={activity} zone={zone} />
          ) : null,
        )}
      </ol>
    </section>
  ));
}

import { Button } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { ContactPage } from "../../../lib/api/answers";
import { useWorkspace } from "../../../lib/api/workspace";
import { useFormat } from "../../../lib/format/use-format";
import { Answer } from "../../../ui/answer";
import { Message } from "../../../ui/message";
import { TableSkeleton } from "../../../ui/table-skeleton";
import { type ContactSearch, isNarrowed, shownColumns } from "../contact-search";
import { contactsQuery } from "../queries";
import { ColumnChooser } from "./column-chooser";
import { ContactTable } from "./contact-table";
import classes from "./list.module.css";
import { useUsualColumns } from "./usual-columns";

interface Props {
  search: ContactSearch;
  searchField: RefObject<HTMLInputElement | null>;
  onChange: (search: ContactSearch) => void;
}

/** Those that the filters let through, a page at a time. */
export function ContactResults({ search, searchField, onChange }: Props) {
  const { t } = useTranslation();
  const [usual, setUsual] = useUsualColumns();
  const list = useInfiniteQuery({ ...contactsQuery(search), placeholderData: keepPreviousData });
  const shown = shownColumns(search, usual);
  return (
    <Answer query={list} skeleton={<TableSkeleton rows={10} />}>
      {({ pages }) => {
        const contacts = pages.flatMap((page) => page.contacts);
        if (contacts.length === 0 && !list.hasNextPage) return <Nobody />;
        return (
          <>
            <div className={classes.above}>
              <Total page={pages[0]} narrowed={isNarrowed(search)} />
              <ColumnChooser
                shown={shown}
                onChange={(next) => {
                  setUsual(next);
                  onChange({ ...search, columns: next.join(",") || "none" });
                }}
              />
            </div>
            <ContactTable contacts={contacts} columns={shown} searchField={searchField} />
            <p className={classes.end}>
              {list.hasNextPage ? (
                <Button
                  variant="default"
                  size="xs"
                  loading={list.isFetchingNextPage}
                  onClick={() => void list.fetchNextPage()}
                >
                  {t("contacts.more")}
                </Button>
              ) : (
                t("contacts.end")
              )}
            </p>
          </>
        );
      }}
    </Answer>
  );
}

function Nobody() {
  const { t } = useTranslation();
  return (
    <Message title={t("contacts.none")}>
      <p>{t("contacts.none_text")}</p>
    </Message>
  );
}

/** How many there are, where that is known; of all contacts the workspace knows it. */
function Total({ page, narrowed }: { page: ContactPage | undefined; narrowed: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: workspace } = useWorkspace();
  const count = page?.total ?? (narrowed ? undefined : workspace?.contacts);
  const said =
    count !== undefined
      ? t("contacts.total", { count, number: format.count(count) })
      : page?.more_than != null
        ? t("contacts.more_than", { number: format.count(page.more_than) })
        : "";
  return (
    <p className={classes.total} role="status">
      {said}
    </p>
  );
}

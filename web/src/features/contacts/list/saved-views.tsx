import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SavedView } from "../../../lib/api/answers";
import { api } from "../../../lib/api/client";
import { Refusal } from "../../../ui/submit";
import { type ContactSearch, readContactSearch, sameQuery, viewQuery } from "../contact-search";
import { viewsQuery } from "../queries";
import classes from "./list.module.css";
import { ViewDialog } from "./view-dialog";

interface Props {
  search: ContactSearch;
  onChange: (search: ContactSearch) => void;
}

export const queryOf = (view: SavedView) =>
  readContactSearch({ ...(view.query as Record<string, unknown>), view: view.id });

/** The list as it was saved under a name, by oneself or by a colleague for all. */
export function SavedViews({ search, onChange }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [dialog, setDialog] = useState<"new" | "edit">();
  const { data } = useQuery(viewsQuery);
  const views = data?.views ?? [];
  const current = views.find(({ id }) => id === search.view);
  const changed = current ? !sameQuery(search, queryOf(current)) : !sameQuery(search, {});
  const update = useMutation({
    mutationFn: (view: SavedView) =>
      api.PATCH("/api/v1/views/{id}", {
        params: { path: { id: view.id } },
        body: { query: viewQuery(search) },
      }),
    onSettled: () => client.invalidateQueries(viewsQuery),
  });
  return (
    <nav className={classes.views} aria-label={t("views.label")}>
      <ul>
        <li>
          <button type="button" aria-pressed={!current} onClick={() => onChange({})}>
            {t("views.all")}
          </button>
        </li>
        {views.map((view) => (
          <li key={view.id}>
            <button
              type="button"
              aria-pressed={view === current}
              title={view.own ? undefined : t("views.by", { name: view.member_name })}
              onClick={() => onChange(queryOf(view))}
            >
              {view.name}
            </button>
          </li>
        ))}
      </ul>
      <span className={classes.viewWays}>
        {changed && current?.own && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            onClick={() => update.mutate(current)}
          >
            {t("views.update", { name: current.name })}
          </Button>
        )}
        {changed && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setDialog("new")}>
            {t("views.save")}
          </Button>
        )}
        {current?.own && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setDialog("edit")}>
            {t("views.edit")}
          </Button>
        )}
      </span>
      <Refusal error={update.error} />
      {dialog && (
        <ViewDialog
          view={dialog === "edit" ? current : undefined}
          search={search}
          onClose={() => setDialog(undefined)}
          onChange={onChange}
        />
      )}
    </nav>
  );
}

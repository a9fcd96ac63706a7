import { Button, Modal, Switch, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SavedView } from "../../../lib/api/answers";
import { api, bodyOf } from "../../../lib/api/client";
import { Refusal, refusalOf, Submit } from "../../../ui/submit";
import { type ContactSearch, viewQuery } from "../contact-search";
import { viewsQuery } from "../queries";
import classes from "./list.module.css";

interface Props {
  /** The one to change; a new one otherwise. */
  view: SavedView | undefined;
  search: ContactSearch;
  onClose: () => void;
  onChange: (search: ContactSearch) => void;
}

/** Name of a view, and who sees it. */
export function ViewDialog({ view, search, onClose, onChange }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const again = () => client.invalidateQueries(viewsQuery);
  const save = useMutation({
    mutationFn: () =>
      bodyOf(
        view
          ? api.PATCH("/api/v1/views/{id}", {
              params: { path: { id: view.id } },
              body: { name, shared },
            })
          : api.POST("/api/v1/views", { body: { name, shared, query: viewQuery(search) } }),
      ),
    onSuccess: async (saved) => {
      await again();
      onChange({ ...search, view: saved.id });
      onClose();
    },
  });
  const remove = useMutation({
    mutationFn: (id: string) => api.DELETE("/api/v1/views/{id}", { params: { path: { id } } }),
    onSuccess: async () => {
      await again();
      onChange(viewQuery(search));
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={view ? t("views.edit") : t("views.save")}
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={t("views.name")}
          required
          data-autofocus
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={refusalOf(save.error, "name")}
        />
        <Switch
          label={t("views.shared")}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <Submit error={save.error} fields={["name"]} busy={save.isPending}>
          {t("views.keep")}
        </Submit>
        {view && (
          <>
            <Refusal error={remove.error} />
            <Button
              variant="subtle"
              color="gray"
              loading={remove.isPending}
              onClick={() => remove.mutate(view.id)}
            >
              {t("views.remove")}
            </Button>
          </>
        )}
      </form>
    </Modal>
  );
}

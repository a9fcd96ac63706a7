import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ContactRecord } from "../../../lib/api/answers";
import { api, bodyOf } from "../../../lib/api/client";
import { Problem } from "../../../lib/api/problem";
import { Refusal, refusalOf } from "../../../ui/submit";
import { contactChanged, contactQuery } from "../queries";
import classes from "./page.module.css";

export type EditableName = "first_name" | "last_name" | "title" | "company" | "email" | "phone";

interface Props {
  name: EditableName;
  record: ContactRecord;
  mayEdit: boolean;
}

const valueOf = (record: ContactRecord, name: EditableName) =>
  name === "company" ? (record.company?.name ?? "") : record.contact[name];

/** A fact, and a field in its place once it is chosen. */
export function EditableField({ name, record, mayEdit }: Props) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const value = valueOf(record, name);
  const label = t(`contact_field.${name}`);
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {editing ? (
          <Editor name={name} record={record} onDone={close} />
        ) : mayEdit ? (
          <button
            ref={opener}
            type="button"
            className={classes.fact}
            aria-label={t("contact.change", { field: label, value: value || t("contact.unknown") })}
            onClick={() => setEditing(true)}
          >
            {value || <span className={classes.unknown}>{t("contact.unknown")}</span>}
          </button>
        ) : (
          value || t("contact.unknown")
        )}
      </dd>
    </div>
  );
}

/**
 * Saved with the version that was on screen when the editing began. When somebody was faster the server refuses: what
 * they wrote is then shown below, and saving again replaces it knowingly.
 */
function Editor({
  name,
  record,
  onDone,
}: {
  name: EditableName;
  record: ContactRecord;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { id } = record.contact;
  const [typed, setTyped] = useState(valueOf(record, name));
  const [seen, setSeen] = useState(record.version);
  const [theirs, setTheirs] = useState<string>();
  const save = useMutation({
    mutationFn: () =>
      bodyOf(
        api.PATCH("/api/v1/contacts/{id}", {
          params: { path: { id } },
          headers: { "If-Match": `"${seen}"` },
          body: { [name]: typed },
        }),
      ),
    onSuccess: async (saved) => {
      client.setQueryData(contactQuery(id).queryKey, saved);
      onDone();
      await contactChanged(client, id);
    },
    onError: async (error) => {
      if (!(error instanceof Problem && error.code === "people.changed_meanwhile")) return;
      const now = await client.fetchQuery({ ...contactQuery(id), staleTime: 0 });
      setSeen(now.version);
      setTheirs(valueOf(now, name));
    },
  });
  const label = t(`contact_field.${name}`);
  const ownField = save.error instanceof Problem && save.error.field === name;
  return (
    <form
      className={classes.editor}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput
        size="xs"
        aria-label={label}
        // The reader has just asked to write here.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && onDone()}
        error={refusalOf(save.error, name)}
      />
      <Refusal error={ownField ? null : save.error} />
      {theirs !== undefined && (
        <p className={classes.theirs}>
          {t("contact.theirs", { field: label, value: theirs || t("contact.unknown") })}
        </p>
      )}
      <p className={classes.choices}>
        <Button type="submit" size="compact-sm" variant="default" loading={save.isPending}>
          {theirs === undefined ? t("contact.save") : t("contact.save_all_the_same")}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onDone}>
          {t("contact.cancel")}
        </Button>
      </p>
    </form>
  );
}

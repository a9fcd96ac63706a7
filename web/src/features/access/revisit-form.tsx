import { Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RevisitSettings } from "../../lib/api/answers";
import { api } from "../../lib/api/client";
import { Problem } from "../../lib/api/problem";
import { Answer } from "../../ui/answer";
import { TableSkeleton } from "../../ui/table-skeleton";
import classes from "./fields.module.css";
import { revisitSettingsQuery } from "./queries";
import { refusalOf, Submit } from "./submit";

/** When the owner of a contact is told that it is on the site. */
export function RevisitSettingsSection() {
  const settings = useQuery(revisitSettingsQuery);
  return (
    <Answer query={settings} skeleton={<TableSkeleton rows={3} />}>
      {(data) => <RevisitForm settings={data} />}
    </Answer>
  );
}

const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

function RevisitForm({ settings }: { settings: RevisitSettings }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [wanted, setWanted] = useState(() => ({
    pause_hours: String(settings.pause_hours),
    throttle_minutes: String(settings.throttle_minutes),
    important_pages: settings.important_pages.join("\n"),
  }));
  const save = useMutation({
    mutationFn: () =>
      api.PUT("/api/v1/revisit_settings", {
        body: {
          pause_hours: Number(wanted.pause_hours),
          throttle_minutes: Number(wanted.throttle_minutes),
          important_pages: linesOf(wanted.important_pages),
        },
      }),
    onSuccess: () => client.invalidateQueries(revisitSettingsQuery),
  });
  const change = (changed: Partial<typeof wanted>) => {
    save.reset();
    setWanted({ ...wanted, ...changed });
  };
  // The refusal of one line is the field's: "important_pages[2]".
  const refusedField = save.error instanceof Problem ? save.error.field : "";
  const pagesField = refusedField.startsWith("important_pages") ? refusedField : "important_pages";
  const number = (field: "pause_hours" | "throttle_minutes") => (
    <TextInput
      label={t(`revisit.${field}`)}
      description={t(`revisit.${field}_text`)}
      type="number"
      required
      min={field === "pause_hours" ? 1 : 0}
      value={wanted[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
      error={refusalOf(save.error, field)}
    />
  );
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <p className={classes.note}>{t("revisit.text")}</p>
      {number("pause_hours")}
      <Textarea
        label={t("revisit.important_pages")}
        description={t("revisit.important_pages_text")}
        rows={4}
        value={wanted.important_pages}
        onChange={(event) => change({ important_pages: event.currentTarget.value })}
        error={refusalOf(save.error, pagesField)}
      />
      {number("throttle_minutes")}
      <Submit
        error={save.error}
        fields={["pause_hours", "throttle_minutes", pagesField]}
        busy={save.isPending}
      >
        {t("revisit.save")}
      </Submit>
      <p role="status" className={classes.note}>
        {save.isSuccess && t("revisit.saved")}
      </p>
    </form>
  );
}

import { Select, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Workspace } from "../../lib/api/answers";
import { api } from "../../lib/api/client";
import { sessionQuery } from "../../lib/api/session";
import { workspaceQuery } from "../../lib/api/workspace";
import { useLanguage } from "../../lib/i18n";
import { languageOf, languages } from "../../lib/i18n/language";
import classes from "./fields.module.css";
import { currenciesIn, timeZones } from "./localities";
import { OpeningHoursEditor } from "./opening-hours-editor";
import { refusalOf, Submit } from "./submit";

const fields = ["name", "currency", "time_zone"];

/** What the setup asked, to be changed later. */
export function WorkspaceForm({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [shown] = useLanguage();
  const [wanted, setWanted] = useState(() => {
    const { name, language, currency, time_zone, opening_hours } = workspace;
    return { name, language, currency, time_zone, opening_hours };
  });
  const currencies = useMemo(() => currenciesIn(shown), [shown]);
  const save = useMutation({
    mutationFn: () => api.PATCH("/api/v1/workspace", { body: wanted }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries(workspaceQuery),
        client.invalidateQueries(sessionQuery),
      ]),
  });
  const error = (field: string) => refusalOf(save.error, field);
  const change = (changed: Partial<typeof wanted>) => {
    save.reset();
    setWanted({ ...wanted, ...changed });
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput
        label={t("access.company_name")}
        required
        value={wanted.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={error("name")}
      />
      <Select
        label={t("settings.language")}
        description={t("settings.language_text")}
        allowDeselect={false}
        data={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
        value={wanted.language}
        onChange={(value) => change({ language: languageOf(value ?? "") ?? wanted.language })}
      />
      <Select
        label={t("access.currency")}
        description={t("settings.currency_text")}
        searchable
        allowDeselect={false}
        data={currencies}
        value={wanted.currency}
        onChange={(currency) => currency && change({ currency })}
        error={error("currency")}
      />
      <Select
        label={t("access.time_zone")}
        description={t("settings.time_zone_text")}
        searchable
        allowDeselect={false}
        data={[...new Set([workspace.time_zone, ...timeZones])].sort()}
        limit={100}
        value={wanted.time_zone}
        onChange={(zone) => zone && change({ time_zone: zone })}
        error={error("time_zone")}
      />
      <h3>{t("access.opening_hours")}</h3>
      <OpeningHoursEditor
        value={wanted.opening_hours}
        onChange={(opening_hours) => change({ opening_hours })}
      />
      <Submit error={save.error} fields={fields} busy={save.isPending}>
        {t("settings.save")}
      </Submit>
      <p role="status" className={classes.note}>
        {save.isSuccess && t("settings.saved")}
      </p>
    </form>
  );
}

import { Select, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../../lib/api/client";
import { sessionQuery } from "../../lib/api/session";
import { useLanguage } from "../../lib/i18n";
import { Message } from "../../ui/message";
import { Screen } from "../../ui/screen";
import classes from "./fields.module.css";
import { currenciesIn, timeZones } from "./localities";
import { usualHours } from "./opening-hours";
import { OpeningHoursEditor } from "./opening-hours-editor";
import { PasswordField } from "./password-field";
import { refusalOf, Submit } from "./submit";

const fields = [
  "company.name",
  "company.currency",
  "company.time_zone",
  "administrator.name",
  "administrator.email",
  "administrator.password",
];

/** The first thing of a new workspace: the company, and who may let others in. */
export function SetupScreen() {
  const { t } = useTranslation();
  const [secret] = useState(() => window.location.hash.slice(1));
  return (
    <Screen title={t("access.setup")} lead={t("access.setup_lead")}>
      {secret ? (
        <Setup secret={secret} />
      ) : (
        <Message title={t("access.setup_closed")}>
          <p>{t("access.setup_closed_text")}</p>
        </Message>
      )}
    </Screen>
  );
}

function Setup({ secret }: { secret: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [language] = useLanguage();
  const [company, setCompany] = useState({
    name: "",
    currency: "EUR",
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    opening_hours: usualHours,
  });
  const [administrator, setAdministrator] = useState({ name: "", email: "", password: "" });
  const currencies = useMemo(() => currenciesIn(language), [language]);
  const setup = useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST("/api/v1/setup", {
          body: { secret, company: { ...company, language }, administrator },
        }),
      ),
    onSuccess: (session) => {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, session);
      void navigate({ to: "/funnel", replace: true });
    },
  });
  const error = (field: string) => refusalOf(setup.error, field);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        setup.mutate();
      }}
    >
      <h2>{t("access.company")}</h2>
      <TextInput
        label={t("access.company_name")}
        autoComplete="organization"
        required
        value={company.name}
        onChange={(event) => setCompany({ ...company, name: event.currentTarget.value })}
        error={error("company.name")}
      />
      <Select
        label={t("access.currency")}
        searchable
        required
        allowDeselect={false}
        data={currencies}
        value={company.currency}
        onChange={(currency) => currency && setCompany({ ...company, currency })}
        error={error("company.currency")}
      />
      <Select
        label={t("access.time_zone")}
        searchable
        required
        allowDeselect={false}
        data={timeZones}
        limit={100}
        value={company.time_zone}
        onChange={(zone) => zone && setCompany({ ...company, time_zone: zone })}
        error={error("company.time_zone")}
      />
      <h2>{t("access.opening_hours")}</h2>
      <OpeningHoursEditor
        value={company.opening_hours}
        onChange={(hours) => setCompany({ ...company, opening_hours: hours })}
      />
      <h2>{t("access.administrator")}</h2>
      <p className={classes.note}>{t("access.administrator_text")}</p>
      <TextInput
        label={t("access.your_name")}
        autoComplete="name"
        required
        value={administrator.name}
        onChange={(event) =>
          setAdministrator({ ...administrator, name: event.currentTarget.value })
        }
        error={error("administrator.name")}
      />
      <TextInput
        label={t("access.email")}
        type="email"
        autoComplete="username"
        required
        value={administrator.email}
        onChange={(event) =>
          setAdministrator({ ...administrator, email: event.currentTarget.value })
        }
        error={error("administrator.email")}
      />
      <PasswordField
        label={t("access.password")}
        isNew
        value={administrator.password}
        onChange={(password) => setAdministrator({ ...administrator, password })}
        error={error("administrator.password")}
      />
      <Submit error={setup.error} fields={fields} busy={setup.isPending}>
        {t("access.finish_setup")}
      </Submit>
    </form>
  );
}

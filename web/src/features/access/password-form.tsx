import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../lib/api/client";
import classes from "./fields.module.css";
import { PasswordField } from "./password-field";
import { sessionsQuery } from "./queries";
import { refusalOf, Submit } from "./submit";

const empty = { current: "", wanted: "" };

export function PasswordForm({ email }: { email: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [given, setGiven] = useState(empty);
  const change = useMutation({
    mutationFn: () => api.PUT("/api/v1/account/password", { body: given }),
    onSuccess: () => {
      setGiven(empty);
      void client.invalidateQueries(sessionsQuery);
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <PasswordField
        label={t("account.current_password")}
        value={given.current}
        onChange={(current) => setGiven({ ...given, current })}
        error={refusalOf(change.error, "current")}
      />
      <PasswordField
        label={t("access.new_password")}
        isNew
        value={given.wanted}
        onChange={(wanted) => setGiven({ ...given, wanted })}
        error={refusalOf(change.error, "wanted")}
      />
      <Submit error={change.error} fields={["current", "wanted"]} busy={change.isPending}>
        {t("account.change_password")}
      </Submit>
      {change.isSuccess && <p role="status">{t("account.password_changed")}</p>}
    </form>
  );
}

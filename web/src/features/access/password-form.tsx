import { PasswordInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../lib/api/client";
import classes from "./fields.module.css";
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
      void client.invalidateQueries({ queryKey: ["account", "sessions"] });
    },
  });
  const show = { "aria-label": t("access.show_password") };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <PasswordInput
        label={t("account.current_password")}
        autoComplete="current-password"
        required
        value={given.current}
        onChange={(event) => setGiven({ ...given, current: event.currentTarget.value })}
        error={refusalOf(change.error, "current")}
        visibilityToggleButtonProps={show}
      />
      <PasswordInput
        label={t("access.new_password")}
        description={t("access.password_rule")}
        autoComplete="new-password"
        required
        value={given.wanted}
        onChange={(event) => setGiven({ ...given, wanted: event.currentTarget.value })}
        error={refusalOf(change.error, "wanted")}
        visibilityToggleButtonProps={show}
      />
      <Submit error={change.error} fields={["current", "wanted"]} busy={change.isPending}>
        {t("account.change_password")}
      </Submit>
      {change.isSuccess && <p role="status">{t("account.password_changed")}</p>}
    </form>
  );
}

import { TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../../lib/api/client";
import { Problem } from "../../lib/api/problem";
import { sessionQuery } from "../../lib/api/session";
import { Screen } from "../../ui/screen";
import classes from "./fields.module.css";
import { PasswordField } from "./password-field";
import { ProviderSignIn } from "./provider-sign-in";
import { Submit } from "./submit";

/** E-mail and password; then the one-time code, for members who asked for that. */
export function SignInScreen() {
  const { t } = useTranslation();
  const { to, problem } = useSearch({ from: "/sign-in" });
  const navigate = useNavigate();
  const client = useQueryClient();
  const [given, setGiven] = useState({ email: "", password: "", code: "" });
  const signIn = useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST("/api/v1/session", {
          body: { email: given.email, password: given.password, code: given.code || null },
        }),
      ),
    onSuccess: (session) => {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, session);
      void navigate({ to, replace: true });
    },
  });
  const code = signIn.error instanceof Problem ? signIn.error.code : "";
  const [asksCode, setAsksCode] = useState(false);
  if (code === "access.code_needed" && !asksCode) setAsksCode(true);
  const codeField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asksCode) codeField.current?.focus();
  }, [asksCode]);
  const set = (name: keyof typeof given) => (event: { currentTarget: { value: string } }) =>
    setGiven({ ...given, [name]: event.currentTarget.value });
  return (
    <Screen title={t("access.sign_in")}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
        }}
      >
        <ProviderSignIn to={to} problem={signIn.isIdle ? problem : undefined} />
        <TextInput
          label={t("access.email")}
          type="email"
          autoComplete="username"
          required
          value={given.email}
          onChange={set("email")}
        />
        <PasswordField
          label={t("access.password")}
          value={given.password}
          onChange={(password) => setGiven({ ...given, password })}
        />
        {asksCode && (
          <TextInput
            label={t("access.code")}
            description={t("access.code_text")}
            autoComplete="one-time-code"
            ref={codeField}
            required
            value={given.code}
            onChange={set("code")}
          />
        )}
        <Submit error={code === "access.code_needed" ? null : signIn.error} busy={signIn.isPending}>
          {t("access.sign_in")}
        </Submit>
        <p className={classes.note}>{t("access.forgotten")}</p>
      </form>
    </Screen>
  );
}

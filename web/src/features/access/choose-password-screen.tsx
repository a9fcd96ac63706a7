import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../../lib/api/client";
import { Problem } from "../../lib/api/problem";
import { sessionQuery } from "../../lib/api/session";
import { Answer } from "../../ui/answer";
import { Message } from "../../ui/message";
import { Screen } from "../../ui/screen";
import classes from "./fields.module.css";
import { PasswordField } from "./password-field";
import { refusalOf, Submit } from "./submit";

/** Where an invitation or a new-password link leads; its secret is behind the "#". */
export function ChoosePasswordScreen() {
  const { t } = useTranslation();
  const [secret] = useState(() => window.location.hash.slice(1));
  const link = useQuery({
    queryKey: ["link", secret],
    queryFn: () => bodyOf(api.POST("/api/v1/links/look", { body: { secret } })),
    gcTime: 0,
    staleTime: Infinity,
  });
  const useless = link.error instanceof Problem && link.error.code === "people.link_useless";
  return (
    <Screen title={t("access.choose_password")}>
      {useless ? (
        <Message title={t("access.link_useless")} role="alert">
          <p>{t("access.link_useless_text")}</p>
        </Message>
      ) : (
        <Answer query={link} skeleton={null}>
          {({ name, email }) => <Choose secret={secret} name={name} email={email} />}
        </Answer>
      )}
    </Screen>
  );
}

function Choose({ secret, name, email }: { secret: string; name: string; email: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const choose = useMutation({
    mutationFn: async () => {
      await api.POST("/api/v1/links/use", { body: { secret, password } });
      return bodyOf(api.POST("/api/v1/session", { body: { email, password, code: null } })).catch(
        () => undefined, // a one-time code is asked for: on the page for that
      );
    },
    onSuccess: (session) => {
      if (session) client.setQueryData(sessionQuery.queryKey, session);
      void navigate({ to: session ? "/funnel" : "/sign-in", replace: true });
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        choose.mutate();
      }}
    >
      <p className={classes.note}>{t("access.choose_for", { name, email })}</p>
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <PasswordField
        label={t("access.new_password")}
        isNew
        value={password}
        onChange={setPassword}
        error={refusalOf(choose.error, "password")}
      />
      <Submit error={choose.error} fields={["password"]} busy={choose.isPending}>
        {t("access.choose_password")}
      </Submit>
    </form>
  );
}

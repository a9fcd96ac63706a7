import { Select, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SingleSignOn } from "../../lib/api/answers";
import { api, bodyOf } from "../../lib/api/client";
import { sessionQuery } from "../../lib/api/session";
import classes from "./fields.module.css";
import { GroupRoles } from "./group-roles";
import { singleSignOnQuery } from "./queries";
import { isRole, roles } from "./roles";
import { fieldOf, refusalOf, Submit } from "./submit";

type Kept = NonNullable<SingleSignOn["settings"]>;

const nothing: Kept = {
  name: "",
  issuer: "",
  client_id: "",
  has_secret: false,
  domains: [],
  group_claim: "groups",
  roles: [],
  default_role: "reader",
};

const listed = (text: string) => text.split(/[\s,;]+/).filter(Boolean);
const ownFields = ["name", "issuer", "client_id", "client_secret", "group_claim", "default_role"];

/** All there is to say about the provider. The secret is written here and never shown again. */
export function SingleSignOnForm({ settings }: { settings: Kept | null }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [wanted, setWanted] = useState(settings ?? nothing);
  const [domains, setDomains] = useState(wanted.domains.join(", "));
  const [secret, setSecret] = useState("");
  const save = useMutation({
    mutationFn: () => {
      const { name, issuer, client_id, group_claim, roles: rows, default_role } = wanted;
      const typed = { client_secret: secret || null, domains: listed(domains) };
      const body = { name, issuer, client_id, group_claim, roles: rows, default_role, ...typed };
      return bodyOf(api.PUT("/api/v1/single_sign_on", { body }));
    },
    onSuccess: (view) => {
      setSecret("");
      if (view.settings) setWanted(view.settings);
      client.setQueryData(singleSignOnQuery.queryKey, view);
      return client.invalidateQueries(sessionQuery);
    },
  });
  const change = (changed: Partial<Kept>) => {
    save.reset();
    setWanted({ ...wanted, ...changed });
  };
  const text = (name: "name" | "issuer" | "client_id" | "group_claim") => ({
    label: t(`single_sign_on.${name}`),
    description: t(`single_sign_on.${name}_text`),
    value: wanted[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ [name]: event.currentTarget.value }),
    error: refusalOf(save.error, name),
  });
  const refused = fieldOf(save.error);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput {...text("name")} required placeholder="Keycloak" />
      <TextInput {...text("issuer")} required type="url" placeholder="https://login.example.org" />
      <TextInput {...text("client_id")} required autoComplete="off" />
      <TextInput
        label={t("single_sign_on.client_secret")}
        description={t(`single_sign_on.secret_${wanted.has_secret ? "kept" : "text"}`)}
        type="password"
        autoComplete="new-password"
        value={secret}
        onChange={(event) => {
          save.reset();
          setSecret(event.currentTarget.value);
        }}
      />
      <TextInput
        label={t("single_sign_on.domains")}
        description={t("single_sign_on.domains_text")}
        required
        placeholder="example.org, example.com"
        value={domains}
        onChange={(event) => {
          save.reset();
          setDomains(event.currentTarget.value);
        }}
        error={refused.startsWith("domains") && refusalOf(save.error, refused)}
      />
      <h3>{t("single_sign_on.roles")}</h3>
      <p className={classes.note}>{t("single_sign_on.roles_text")}</p>
      <TextInput {...text("group_claim")} />
      <GroupRoles
        value={wanted.roles}
        onChange={(rows) => change({ roles: rows })}
        refusal={(field) => refusalOf(save.error, field)}
      />
      <Select
        label={t("single_sign_on.default_role")}
        allowDeselect={false}
        data={[
          { value: "", label: t("single_sign_on.nobody_else") },
          ...roles.map((role) => ({ value: role, label: t(`role.${role}`) })),
        ]}
        value={wanted.default_role ?? ""}
        onChange={(role) => change({ default_role: isRole(role) ? role : null })}
        error={refusalOf(save.error, "default_role")}
      />
      <Submit
        error={save.error}
        fields={/^(domains|roles)/.test(refused) ? [refused] : ownFields}
        busy={save.isPending}
      >
        {t("single_sign_on.save")}
      </Submit>
      <p role="status" className={classes.note}>
        {save.isSuccess && t("single_sign_on.saved")}
      </p>
    </form>
  );
}

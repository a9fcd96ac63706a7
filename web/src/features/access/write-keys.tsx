import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../lib/api/client";
import { useFormat } from "../../lib/format/use-format";
import { Answer } from "../../ui/answer";
import { CopyButton } from "../../ui/copy-button";
import { ConfirmRevoke } from "./confirm-revoke";
import fieldClasses from "./fields.module.css";
import classes from "./members.module.css";
import { writeKeysQuery } from "./queries";
import { Refusal, refusalOf, Submit } from "./submit";

/** The keys of the tracking script: not secret, since they may only send. */
export function WriteKeys() {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const [asked, setAsked] = useState<{ id: string; name: string }>();
  const keys = useQuery(writeKeysQuery);
  const revoke = useMutation({
    mutationFn: (id: string) => api.DELETE("/api/v1/write_keys/{id}", { params: { path: { id } } }),
    onSettled: () => client.invalidateQueries(writeKeysQuery),
  });
  return (
    <>
      <p className={fieldClasses.note}>{t("write_keys.text")}</p>
      <Refusal error={revoke.error} />
      <Answer query={keys} skeleton={null}>
        {({ write_keys }) => (
          <ul className={`${classes.sessions} ${classes.keys}`}>
            {write_keys.map(({ id, name, key, revoked_at }) => (
              <li key={id}>
                <span>
                  {name}
                  <span className={classes.email}>
                    {revoked_at ? (
                      t("tokens.revoked", { day: format.date(revoked_at.slice(0, 10)) })
                    ) : (
                      <code>{key}</code>
                    )}
                  </span>
                </span>
                {!revoked_at && (
                  <span className={classes.buttons}>
                    <CopyButton compact text={() => key} label={t("write_keys.copy", { name })} />
                    <Button
                      variant="subtle"
                      color="gray"
                      size="compact-sm"
                      aria-label={t("tokens.revoke_of", { name })}
                      onClick={() => setAsked({ id, name })}
                    >
                      {t("tokens.revoke")}
                    </Button>
                  </span>
                )}
              </li>
            ))}
            {write_keys.length === 0 && <li>{t("write_keys.none")}</li>}
          </ul>
        )}
      </Answer>
      <NewWriteKey />
      <ConfirmRevoke
        name={asked?.name}
        onCancel={() => setAsked(undefined)}
        onRevoke={() => {
          if (asked) revoke.mutate(asked.id);
          setAsked(undefined);
        }}
      />
    </>
  );
}

function NewWriteKey() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const make = useMutation({
    mutationFn: () => api.POST("/api/v1/write_keys", { body: { name } }),
    onSuccess: () => {
      setName("");
      return client.invalidateQueries(writeKeysQuery);
    },
  });
  return (
    <form
      className={fieldClasses.form}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <TextInput
        label={t("write_keys.new")}
        description={t("write_keys.name_text")}
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={refusalOf(make.error, "name")}
      />
      <Submit error={make.error} fields={["name"]} busy={make.isPending}>
        {t("write_keys.create")}
      </Submit>
    </form>
  );
}

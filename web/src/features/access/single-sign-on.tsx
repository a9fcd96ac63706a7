import { Button, Modal } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SingleSignOn as View } from "../../lib/api/answers";
import { api } from "../../lib/api/client";
import { sessionQuery } from "../../lib/api/session";
import { Answer } from "../../ui/answer";
import { Command } from "../../ui/command";
import { TableSkeleton } from "../../ui/table-skeleton";
import classes from "./fields.module.css";
import { singleSignOnQuery } from "./queries";
import { SingleSignOnForm } from "./single-sign-on-form";
import { Refusal } from "./submit";

/** Signing in with the company's own provider: what it is, its settings, and doing without again. */
export function SingleSignOn() {
  const { t } = useTranslation();
  const view = useQuery(singleSignOnQuery);
  return (
    <>
      <p className={classes.note}>{t("single_sign_on.lead")}</p>
      <Answer query={view} skeleton={<TableSkeleton rows={6} />}>
        {(data) => <Settings view={data} />}
      </Answer>
    </>
  );
}

function Settings({ view }: { view: View }) {
  const { t } = useTranslation();
  const [begun, setBegun] = useState(false);
  if (!view.settings && !begun) {
    return (
      <p>
        <Button variant="default" onClick={() => setBegun(true)}>
          {t("single_sign_on.begin")}
        </Button>
      </p>
    );
  }
  return (
    <div className={classes.form}>
      <div>
        <p className={classes.note}>{t("single_sign_on.return_address")}</p>
        <Command>{view.return_address}</Command>
      </div>
      <SingleSignOnForm settings={view.settings} />
      {view.settings && <Removal name={view.settings.name} onRemoved={() => setBegun(false)} />}
    </div>
  );
}

/** Members who have no password could not come in any more: asks first. */
function Removal({ name, onRemoved }: { name: string; onRemoved: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => api.DELETE("/api/v1/single_sign_on"),
    onSuccess: async () => {
      onRemoved();
      await Promise.all([
        client.invalidateQueries(singleSignOnQuery),
        client.invalidateQueries(sessionQuery),
      ]);
    },
    onSettled: () => setAsking(false),
  });
  return (
    <>
      <Refusal error={remove.error} />
      <p>
        <Button variant="default" size="compact-sm" onClick={() => setAsking(true)}>
          {t("single_sign_on.remove")}
        </Button>
      </p>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t("single_sign_on.confirm", { name })}
        closeButtonProps={{ "aria-label": t("app.close") }}
      >
        <div className={classes.form}>
          <p>{t("single_sign_on.confirm_text")}</p>
          <div className={classes.choices}>
            <Button variant="default" onClick={() => setAsking(false)}>
              {t("tokens.cancel")}
            </Button>
            <Button
              className={classes.submit}
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              {t("single_sign_on.remove")}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}

import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Activity } from "../../../lib/api/answers";
import { api } from "../../../lib/api/client";
import { useScreenKeys } from "../../../lib/shortcuts";
import { Refusal } from "../../../ui/submit";
import { contactChanged } from "../queries";
import { LogForm, type LoggedKind, loggedKinds } from "./log-form";
import classes from "./timeline.module.css";

const undoFor = 60_000; // ms
const keys: Record<LoggedKind, string> = { call: "c", email: "e", meeting: "m", note: "n" };

/** Where sales says what it did, each by a key; for a minute a slip can be undone. */
export function LogPanel({ contact }: { contact: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<LoggedKind>();
  const [logged, setLogged] = useState<Activity>();
  useScreenKeys(Object.fromEntries(loggedKinds.map((kind) => [keys[kind], () => setOpen(kind)])));
  return (
    <div className={classes.log}>
      <div role="group" aria-label={t("log.title")} className={classes.kinds}>
        {loggedKinds.map((kind) => (
          <Button
            key={kind}
            variant="default"
            size="xs"
            aria-expanded={open === kind}
            aria-keyshortcuts={keys[kind]}
            onClick={() => setOpen(open === kind ? undefined : kind)}
          >
            {t(`log.${kind}`)}
          </Button>
        ))}
      </div>
      {open && (
        <LogForm
          key={open}
          kind={open}
          contact={contact}
          onClose={() => setOpen(undefined)}
          onLogged={(activity) => {
            setLogged(activity);
            setOpen(undefined);
          }}
        />
      )}
      {logged && (
        <Undo
          key={logged.id}
          contact={contact}
          activity={logged}
          onOver={() => setLogged(undefined)}
        />
      )}
    </div>
  );
}

function Undo({
  contact,
  activity,
  onOver,
}: {
  contact: string;
  activity: Activity;
  onOver: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: () =>
      api.DELETE("/api/v1/contacts/{id}/activities/{activity_id}", {
        params: { path: { id: contact, activity_id: activity.id } },
      }),
    onSuccess: async () => {
      onOver();
      await contactChanged(client, contact);
    },
  });
  useEffect(() => {
    const timer = window.setTimeout(onOver, undoFor);
    return () => window.clearTimeout(timer);
    // The minute begins with the entry, whatever is drawn meanwhile.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return (
    <>
      <p className={classes.undo} role="status">
        {t("log.done")}
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          loading={undo.isPending}
          onClick={() => undo.mutate()}
        >
          {t("log.undo")}
        </Button>
      </p>
      <Refusal error={undo.error} />
    </>
  );
}

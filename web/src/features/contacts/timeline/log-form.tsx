import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Activity } from "../../../lib/api/answers";
import { api, bodyOf } from "../../../lib/api/client";
import { refusalOf, Submit } from "../../../ui/submit";
import { contactChanged } from "../queries";
import classes from "./timeline.module.css";

export const loggedKinds = ["call", "email", "meeting", "note"] as const;
export type LoggedKind = (typeof loggedKinds)[number];

const directions = ["outgoing", "incoming"] as const;
const outcomes = {
  call: ["connected", "no_answer", "left_message", "busy", "wrong_number"],
  meeting: ["held", "missed"],
  email: [],
  note: [],
} as const;
type Outcome = (typeof outcomes)[LoggedKind][number];

interface Props {
  kind: LoggedKind;
  contact: string;
  onClose: () => void;
  onLogged: (activity: Activity) => void;
}

/** What there is to say of a call, an e-mail, a meeting or a note. Ctrl+Enter sends it, Escape closes it. */
export function LogForm({ kind, contact, onClose, onLogged }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [direction, setDirection] = useState<(typeof directions)[number]>("outgoing");
  const [outcome, setOutcome] = useState<Outcome | undefined>(outcomes[kind][0]);
  const [minutes, setMinutes] = useState("");
  const [text, setText] = useState("");
  const hasDirection = kind === "call" || kind === "email";
  const hasMinutes = kind === "call" || kind === "meeting";
  const log = useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST("/api/v1/contacts/{id}/activities", {
          params: { path: { id: contact } },
          body: {
            kind,
            ...(hasDirection && { direction }),
            ...(outcome && { outcome }),
            ...(hasMinutes && minutes !== "" && { minutes: Number(minutes) }),
            text,
          },
        }),
      ),
    onSuccess: async (activity) => {
      onLogged(activity);
      await contactChanged(client, contact);
    },
  });
  const send = () => !log.isPending && log.mutate();
  return (
    // The keys add to the form's own.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={classes.form}
      aria-label={t(`log.${kind}`)}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
      }}
    >
      <div className={classes.choices}>
        {hasDirection && (
          <NativeSelect
            size="xs"
            label={t("log.direction")}
            data={directions.map((each) => ({ value: each, label: t(`direction.${each}`) }))}
            value={direction}
            onChange={({ currentTarget }) =>
              setDirection(directions.find((each) => each === currentTarget.value) ?? direction)
            }
          />
        )}
        {outcomes[kind].length > 0 && (
          <NativeSelect
            size="xs"
            label={t("log.outcome")}
            data={outcomes[kind].map((each) => ({ value: each, label: t(`outcome.${each}`) }))}
            value={outcome}
            onChange={({ currentTarget }) =>
              setOutcome(outcomes[kind].find((each) => each === currentTarget.value) ?? outcome)
            }
          />
        )}
        {hasMinutes && (
          <TextInput
            size="xs"
            type="number"
            min={0}
            max={1440}
            label={t("log.minutes")}
            value={minutes}
            onChange={(event) => setMinutes(event.currentTarget.value)}
            error={refusalOf(log.error, "minutes")}
          />
        )}
      </div>
      <Textarea
        size="xs"
        rows={3}
        label={kind === "note" ? t("log.note") : t("log.said")}
        // The reader has just asked to write here.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        required={kind === "note"}
        maxLength={5000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={refusalOf(log.error, "text")}
      />
      <Submit error={log.error} fields={["minutes", "text"]} busy={log.isPending}>
        {t("log.save")}
      </Submit>
    </form>
  );
}

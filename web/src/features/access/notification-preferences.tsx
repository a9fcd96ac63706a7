import { Switch } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Session } from "../../lib/api/answers";
import { api } from "../../lib/api/client";
import { sessionQuery } from "../../lib/api/session";
import { useWorkspace } from "../../lib/api/workspace";
import { askBrowserPermission, browserPermission } from "../../lib/browser-notifications";
import classes from "./fields.module.css";
import { minuteOf, timeOf } from "./opening-hours";
import { accountQuery } from "./queries";
import { refusalOf, Refusal, Submit } from "./submit";

type Preferences = Session["preferences"];

const usualFrom = 20 * 60;
const usualTo = 8 * 60;

/** How and when a member may be told something. */
export function NotificationPreferences({ preferences }: { preferences: Preferences }) {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (body: Partial<Preferences>) => api.PATCH("/api/v1/account", { body }),
    onSuccess: () =>
      Promise.all([client.invalidateQueries(accountQuery), client.invalidateQueries(sessionQuery)]),
  });
  return (
    <div className={classes.form}>
      <InBrowser
        wanted={preferences.browser_notifications ?? false}
        onChange={(browser_notifications) => save.mutate({ browser_notifications })}
      />
      <Refusal error={save.error} />
      <QuietHours preferences={preferences} />
    </div>
  );
}

function InBrowser({ wanted, onChange }: { wanted: boolean; onChange: (wanted: boolean) => void }) {
  const { t } = useTranslation();
  const [permission, setPermission] = useState(browserPermission);
  const change = async (on: boolean) => {
    // Asked for on this click and never before.
    const answered = on ? await askBrowserPermission() : permission;
    setPermission(answered);
    onChange(on && answered === "granted");
  };
  const isRefused = permission === "denied" || permission === "unsupported";
  return (
    <Switch
      label={t("notifications.in_browser")}
      description={
        isRefused ? t(`notifications.${permission}`) : t("notifications.in_browser_text")
      }
      checked={wanted && permission === "granted"}
      disabled={isRefused && !wanted}
      onChange={(event) => void change(event.currentTarget.checked)}
    />
  );
}

function QuietHours({ preferences }: { preferences: Preferences }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: workspace } = useWorkspace();
  const [wanted, setWanted] = useState(() => ({
    quiet_hours: preferences.quiet_hours ?? false,
    quiet_from_minute: preferences.quiet_from_minute ?? usualFrom,
    quiet_to_minute: preferences.quiet_to_minute ?? usualTo,
  }));
  const save = useMutation({
    mutationFn: () => api.PATCH("/api/v1/account", { body: wanted }),
    onSuccess: () =>
      Promise.all([client.invalidateQueries(accountQuery), client.invalidateQueries(sessionQuery)]),
  });
  const change = (changed: Partial<typeof wanted>) => {
    save.reset();
    setWanted({ ...wanted, ...changed });
  };
  const refusal = refusalOf(save.error, "quiet_to_minute");
  const time = (edge: "quiet_from_minute" | "quiet_to_minute") => (
    <input
      type="time"
      aria-label={t(`notifications.${edge}`)}
      aria-invalid={edge === "quiet_to_minute" && refusal ? true : undefined}
      required
      disabled={!wanted.quiet_hours}
      value={timeOf(wanted[edge])}
      onChange={(event) => change({ [edge]: minuteOf(event.currentTarget.value, "from_minute") })}
    />
  );
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Switch
        label={t("notifications.quiet_hours")}
        description={t("notifications.quiet_hours_text", { zone: workspace?.time_zone ?? "UTC" })}
        checked={wanted.quiet_hours}
        onChange={(event) => change({ quiet_hours: event.currentTarget.checked })}
      />
      <div className={classes.period} role="group" aria-label={t("notifications.quiet_hours")}>
        {time("quiet_from_minute")} – {time("quiet_to_minute")}
      </div>
      {refusal && <p role="alert">{refusal}</p>}
      <Submit error={save.error} fields={["quiet_to_minute"]} busy={save.isPending}>
        {t("notifications.save")}
      </Submit>
      <p role="status" className={classes.note}>
        {save.isSuccess && t("notifications.saved")}
      </p>
    </form>
  );
}

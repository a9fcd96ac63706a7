import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../lib/api/client";
import { useFormat } from "../../lib/format/use-format";
import { Answer } from "../../ui/answer";
import { browserAndSystem } from "./agent";
import classes from "./members.module.css";
import { sessionsQuery } from "./queries";
import { Refusal } from "./submit";

/** Where the member is signed in, and the way to end that. */
export function Sessions() {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const onSettled = () => client.invalidateQueries(sessionsQuery);
  const end = useMutation({
    mutationFn: (id: string) =>
      api.DELETE("/api/v1/account/sessions/{id}", { params: { path: { id } } }),
    onSettled,
  });
  const endOthers = useMutation({
    mutationFn: () => api.DELETE("/api/v1/account/sessions"),
    onSettled,
  });
  const nameOf = (agent: string) => {
    const { browser, system } = browserAndSystem(agent);
    return [browser, system].filter(Boolean).join(" · ") || agent || t("account.unknown_agent");
  };
  return (
    <Answer query={sessions} skeleton={null}>
      {(data) => (
        <>
          <ul className={classes.sessions}>
            {data.sessions.map((session) => (
              <li key={session.id}>
                <span>
                  {nameOf(session.agent)}
                  <span className={classes.email}>
                    {session.address} ·{" "}
                    {session.is_current
                      ? t("account.this_session")
                      : t("members.last_seen", {
                          day: format.date(session.last_used_at.slice(0, 10)),
                        })}
                  </span>
                </span>
                {!session.is_current && (
                  <Button
                    variant="subtle"
                    color="gray"
                    size="compact-sm"
                    onClick={() => end.mutate(session.id)}
                  >
                    {t("account.end_session")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          <Refusal error={end.error ?? endOthers.error} />
          {data.sessions.length > 1 && (
            <Button variant="default" size="xs" onClick={() => endOthers.mutate()}>
              {t("account.end_others")}
            </Button>
          )}
        </>
      )}
    </Answer>
  );
}

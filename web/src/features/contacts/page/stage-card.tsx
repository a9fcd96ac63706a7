import { Select } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ContactRecord } from "../../../lib/api/answers";
import { api, bodyOf } from "../../../lib/api/client";
import { useSession } from "../../../lib/api/session";
import { useFormat } from "../../../lib/format/use-format";
import { type Stage, stages, teamOf } from "../../../lib/stages";
import { Refusal } from "../../../ui/submit";
import { TeamTag } from "../../../ui/team-tag";
import { contactChanged } from "../queries";
import { StageTag } from "../stage-tag";
import classes from "./page.module.css";

/** Where the contact stands, whose turn it is, and when it entered each stage. */
export function StageCard({ record }: { record: ContactRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: session } = useSession();
  const { standing } = record;
  const day = (at: string) => format.date(at.slice(0, 10));
  return (
    <section className={classes.card} aria-label={t("contact_column.stage")}>
      <p className={classes.stage}>
        <StageTag stage={standing.stage} />
        <TeamTag team={teamOf(standing.stage)} />
      </p>
      <ol className={classes.stages}>
        {stages.map((stage) => {
          const at = standing[`${stage}_at`];
          return (
            <li
              key={stage}
              data-team={teamOf(stage)}
              data-entered={at !== null || undefined}
              aria-current={stage === standing.stage ? "step" : undefined}
            >
              <span>{t(`stage.${stage}`)}</span>
              <span>{at ? day(at) : "–"}</span>
            </li>
          );
        })}
      </ol>
      {session?.permissions.includes("edit_contacts") && <Move record={record} />}
    </section>
  );
}

function Move({ record }: { record: ContactRecord }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { id } = record.contact;
  const move = useMutation({
    mutationFn: (to: Stage) =>
      bodyOf(
        api.POST("/api/v1/contacts/{id}/transitions", { params: { path: { id } }, body: { to } }),
      ),
    onSuccess: () => contactChanged(client, id),
  });
  return (
    <>
      <Select
        size="xs"
        aria-label={t("contact.move")}
        placeholder={t("contact.move")}
        disabled={move.isPending}
        data={stages
          .filter((stage) => stage !== record.standing.stage)
          .map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))}
        value={null}
        onChange={(to) => {
          const stage = stages.find((each) => each === to);
          if (stage) move.mutate(stage);
        }}
      />
      <Refusal error={move.error} />
    </>
  );
}

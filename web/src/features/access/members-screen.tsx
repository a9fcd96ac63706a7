import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Member } from "../../lib/api/answers";
import { api, bodyOf } from "../../lib/api/client";
import { Answer } from "../../ui/answer";
import { Screen } from "../../ui/screen";
import { TableSkeleton } from "../../ui/table-skeleton";
import { InviteDialog } from "./invite-dialog";
import { LinkToHandOver } from "./link-to-hand-over";
import { MemberRow } from "./member-row";
import classes from "./members.module.css";
import { OnlyFor } from "./only-for";
import { membersQuery } from "./queries";
import { Refusal } from "./submit";

export interface HandedLink {
  name: string;
  link: string;
  purpose: "invitation" | "new_password";
}

/** Who may sign in, and what they may do. */
export function MembersScreen() {
  const { t } = useTranslation();
  return (
    <Screen title={t("members.title")} lead={t("members.lead")}>
      <OnlyFor any={["manage_members"]}>
        <Members />
      </OnlyFor>
    </Screen>
  );
}

function Members() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<HandedLink>();
  const members = useQuery(membersQuery);
  const again = () => client.invalidateQueries(membersQuery);
  const change = useMutation({
    mutationFn: ({ id, ...body }: { id: string } & MemberChange) =>
      api.PATCH("/api/v1/members/{id}", { params: { path: { id } }, body }),
    onSettled: again,
  });
  const newPassword = useMutation({
    mutationFn: async ({ id, name, state }: Member) => {
      const purpose = state === "invited" ? ("invitation" as const) : ("new_password" as const);
      const made = await bodyOf(
        api.POST("/api/v1/members/{id}/links", { params: { path: { id } }, body: { purpose } }),
      );
      return { name, link: made.link, purpose };
    },
    onSuccess: setLink,
  });
  return (
    <>
      <p className={classes.actions}>
        <Button variant="default" size="xs" onClick={() => setInviting(true)}>
          {t("members.invite")}
        </Button>
      </p>
      {link && <LinkToHandOver {...link} onDone={() => setLink(undefined)} />}
      <Refusal error={change.error ?? newPassword.error} />
      <Answer query={members} skeleton={<TableSkeleton rows={6} />}>
        {(data) => (
          <table className={classes.table}>
            <thead>
              <tr>
                {(["name", "role", "team", "state", "actions"] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`members.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.members.map((member) => (
                <MemberRow
                  key={member.id}
                  member={member}
                  onChange={(body) => change.mutate({ id: member.id, ...body })}
                  onLink={() => newPassword.mutate(member)}
                />
              ))}
            </tbody>
          </table>
        )}
      </Answer>
      <InviteDialog
        opened={inviting}
        onClose={() => setInviting(false)}
        onInvited={(invited) => {
          setInviting(false);
          setLink(invited);
          void again();
        }}
      />
    </>
  );
}

export type MemberChange = Partial<Pick<Member, "role" | "team">> & { disabled?: boolean };

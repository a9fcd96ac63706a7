import { Modal, Select, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../../lib/api/client";
import classes from "./fields.module.css";
import type { HandedLink } from "./members-screen";
import { isRole, type Role, roles } from "./roles";
import { refusalOf, Submit } from "./submit";

interface Props {
  opened: boolean;
  onClose: () => void;
  onInvited: (link: HandedLink) => void;
}

const nobody: { name: string; email: string; role: Role } = { name: "", email: "", role: "reader" };

export function InviteDialog({ opened, onClose, onInvited }: Props) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(nobody);
  const invite = useMutation({
    mutationFn: () => bodyOf(api.POST("/api/v1/members", { body: { ...wanted, team: null } })),
    onSuccess: ({ member, link }) => {
      setWanted(nobody);
      onInvited({ name: member.name, link, purpose: "invitation" });
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("members.invite")}
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate();
        }}
      >
        <TextInput
          label={t("members.name")}
          required
          value={wanted.name}
          onChange={(event) => setWanted({ ...wanted, name: event.currentTarget.value })}
          error={refusalOf(invite.error, "name")}
        />
        <TextInput
          label={t("access.email")}
          type="email"
          required
          value={wanted.email}
          onChange={(event) => setWanted({ ...wanted, email: event.currentTarget.value })}
          error={refusalOf(invite.error, "email")}
        />
        <Select
          label={t("members.role")}
          description={t(`role_meaning.${wanted.role}`)}
          allowDeselect={false}
          data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          value={wanted.role}
          onChange={(role) => isRole(role) && setWanted({ ...wanted, role })}
        />
        <Submit error={invite.error} fields={["name", "email"]} busy={invite.isPending}>
          {t("members.invite")}
        </Submit>
      </form>
    </Modal>
  );
}

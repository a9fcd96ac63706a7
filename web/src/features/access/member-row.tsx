import { Button, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Member } from "../../lib/api/answers";
import { useFormat } from "../../lib/format/use-format";
import { TeamTag } from "../../ui/team-tag";
import classes from "./members.module.css";
import type { MemberChange } from "./members-screen";
import { isRole, roles } from "./roles";

interface Props {
  member: Member;
  onChange: (change: MemberChange) => void;
  onLink: () => void;
}

export function MemberRow({ member, onChange, onLink }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const disabled = member.state === "disabled";
  return (
    <tr data-disabled={disabled || undefined}>
      <th scope="row">
        {member.name}
        <span className={classes.email}>{member.email}</span>
      </th>
      <td className={classes.role}>
        <Select
          size="xs"
          aria-label={t("members.role_of", { name: member.name })}
          allowDeselect={false}
          disabled={disabled}
          data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          value={member.role}
          onChange={(role) => isRole(role) && onChange({ role })}
        />
      </td>
      {member.team === "none" ? (
        <td className={classes.noTeam}>–</td>
      ) : (
        <td>
          <TeamTag team={member.team} />
        </td>
      )}
      <td>
        {t(`members.${member.state}`)}
        {member.last_used_at && (
          <span className={classes.email}>
            {t("members.last_seen", { day: format.date(member.last_used_at.slice(0, 10)) })}
          </span>
        )}
      </td>
      <td className={classes.buttons}>
        {!disabled && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={onLink}>
            {t(member.state === "invited" ? "members.invite_again" : "members.new_password")}
          </Button>
        )}
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          onClick={() => onChange({ disabled: !disabled })}
        >
          {t(disabled ? "members.enable" : "members.disable")}
        </Button>
      </td>
    </tr>
  );
}

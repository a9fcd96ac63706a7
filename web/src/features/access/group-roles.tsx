import { Button, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SingleSignOn } from "../../lib/api/answers";
import { Icon } from "../../ui/icon";
import classes from "./group-roles.module.css";
import { isRole, roles } from "./roles";

type Row = NonNullable<SingleSignOn["settings"]>["roles"][number];

interface Props {
  value: Row[];
  onChange: (rows: Row[]) => void;
  /** What the server said about "roles[0].group". */
  refusal: (field: string) => string | undefined;
}

/** Which group of the provider's gives which role; the first row that fits counts. */
export function GroupRoles({ value, onChange, refusal }: Props) {
  const { t } = useTranslation();
  const replace = (index: number, changed: Partial<Row>) =>
    onChange(value.map((row, i) => (i === index ? { ...row, ...changed } : row)));
  return (
    <div className={classes.rows}>
      {value.map((row, index) => (
        <div key={index} className={classes.row}>
          <TextInput
            aria-label={t("single_sign_on.group", { n: index + 1 })}
            placeholder={t("single_sign_on.group_example")}
            value={row.group}
            onChange={(event) => replace(index, { group: event.currentTarget.value })}
            error={refusal(`roles[${index}].group`)}
          />
          <Select
            aria-label={t("single_sign_on.role", { n: index + 1 })}
            allowDeselect={false}
            data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
            value={row.role}
            onChange={(role) => isRole(role) && replace(index, { role })}
          />
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={t("single_sign_on.remove_group", { n: index + 1 })}
            onClick={() => onChange(value.filter((_, i) => i !== index))}
          >
            <Icon name="close" />
          </Button>
        </div>
      ))}
      <p>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => onChange([...value, { group: "", role: "rep" }])}
        >
          {t("single_sign_on.add_group")}
        </Button>
      </p>
    </div>
  );
}

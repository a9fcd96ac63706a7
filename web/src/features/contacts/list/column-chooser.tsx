import { Button, Popover } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../ui/icon";
import { type Column, columns } from "../contact-search";
import classes from "./list.module.css";

interface Props {
  shown: readonly Column[];
  onChange: (shown: readonly Column[]) => void;
}

export function ColumnChooser({ shown, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-end" trapFocus withRoles>
      <Popover.Target>
        <Button variant="subtle" color="gray" size="compact-sm" rightSection={<Icon name="down" />}>
          {t("contacts.columns")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("contacts.columns")}>
        <fieldset className={classes.columns}>
          <legend className="visually-hidden">{t("contacts.columns")}</legend>
          {columns.map((column) => (
            <label key={column}>
              <input
                type="checkbox"
                checked={shown.includes(column)}
                onChange={({ currentTarget }) =>
                  onChange(
                    columns.filter((each) =>
                      each === column ? currentTarget.checked : shown.includes(each),
                    ),
                  )
                }
              />
              {t(`contact_column.${column}`)}
            </label>
          ))}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
}

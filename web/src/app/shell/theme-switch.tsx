import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/icon";
import { usePreferences } from "../preferences";
import classes from "./theme-switch.module.css";

const schemes = [
  ["light", "sun"],
  ["dark", "moon"],
  ["auto", "auto"],
] as const;

export function ThemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, chooseScheme } = usePreferences();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("theme.label")}
      value={colorScheme}
      onChange={chooseScheme}
      data={schemes.map(([value, icon]) => ({
        value,
        label: (
          <span className={classes.scheme} title={t(`theme.${value}`)}>
            <Icon name={icon} />
            <span className="visually-hidden">{t(`theme.${value}`)}</span>
          </span>
        ),
      }))}
    />
  );
}

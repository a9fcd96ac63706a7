import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { languages } from "../../lib/i18n/language";
import { usePreferences } from "../preferences";

export function LanguageSwitch() {
  const { t } = useTranslation();
  const { language, chooseLanguage } = usePreferences();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("language.label")}
      value={language}
      onChange={chooseLanguage}
      data={languages.map((value) => ({
        value,
        label: (
          <>
            <span aria-hidden="true">{value.toUpperCase()}</span>
            <span className="visually-hidden" lang={value}>
              {t(`language.${value}`)}
            </span>
          </>
        ),
      }))}
    />
  );
}

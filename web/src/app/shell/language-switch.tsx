import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../lib/i18n";
import { languages } from "../../lib/i18n/language";

export function LanguageSwitch() {
  const { t } = useTranslation();
  const [language, setLanguage] = useLanguage();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("language.label")}
      value={language}
      onChange={(value) => setLanguage(value)}
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

import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Screen } from "../ui/screen";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Screen title={t("not_found.title")} lead={t("not_found.text")}>
      <Link to="/funnel">{t("not_found.home")}</Link>
    </Screen>
  );
}

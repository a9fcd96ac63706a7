import { useTranslation } from "react-i18next";
import type { Funnel } from "../../../lib/api/answers";
import { useFormat } from "../../../lib/format/use-format";
import { KeyFigure, KeyFigures } from "../../../ui/key-figure";
import { share } from "../share";
import { balanceOf } from "./balance";

/** The answer in four figures: who came, who bought, and whose turn it is for the others. */
export function FunnelFigures({ funnel }: { funnel: Funnel }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { contacts, customers, withMarketing, withSales } = balanceOf(funnel.stages);
  const ofContacts = (part: number) => {
    const value = share(part, contacts);
    return value === null ? "" : t("figure.of_contacts", { share: format.percent(value) });
  };
  const { from, to } = funnel.period;
  return (
    <KeyFigures>
      <KeyFigure
        label={t("figure.contacts")}
        value={format.count(contacts)}
        comparison={from && to ? format.dateRange(from, to) : ""}
        definition={t("definition.contacts")}
      />
      <KeyFigure
        label={t("figure.customers")}
        value={format.count(customers)}
        comparison={ofContacts(customers)}
        definition={t("definition.customers")}
      />
      <KeyFigure
        team="marketing"
        label={t("figure.with_marketing")}
        value={format.count(withMarketing)}
        comparison={ofContacts(withMarketing)}
        definition={t("definition.with_marketing")}
      />
      <KeyFigure
        team="sales"
        label={t("figure.with_sales")}
        value={format.count(withSales)}
        comparison={ofContacts(withSales)}
        definition={t("definition.with_sales")}
      />
    </KeyFigures>
  );
}

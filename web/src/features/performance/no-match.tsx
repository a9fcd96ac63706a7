import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Workspace } from "../../lib/api/answers";
import { useFormat } from "../../lib/format/use-format";
import { Message } from "../../ui/message";

/** There is data, but none that the filters let through. */
export function NoMatch({ workspace, onClear }: { workspace: Workspace; onClear: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { first_contact_on: first, last_contact_on: last } = workspace;
  return (
    <Message title={t("no_match.title")} role="status">
      <p>
        {first && last
          ? t("no_match.text", { days: format.dateRange(first, last) })
          : t("no_match.text_no_contact")}
      </p>
      <Button variant="default" size="xs" onClick={onClear}>
        {t("no_match.clear")}
      </Button>
    </Message>
  );
}

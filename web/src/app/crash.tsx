import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Icon } from "../ui/icon";
import { Message } from "../ui/message";

/** The last resort: a fault in the app itself. */
export function Crash({ error }: { error: unknown }) {
  const { t } = useTranslation();
  return (
    <Message title={t("crash.title")} role="alert">
      <p>{t("crash.text")}</p>
      <pre>{error instanceof Error ? error.message : String(error)}</pre>
      <Button
        variant="default"
        size="xs"
        leftSection={<Icon name="retry" />}
        onClick={() => window.location.reload()}
      >
        {t("crash.reload")}
      </Button>
    </Message>
  );
}

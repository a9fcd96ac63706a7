import { Button, type ButtonProps } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { copyText } from "./copy-text";
import { Icon, type IconName } from "./icon";

interface Props extends ButtonProps {
  /** Asked at the moment of the click, so that an address is the one on screen. */
  text: () => string;
  label: string;
  icon?: IconName;
  /** Shows the icon alone; the label is then for screen readers. */
  compact?: boolean;
}

/** Copies a text and says that it did. */
export function CopyButton({ text, label, icon = "copy", compact = false, ...others }: Props) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<"copied" | "failed">();

  useEffect(() => {
    if (!outcome) return;
    const timer = window.setTimeout(() => setOutcome(undefined), 2000);
    return () => window.clearTimeout(timer);
  }, [outcome]);

  const copy = async () => setOutcome((await copyText(text())) ? "copied" : "failed");
  const said = outcome && t(`copy.${outcome}`);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-label={compact ? label : undefined}
        leftSection={compact ? undefined : <Icon name={outcome === "copied" ? "check" : icon} />}
        {...others}
        onClick={() => void copy()}
      >
        {compact ? <Icon name={outcome === "copied" ? "check" : icon} /> : (said ?? label)}
      </Button>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}

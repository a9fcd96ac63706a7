import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Day, isDay, type Span } from "../../lib/filters/period";
import classes from "./filter-bar.module.css";

interface Props extends Span {
  onChange: (span: Span) => void;
}

// While a year is being typed a date field passes through years such as 0002.
const isComplete = (day: Day) => day === "" || (isDay(day) && day >= "1900");

/** Two days, both included; either may be left open. A reversed range is said, not silently swapped while typing. */
export function DateRange({ from = "", to = "", onChange }: Props) {
  const { t } = useTranslation();
  const [committed, setCommitted] = useState({ from, to });
  const [draft, setDraft] = useState({ from, to });
  if (committed.from !== from || committed.to !== to) {
    setCommitted({ from, to });
    setDraft({ from, to });
  }

  const reversed = draft.from !== "" && draft.to !== "" && draft.from > draft.to;
  const edit = (change: Partial<typeof draft>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    const ordered = next.from === "" || next.to === "" || next.from <= next.to;
    if (ordered && isComplete(next.from) && isComplete(next.to)) {
      onChange({ from: next.from || undefined, to: next.to || undefined });
    }
  };

  return (
    <div className={classes.range}>
      <TextInput
        type="date"
        size="xs"
        aria-label={t("filters.from")}
        value={draft.from}
        onChange={(event) => edit({ from: event.currentTarget.value })}
      />
      <span aria-hidden="true">–</span>
      <TextInput
        type="date"
        size="xs"
        aria-label={t("filters.to")}
        value={draft.to}
        error={reversed && t("filters.reversed")}
        onChange={(event) => edit({ to: event.currentTarget.value })}
      />
    </div>
  );
}

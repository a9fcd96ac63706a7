import { Button, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Workspace } from "../../lib/api/answers";
import { type Filters, filterSpan, isFiltered } from "../../lib/filters/filters";
import { type Preset, presets, today } from "../../lib/filters/period";
import { originLabel } from "../../lib/origin-label";
import { CopyButton } from "../../ui/copy-button";
import { DateRange } from "./date-range";
import classes from "./filter-bar.module.css";
import { PeriodText } from "./period-text";

interface Props {
  workspace: Workspace;
  filters: Filters;
  onChange: (filters: Filters) => void;
}

const anyOrigin = "any";
const withOrigin = (origin: string) => `is:${origin}`; // a source may be called "", or "any"

/** The period and the source that every screen of this room can be narrowed to. */
export function FilterBar({ workspace, filters, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const custom = filters.from !== undefined || filters.to !== undefined;
  const period = custom ? "custom" : (filters.period ?? "all");

  const choosePeriod = (value: string | null) => {
    const { origin } = filters;
    if (value === "custom") onChange({ origin, ...startingSpan(workspace, filters) });
    else if (presets.includes(value as Preset)) onChange({ origin, period: value as Preset });
    else onChange({ origin });
  };
  const chooseOrigin = (value: string | null) =>
    onChange({ ...filters, origin: value?.startsWith("is:") ? value.slice(3) : undefined });

  const origins = [
    ...new Set([...workspace.origins, ...(filters.origin === undefined ? [] : [filters.origin])]),
  ]
    .map((origin) => ({ value: withOrigin(origin), label: originLabel(t, origin) }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language));

  return (
    <div className={classes.bar} role="group" aria-label={t("filters.label")}>
      <Select
        className={classes.period}
        size="xs"
        aria-label={t("filters.period")}
        value={period}
        onChange={choosePeriod}
        allowDeselect={false}
        data={(["all", ...presets, "custom"] as const).map((value) => ({
          value,
          label: t(`period.${value}`),
        }))}
      />
      {custom && (
        <DateRange
          from={filters.from}
          to={filters.to}
          onChange={(span) => onChange({ origin: filters.origin, ...span })}
        />
      )}
      <Select
        className={classes.origin}
        size="xs"
        aria-label={t("filters.origin")}
        value={filters.origin === undefined ? anyOrigin : withOrigin(filters.origin)}
        onChange={chooseOrigin}
        allowDeselect={false}
        searchable={origins.length > 8}
        nothingFoundMessage={t("filters.no_such_origin")}
        data={[{ value: anyOrigin, label: t("filters.any_origin") }, ...origins]}
      />
      {!custom && <PeriodText workspace={workspace} filters={filters} />}
      <span className={classes.actions}>
        {isFiltered(filters) && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onChange({})}>
            {t("filters.clear")}
          </Button>
        )}
        <CopyButton icon="link" label={t("filters.copy_link")} text={() => window.location.href} />
      </span>
    </div>
  );
}

/** Choosing "custom" starts from the days on screen, so that one edits rather than begins from nothing. */
function startingSpan(workspace: Workspace, filters: Filters) {
  const now = today(workspace.time_zone);
  const span = filterSpan(filters, now);
  return {
    from: span.from ?? workspace.first_contact_on ?? now,
    to: span.to ?? workspace.last_contact_on ?? now,
  };
}

import { Button, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { membersQuery } from "../../../lib/api/members";
import { originLabel } from "../../../lib/origin-label";
import { stages } from "../../../lib/stages";
import { type ContactSearch, isNarrowed, readContactSearch, sorts } from "../contact-search";
import classes from "./list.module.css";

interface Props {
  search: ContactSearch;
  origins: readonly string[];
  searchField: RefObject<HTMLInputElement | null>;
  onChange: (search: ContactSearch) => void;
}

const ofMarketing = "visitor,lead,mql";
const ofSales = "sql,opportunity,customer";
const seenDays = ["1", "7", "30", "90"] as const;
const withOrigin = (origin: string) => `is:${origin}`; // an origin may be called ""

/** What the list is narrowed to and how it is sorted; kept in the address. */
export function ContactFilters({ search, origins, searchField, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const { data } = useQuery(membersQuery);
  const change = (changed: Record<string, string | null | undefined>) =>
    onChange(readContactSearch({ ...search, ...changed }));
  const known = [...new Set([...origins, ...(search.origin === undefined ? [] : [search.origin])])];
  const { view, sort, columns } = search;
  return (
    <form
      role="search"
      className={classes.filters}
      aria-label={t("contacts.filters")}
      onSubmit={(event) => event.preventDefault()}
    >
      <SearchField
        field={searchField}
        value={search.search}
        onChange={(text) => change({ search: text })}
      />
      <Select
        size="xs"
        aria-label={t("contact_column.stage")}
        placeholder={t("contacts.any_stage")}
        clearable
        data={[
          { value: ofMarketing, label: t("contacts.of_marketing") },
          { value: ofSales, label: t("contacts.of_sales") },
          ...stages.map((stage) => ({ value: stage, label: t(`stage.${stage}`) })),
        ]}
        value={search.stage ?? null}
        onChange={(stage) => change({ stage })}
      />
      <Select
        size="xs"
        aria-label={t("contact_column.owner")}
        placeholder={t("contacts.any_owner")}
        clearable
        searchable
        data={[
          { value: "me", label: t("contacts.mine") },
          { value: "none", label: t("contacts.nobody") },
          ...(data?.members.map(({ id, name }) => ({ value: id, label: name })) ?? []),
        ]}
        value={search.owner ?? null}
        onChange={(owner) => change({ owner })}
      />
      <Select
        size="xs"
        aria-label={t("contact_column.origin")}
        placeholder={t("filters.any_origin")}
        clearable
        searchable
        data={known
          .map((origin) => ({ value: withOrigin(origin), label: originLabel(t, origin) }))
          .sort((a, b) => a.label.localeCompare(b.label, i18n.language))}
        value={search.origin === undefined ? null : withOrigin(search.origin)}
        onChange={(origin) => change({ origin: origin?.slice(3) })}
      />
      <Select
        size="xs"
        aria-label={t("contact_column.last_seen")}
        placeholder={t("contacts.any_time")}
        clearable
        data={[...new Set([...seenDays, ...(search.seen ? [search.seen] : [])])].map((days) => ({
          value: days,
          label: t("contacts.seen_within", { count: Number(days) }),
        }))}
        value={search.seen ?? null}
        onChange={(seen) => change({ seen })}
      />
      <Days search={search} onChange={change} />
      <Select
        size="xs"
        className={classes.sort}
        aria-label={t("contacts.sort")}
        allowDeselect={false}
        data={sorts.map((each) => ({ value: each, label: t(`contacts.sort_${each}`) }))}
        value={search.sort ?? "newest"}
        onChange={(each) => change({ sort: each === "newest" ? undefined : each })}
      />
      {isNarrowed(search) && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          onClick={() => onChange(readContactSearch({ view, sort, columns }))}
        >
          {t("filters.clear")}
        </Button>
      )}
    </form>
  );
}

function Days({
  search,
  onChange,
}: {
  search: ContactSearch;
  onChange: (changed: Record<string, string>) => void;
}) {
  const { t } = useTranslation();
  return (
    <span className={classes.days}>
      <span aria-hidden="true">{t("contacts.known")}</span>
      {(["from", "to"] as const).map((edge) => (
        <TextInput
          key={edge}
          size="xs"
          type="date"
          aria-label={t(`contacts.known_${edge}`)}
          value={search[edge] ?? ""}
          onChange={(event) => onChange({ [edge]: event.currentTarget.value })}
        />
      ))}
    </span>
  );
}

const pauseInTyping = 200; // ms

/** Asks once the typing pauses; the address may also be changed from elsewhere. */
function SearchField({
  field,
  value = "",
  onChange,
}: {
  field: RefObject<HTMLInputElement | null>;
  value?: string;
  onChange: (text: string) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const [asked, setAsked] = useState(value);
  if (asked !== value) {
    setAsked(value);
    if (typed.trim() !== value) setTyped(value);
  }
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = window.setTimeout(() => onChange(typed.trim()), pauseInTyping);
    return () => window.clearTimeout(timer);
  });
  return (
    <TextInput
      ref={field}
      size="xs"
      type="search"
      className={classes.search}
      aria-label={t("contacts.search")}
      placeholder={t("contacts.search_text")}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        document.querySelector<HTMLElement>("[data-contact]")?.focus();
      }}
    />
  );
}

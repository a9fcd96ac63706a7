import { Button, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type AuditSearch, deeds, readAuditSearch } from "./audit-search";
import classes from "./audit.module.css";
import { membersQuery } from "./queries";

/** By whom, what, and when; kept in the address. */
export function AuditFilters({ search }: { search: AuditSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data } = useQuery(membersQuery);
  const change = (changed: Record<string, string | null>) =>
    void navigate({ to: "/audit", search: readAuditSearch({ ...search, ...changed }) });
  const file = new URLSearchParams({ ...search }).toString();
  return (
    <form
      className={classes.filters}
      aria-label={t("audit.filters")}
      onSubmit={(event) => event.preventDefault()}
    >
      <Select
        label={t("audit.by")}
        placeholder={t("audit.anybody")}
        clearable
        searchable
        data={data?.members.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        value={search.by ?? null}
        onChange={(by) => change({ by })}
      />
      <Select
        label={t("audit.only")}
        placeholder={t("audit.anything")}
        clearable
        searchable
        data={deeds.map((deed) => ({ value: deed, label: t(`deed.${deed}`) }))}
        value={search.only ?? null}
        onChange={(only) => change({ only })}
      />
      {(["from", "to"] as const).map((edge) => (
        <TextInput
          key={edge}
          type="date"
          label={t(`audit.${edge}`)}
          value={search[edge] ?? ""}
          onChange={(event) => change({ [edge]: event.currentTarget.value })}
        />
      ))}
      <span className={classes.ways}>
        {Object.keys(search).length > 0 && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => void navigate({ to: "/audit", search: {} })}
          >
            {t("audit.clear")}
          </Button>
        )}
        <Button
          component="a"
          variant="default"
          title={t("audit.download_text")}
          href={`/api/v1/audit.csv${file && `?${file}`}`}
        >
          {t("audit.download")}
        </Button>
      </span>
    </form>
  );
}

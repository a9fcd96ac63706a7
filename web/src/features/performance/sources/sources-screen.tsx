import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Workspace } from "../../../lib/api/answers";
import type { Filters } from "../../../lib/filters/filters";
import { writeSort } from "../../../lib/filters/sort";
import { Answer } from "../../../ui/answer";
import { TableSkeleton } from "../../../ui/table-skeleton";
import { NoMatch } from "../no-match";
import { PerformanceScreen } from "../performance-screen";
import { useSources } from "../queries";
import type { SourcesSearch } from "../search";
import { SourcesTable } from "./sources-table";

const route = getRouteApi("/sources");

export function SourcesScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const setFilters = (filters: Filters) =>
    void navigate({ search: ({ sort }) => ({ sort, ...filters }), resetScroll: false });
  const setSort = (sort: string) =>
    void navigate({ search: (old) => ({ ...old, sort }), replace: true, resetScroll: false });
  return (
    <PerformanceScreen
      title={t("sources.title")}
      lead={t("sources.lead")}
      filters={search}
      onFilters={setFilters}
      skeleton={<TableSkeleton rows={10} />}
    >
      {(workspace) => (
        <SourcesOf
          workspace={workspace}
          search={search}
          onSort={setSort}
          onClear={() => setFilters({})}
        />
      )}
    </PerformanceScreen>
  );
}

interface Props {
  workspace: Workspace;
  search: SourcesSearch;
  onSort: (sort: string) => void;
  onClear: () => void;
}

function SourcesOf({ workspace, search, onSort, onClear }: Props) {
  const sources = useSources(workspace, search);
  return (
    <Answer query={sources} skeleton={<TableSkeleton rows={10} />}>
      {(data) => {
        const known =
          search.origin === undefined || data.sources.some((row) => row.origin === search.origin);
        return data.sources.length > 0 && known ? (
          <SourcesTable data={data} search={search} onSort={(sort) => onSort(writeSort(sort))} />
        ) : (
          <NoMatch workspace={workspace} onClear={onClear} />
        );
      }}
    </Answer>
  );
}

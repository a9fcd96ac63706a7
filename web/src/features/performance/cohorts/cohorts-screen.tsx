import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Workspace } from "../../../lib/api/answers";
import type { Filters } from "../../../lib/filters/filters";
import { Answer } from "../../../ui/answer";
import { TableSkeleton } from "../../../ui/table-skeleton";
import { NoMatch } from "../no-match";
import { PerformanceScreen } from "../performance-screen";
import { useFunnel } from "../queries";
import { CohortCustomers } from "./cohort-customers";
import { CohortTable } from "./cohort-table";

const route = getRouteApi("/cohorts");

export function CohortsScreen() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const setFilters = (search: Filters) => void navigate({ search, resetScroll: false });
  return (
    <PerformanceScreen
      title={t("cohorts.title")}
      lead={t("cohorts.lead")}
      filters={filters}
      onFilters={setFilters}
      skeleton={<TableSkeleton rows={12} />}
    >
      {(workspace) => (
        <CohortsOf workspace={workspace} filters={filters} onClear={() => setFilters({})} />
      )}
    </PerformanceScreen>
  );
}

interface Props {
  workspace: Workspace;
  filters: Filters;
  onClear: () => void;
}

function CohortsOf({ workspace, filters, onClear }: Props) {
  const funnel = useFunnel(workspace, filters, "month");
  return (
    <Answer query={funnel} skeleton={<TableSkeleton rows={12} />}>
      {(data) =>
        data.groups.length > 0 ? (
          <>
            <CohortCustomers funnel={data} lastContactOn={workspace.last_contact_on} />
            <CohortTable funnel={data} lastContactOn={workspace.last_contact_on} />
          </>
        ) : (
          <NoMatch workspace={workspace} onClear={onClear} />
        )
      }
    </Answer>
  );
}

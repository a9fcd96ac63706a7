import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Workspace } from "../../../lib/api/answers";
import type { Filters } from "../../../lib/filters/filters";
import { Answer } from "../../../ui/answer";
import { NoMatch } from "../no-match";
import { PerformanceScreen } from "../performance-screen";
import { useFunnel } from "../queries";
import type { FunnelSearch } from "../search";
import { FunnelChart } from "./funnel-chart";
import { FunnelFigures } from "./funnel-figures";
import { FunnelGroups } from "./funnel-groups";
import { FunnelSkeleton } from "./funnel-skeleton";

const route = getRouteApi("/funnel");

export function FunnelScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (change: Partial<FunnelSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false });
  const setFilters = (filters: Filters) =>
    void navigate({
      search: ({ by, sort, rows }) => ({ by, sort, rows, ...filters }),
      resetScroll: false,
    });
  return (
    <PerformanceScreen
      title={t("funnel.title")}
      lead={t("funnel.lead")}
      filters={search}
      onFilters={setFilters}
      skeleton={<FunnelSkeleton />}
    >
      {(workspace) => (
        <FunnelOf
          workspace={workspace}
          search={search}
          onChange={change}
          onClear={() => setFilters({})}
        />
      )}
    </PerformanceScreen>
  );
}

interface Props {
  workspace: Workspace;
  search: FunnelSearch;
  onChange: (change: Partial<FunnelSearch>) => void;
  onClear: () => void;
}

function FunnelOf({ workspace, search, onChange, onClear }: Props) {
  const funnel = useFunnel(workspace, search, search.by);
  return (
    <Answer query={funnel} skeleton={<FunnelSkeleton />}>
      {(data) =>
        data.stages.some((stage) => stage.reached > 0) ? (
          <>
            <FunnelFigures funnel={data} />
            <FunnelChart funnel={data} />
            <FunnelGroups funnel={data} search={search} onChange={onChange} />
          </>
        ) : (
          <NoMatch workspace={workspace} onClear={onClear} />
        )
      }
    </Answer>
  );
}

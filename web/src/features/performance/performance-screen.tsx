import type { ReactNode } from "react";
import type { Workspace } from "../../lib/api/answers";
import { isEmpty, useWorkspace } from "../../lib/api/workspace";
import type { Filters } from "../../lib/filters/filters";
import { Answer } from "../../ui/answer";
import { EmptyWorkspace } from "../../ui/empty-workspace";
import { Screen } from "../../ui/screen";
import { FilterBar } from "./filter-bar";

interface Props {
  title: string;
  lead: string;
  filters: Filters;
  onFilters: (filters: Filters) => void;
  skeleton: ReactNode;
  children: (workspace: Workspace) => ReactNode;
}

/** What the screens of this room have in common: a title, the filters, and what to do while there is no data. */
export function PerformanceScreen({ title, lead, filters, onFilters, skeleton, children }: Props) {
  const workspace = useWorkspace();
  return (
    <Screen title={title} lead={lead}>
      <Answer
        query={workspace}
        skeleton={skeleton}
        silent={workspace.data && !isEmpty(workspace.data)}
      >
        {(data) =>
          isEmpty(data) ? (
            <EmptyWorkspace />
          ) : (
            <>
              <FilterBar workspace={data} filters={filters} onChange={onFilters} />
              {children(data)}
            </>
          )
        }
      </Answer>
    </Screen>
  );
}

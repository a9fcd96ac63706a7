import { Skeleton } from "@mantine/core";
import classes from "./table-skeleton.module.css";

/** The shape of a table while its figures are on their way. */
export function TableSkeleton({ rows }: { rows: number }) {
  return (
    <div aria-hidden="true" className={classes.skeleton}>
      {Array.from({ length: rows + 1 }, (_, row) => (
        <Skeleton key={row} height={row === 0 ? 14 : 20} width={row === 0 ? "40%" : "100%"} />
      ))}
    </div>
  );
}

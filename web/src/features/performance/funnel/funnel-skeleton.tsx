import { Skeleton } from "@mantine/core";
import classes from "./funnel-skeleton.module.css";

/** The shape of the funnel while its figures are on their way, so that nothing jumps when they come. */
export function FunnelSkeleton() {
  return (
    <div aria-hidden="true" className={classes.skeleton}>
      <div className={classes.figures}>
        {[0, 1, 2, 3].map((figure) => (
          <Skeleton key={figure} height={58} />
        ))}
      </div>
      {[100, 80, 55, 35, 25, 12].map((width) => (
        <Skeleton key={width} height={28} width={`${width}%`} radius={0} />
      ))}
    </div>
  );
}

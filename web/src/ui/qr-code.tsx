import { useMemo } from "react";
import { encode } from "uqr";
import classes from "./qr-code.module.css";

/** Free modules around the code, without which readers do not find it (ISO/IEC 18004). */
const quietZone = 4;

/** A text to be read by a camera: dark on white in every theme, since many readers refuse the inverse. */
export function QrCode({ label, children }: { label: string; children: string }) {
  const { size, path } = useMemo(() => {
    const code = encode(children, { border: quietZone });
    const squares = code.data.flatMap((row, y) =>
      row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")),
    );
    return { size: code.size, path: squares.join("") };
  }, [children]);
  return (
    <svg
      role="img"
      aria-label={label}
      className={classes.code}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect className={classes.paper} width={size} height={size} />
      <path className={classes.dark} d={path} />
    </svg>
  );
}

import classes from "./shell.module.css";

export function Wordmark() {
  return (
    <span className={classes.wordmark}>
      <svg
        viewBox="0 0 28 20"
        width="28"
        height="20"
        fill="none"
        strokeWidth="3"
        aria-hidden="true"
      >
        <circle className={classes.first} cx="10" cy="10" r="7" />
        <circle className={classes.second} cx="18" cy="10" r="7" />
        <path className={classes.first} d="M14 4.26a7 7 0 0 1 3 5.74" />
      </svg>
      Tandem
    </span>
  );
}

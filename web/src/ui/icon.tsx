const shapes = {
  auto: "M8 1.75a6.25 6.25 0 1 0 0 12.5ZM8 1.75a6.25 6.25 0 0 1 0 12.5",
  bell: "M3.2 11.5c1-1 1.3-2.2 1.3-4.2a3.5 3.5 0 0 1 7 0c0 2 .3 3.2 1.3 4.2ZM6.6 13.6a1.5 1.5 0 0 0 2.8 0M8 2.2v1.3",
  check: "m3 8.5 3.2 3.2L13 5",
  close: "m4 4 8 8M12 4l-8 8",
  contacts:
    "M2.5 2.5h11v11h-11ZM8 8.2a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8ZM4.8 11.9c.3-1.5 1.6-2.3 3.2-2.3s2.9.8 3.2 2.3",
  copy: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8Z",
  down: "m4 6 4 4 4-4",
  funnel: "M2 3h12L9.5 8.5v4.6l-3-1.6v-3Z",
  help: "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5ZM6.3 6.4a1.7 1.7 0 1 1 2.5 1.5c-.5.3-.8.6-.8 1.1M8 11.3v.1",
  key: "M5 8.2a2.9 2.9 0 1 0 0 5.6 2.9 2.9 0 0 0 0-5.6M7 9l6.5-6.5M10.5 5.5l2 2",
  link: "M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.3-2.3A2.6 2.6 0 0 0 9 3.3l-.9.9M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l.9-.9",
  live: "M8 6.6a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8M5 11a4.2 4.2 0 0 1 0-6M11 5a4.2 4.2 0 0 1 0 6M3 13a7 7 0 0 1 0-10M13 3a7 7 0 0 1 0 10",
  log: "M3.5 1.8h9v12.4h-9ZM6 5h4M6 8h4M6 11h2.5",
  members:
    "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5c0-2.6 2-4.2 4.5-4.2s4.5 1.6 4.5 4.2M10.5 2.7a2.4 2.4 0 0 1 0 4.6M12 9.6c1.6.5 2.5 1.9 2.5 3.9",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  moon: "M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7Z",
  months: "M2.5 3.5h11v10h-11ZM2.5 6.7h11M5.3 1.8v3M10.7 1.8v3",
  retry: "M13 8a5 5 0 1 1-1.6-3.7M13 2.2v2.6h-2.6",
  send: "M2 7.5 14 2.5l-4 11-2.6-4.9ZM7.4 8.6 14 2.5",
  settings: "M2 4.5h6M11.5 4.5H14M2 11.5h2.5M8 11.5h6M9.75 2.75v3.5M6.25 9.75v3.5",
  sources: "M2.5 13.5v-5M6.2 13.5v-11M9.9 13.5v-7M13.5 13.5v-3",
  sun: "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1v1.4M8 13.6V15M1 8h1.4M13.6 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1",
} as const;

export type IconName = keyof typeof shapes;

/** A decorative line icon in the colour of its text; what it means is said beside it or by the control's label. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  );
}

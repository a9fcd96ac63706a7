import type { IconName } from "../../ui/icon";

/** The screens by room, in the order of the menu; `key` is pressed after "g". */
export const rooms = [
  {
    room: "performance",
    screens: [
      { to: "/funnel", name: "funnel", icon: "funnel", key: "f" },
      { to: "/sources", name: "sources", icon: "sources", key: "s" },
      { to: "/cohorts", name: "cohorts", icon: "months", key: "c" },
    ],
  },
] as const satisfies readonly {
  room: string;
  screens: readonly { to: string; name: string; icon: IconName; key: string }[];
}[];

export const screens = rooms.flatMap((room) => room.screens);

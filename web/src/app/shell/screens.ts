import type { Permission } from "../../lib/api/session";
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
  {
    room: "people",
    permission: "manage_members",
    screens: [{ to: "/members", name: "members", icon: "members", key: "m" }],
  },
  {
    room: "administration",
    permission: "manage_workspace",
    screens: [
      { to: "/tokens", name: "tokens", icon: "key", key: "t" },
      { to: "/audit", name: "audit", icon: "log", key: "l" },
      { to: "/settings", name: "settings", icon: "settings", key: "w" },
    ],
  },
] as const satisfies readonly {
  room: string;
  /** Without it the room is not shown. */
  permission?: Permission;
  screens: readonly { to: string; name: string; icon: IconName; key: string }[];
}[];

type RoomScreen = (typeof rooms)[number]["screens"][number];

export const screens = rooms.flatMap((room): readonly RoomScreen[] => room.screens);

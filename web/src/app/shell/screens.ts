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
    screens: [
      { to: "/live", name: "live", icon: "live", key: "n", permission: "read_contacts" },
      {
        to: "/contacts",
        name: "contacts",
        icon: "contacts",
        key: "p",
        permission: "read_contacts",
      },
      {
        to: "/members",
        name: "members",
        icon: "members",
        key: "m",
        permission: "manage_members",
      },
    ],
  },
  {
    room: "administration",
    screens: [
      { to: "/tokens", name: "tokens", icon: "key", key: "t", permission: "manage_members" },
      {
        to: "/webhooks",
        name: "webhooks",
        icon: "send",
        key: "h",
        permission: "manage_workspace",
      },
      { to: "/audit", name: "audit", icon: "log", key: "l", permission: "read_audit" },
      {
        to: "/settings",
        name: "settings",
        icon: "settings",
        key: "w",
        permission: "manage_website",
      },
    ],
  },
] as const satisfies readonly {
  room: string;
  screens: readonly {
    to: string;
    name: string;
    icon: IconName;
    key: string;
    /** Without it the screen is not shown. */
    permission?: Permission;
  }[];
}[];

type RoomScreen = (typeof rooms)[number]["screens"][number];

export const screens = rooms.flatMap((room): readonly RoomScreen[] => room.screens);

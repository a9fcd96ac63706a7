import { ActionIcon, Popover } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../lib/api/session";
import { countLabel, setUnreadInTitle } from "../../lib/page-title";
import { useLive } from "../../lib/use-live";
import { Icon } from "../../ui/icon";
import classes from "./notifications.module.css";
import { NotificationList } from "./notification-list";
import { notificationsQuery } from "./queries";
import { useAnnouncements } from "./use-announcements";

/** What the member was told: how much of it is unread, and the list. */
export function Bell() {
  const { data: session } = useSession();
  return session?.member ? <MemberBell member={session.member.id} /> : null;
}

function MemberBell({ member }: { member: string }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const query = useInfiniteQuery(notificationsQuery);
  useLive(`notifications/${member}`, notificationsQuery.queryKey);
  const unread = query.data?.pages[0]?.unread ?? 0;
  const notifications = useMemo(
    () => query.data?.pages.flatMap((page) => page.notifications),
    [query.data],
  );
  const said = useAnnouncements(notifications);
  useEffect(() => {
    setUnreadInTitle(unread);
    return () => setUnreadInTitle(0);
  }, [unread]);
  return (
    <>
      <span className="visually-hidden" role="status">
        {said}
      </span>
      <Popover
        opened={opened}
        onChange={setOpened}
        position="bottom-end"
        width={360}
        trapFocus
        returnFocus
        withinPortal={false}
      >
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            className={classes.bell}
            aria-label={t("notifications.bell", { count: unread })}
            onClick={() => setOpened((before) => !before)}
          >
            <Icon name="bell" size={18} />
            {unread > 0 && (
              <span className={classes.count} aria-hidden="true">
                {countLabel(unread)}
              </span>
            )}
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown className={classes.panel} aria-label={t("notifications.title")}>
          <NotificationList
            query={query}
            notifications={notifications ?? []}
            unread={unread}
            onLeave={() => setOpened(false)}
          />
        </Popover.Dropdown>
      </Popover>
    </>
  );
}

import { Button } from "@mantine/core";
import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Notification, Notifications } from "../../lib/api/answers";
import { Answer } from "../../ui/answer";
import { NotificationLine } from "./notification-line";
import classes from "./notifications.module.css";
import { notificationsQuery, readOne, readUpTo } from "./queries";

interface Props {
  query: UseInfiniteQueryResult<InfiniteData<Notifications>>;
  notifications: readonly Notification[];
  unread: number;
  onLeave: () => void;
}

export function NotificationList({ query, notifications, unread, onLeave }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries(notificationsQuery);
  const readAll = useMutation({ mutationFn: readUpTo, onSettled });
  const read = useMutation({ mutationFn: readOne, onSettled });
  const [newest] = notifications;
  return (
    <>
      <header className={classes.header}>
        <h2>{t("notifications.title")}</h2>
        {unread > 0 && newest && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            loading={readAll.isPending}
            onClick={() => readAll.mutate(newest.id)}
          >
            {t("notifications.read_all")}
          </Button>
        )}
      </header>
      <Answer query={query} skeleton={null}>
        {() =>
          notifications.length === 0 ? (
            <p className={classes.none}>{t("notifications.none")}</p>
          ) : (
            <ul className={classes.list}>
              {notifications.map((notification) => (
                <NotificationLine
                  key={notification.id}
                  notification={notification}
                  onRead={() => read.mutate(notification.id)}
                  onLeave={onLeave}
                />
              ))}
            </ul>
          )
        }
      </Answer>
      {query.hasNextPage && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("notifications.older")}
        </Button>
      )}
      <footer className={classes.footer}>
        <Link to="/account" onClick={onLeave}>
          {t("notifications.preferences")}
        </Link>
      </footer>
    </>
  );
}

import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../lib/api/problem";
import { useFormat } from "../lib/format/use-format";
import classes from "./answer.module.css";
import { Icon } from "./icon";
import { Message } from "./message";

interface Props<Data> {
  query: UseQueryResult<Data>;
  skeleton: ReactNode;
  /** Another request on the screen already says when the figures are old. */
  silent?: boolean;
  children: (data: Data) => ReactNode;
}

/**
 * A request's four states, the same on every screen: on its way (skeleton), failed with nothing to show (why, and a
 * retry), failed with older figures (they stay, and their age is said), answered. While other filters are being
 * fetched the previous figures stay, dimmed if it takes long enough to notice.
 */
export function Answer<Data>({ query, skeleton, silent = false, children }: Props<Data>) {
  const { t } = useTranslation();
  if (query.data === undefined) {
    if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />;
    return (
      <div aria-busy="true">
        <span className="visually-hidden" role="status">
          {t("state.loading")}
        </span>
        {skeleton}
      </div>
    );
  }
  return (
    <div className={classes.answer} data-previous={query.isPlaceholderData || undefined}>
      {query.isError && !silent && <Stale since={query.dataUpdatedAt} />}
      {children(query.data)}
    </div>
  );
}

function Stale({ since }: { since: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p className={classes.stale} role="status">
      <Icon name="retry" />
      {since ? t("state.stale", { time: format.time(new Date(since)) }) : t("state.stale_filters")}
    </p>
  );
}

function Failure({ error, retry }: { error: Error; retry: () => void }) {
  const { t } = useTranslation();
  const kind = error instanceof Problem ? error.kind : "failed";
  const detail = error instanceof Problem ? error.detail : "";
  return (
    <Message title={t(`state.${kind}_title`)} role="alert">
      {detail && <p>{detail}</p>}
      <p>{t(`state.${kind}_text`)}</p>
      <Button variant="default" size="xs" leftSection={<Icon name="retry" />} onClick={retry}>
        {t("state.retry")}
      </Button>
    </Message>
  );
}

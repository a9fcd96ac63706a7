import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Permission, useSession } from "../lib/api/session";
import { Message } from "./message";

/** What follows is for those who may; the others read why they see nothing. */
export function OnlyFor({
  any,
  children,
}: {
  /** One of these is enough. */
  any: readonly Permission[];
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const refused = session && !any.some((permission) => session.permissions.includes(permission));
  if (!refused) return children;
  return (
    <Message title={t("access.not_permitted")}>
      <p>{t("access.not_permitted_text")}</p>
    </Message>
  );
}

import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { Notification } from "../../lib/api/answers";
import { useSession } from "../../lib/api/session";
import { showInBrowser } from "../../lib/browser-notifications";
import { contactPath } from "../../lib/contact-name";
import { useLanguage } from "../../lib/i18n";
import { readOne } from "./queries";
import { useTold } from "./use-told";

/** Ids are 64-bit numbers in decimal. */
const isNewer = (id: string, than: string) =>
  id.length === than.length ? id > than : id.length > than.length;

/**
 * What has come since the page was opened is read out, and shown by the browser if the member wants that. What was
 * there before is old news. Gives the sentence to read out.
 */
export function useAnnouncements(notifications: readonly Notification[] | undefined): string {
  const { data: session } = useSession();
  const [language] = useLanguage();
  const navigate = useNavigate();
  const { told } = useTold();
  const newest = useRef<string>(undefined);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (!notifications) return;
    const before = newest.current;
    newest.current = notifications[0]?.id ?? "0";
    if (before === undefined) return;
    const fresh = notifications.filter(({ id, read_at }) => !read_at && isNewer(id, before));
    if (fresh.length === 0) return;
    setSaid(fresh.map(told).join(" "));
    if (!session?.preferences.browser_notifications) return;
    for (const notification of fresh) {
      const [first] = notification.revisits;
      showInBrowser(
        { title: "Tandem", body: told(notification), tag: notification.id, language },
        () => {
          void readOne(notification.id);
          if (first && notification.revisits.length === 1) {
            void navigate({ href: contactPath(first.contact_id) });
          }
        },
      );
    }
    // A change of language or of a wish announces nothing again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [notifications]);
  return said;
}

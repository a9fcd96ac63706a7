import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { LiveSource, type Topic } from "./live";

const live = new LiveSource((address) => new EventSource(address));

/**
 * Asks again for the queries that begin with these keys whenever something about the topic changes. Without a topic it
 * does nothing. All uses in a tab share one connection.
 */
export function useLive(topic: Topic | undefined, ...keys: QueryKey[]) {
  const client = useQueryClient();
  const wanted = JSON.stringify(keys);
  useEffect(() => {
    if (!topic) return;
    return live.subscribe(topic, () => {
      for (const queryKey of JSON.parse(wanted) as QueryKey[]) {
        void client.invalidateQueries({ queryKey });
      }
    });
  }, [client, topic, wanted]);
}

/*
 * A browser keeps six connections to a server at most, over all its tabs; streams that nobody looks at would use them
 * up. So a tab that is hidden rests, except for the one that holds the lock: it goes on showing notifications.
 */
let keepsWatch = false;
function restWhileHidden() {
  const rest = () => live.pause(document.hidden && !keepsWatch);
  document.addEventListener("visibilitychange", rest);
  rest();
  // Only pages from a safe origin have locks; elsewhere there are no notifications by the browser either.
  if (!("locks" in navigator)) return;
  void navigator.locks
    .request("tandem.live", () => {
      keepsWatch = true;
      rest();
      return new Promise(() => undefined); // until the tab is closed
    })
    .catch(() => undefined);
}
if (typeof document !== "undefined") restWhileHidden();

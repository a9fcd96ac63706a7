/** What happens, as the server tells it: topics, and who wants to hear of them. One connection a tab serves all. */

/** "contact/42", "contacts", "visitors", "notifications/7". */
export type Topic = `contact/${string}` | "contacts" | "visitors" | `notifications/${string}`;

type Listener = () => void;

/** The part of EventSource that is used; tests bring their own. */
export interface Source {
  addEventListener: (
    name: "changed" | "reset" | "ready" | "error",
    heard: (event: { data?: unknown; lastEventId?: string }) => void,
  ) => void;
  close: () => void;
  readonly readyState: number;
}

const closed = 2; // EventSource.CLOSED: it will not try again by itself
const settle = 50; // ms: a screen's topics come and go together
const firstRetry = 5_000;
const lastRetry = 60_000;

/**
 * Listens to the union of all topics that anybody wants. A change of topics opens another stream that goes on where the
 * last one was, so that nothing is missed in between. The browser reconnects by itself after a break; after a refusal
 * (no session, no room) it does not, so that is done here, more and more slowly.
 */
export class LiveSource {
  private readonly listeners = new Map<Topic, Set<Listener>>();
  private source?: Source;
  private listening = ""; // the topics of the open stream
  private lastId = "";
  private timer?: ReturnType<typeof setTimeout>;
  private retry = firstRetry;
  private paused = false;

  constructor(private readonly open: (address: string) => Source) {}

  subscribe(topic: Topic, listener: Listener): () => void {
    const known = this.listeners.get(topic) ?? new Set();
    known.add(listener);
    this.listeners.set(topic, known);
    this.settleSoon(settle);
    return () => {
      known.delete(listener);
      if (known.size === 0 && this.listeners.get(topic) === known) this.listeners.delete(topic);
      this.settleSoon(settle);
    };
  }

  /** Closes the connection for a while, as long as nobody looks. */
  pause(paused: boolean) {
    if (paused === this.paused) return;
    this.paused = paused;
    this.settleSoon(0);
  }

  private settleSoon(delay: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), delay);
  }

  private settle() {
    const wanted = this.paused ? "" : [...this.listeners.keys()].sort().join(",");
    if (wanted === this.listening && this.source?.readyState !== closed) return;
    this.source?.close();
    this.source = undefined;
    this.listening = wanted;
    if (wanted) this.connect(wanted);
  }

  private connect(topics: string) {
    const query = new URLSearchParams({ topics });
    if (this.lastId) query.set("last_event_id", this.lastId);
    const source = this.open(`/api/v1/events?${query.toString()}`);
    this.source = source;
    source.addEventListener("changed", ({ data, lastEventId }) => {
      this.lastId = lastEventId || this.lastId;
      this.tell(topicIn(data));
    });
    source.addEventListener("reset", () => this.tellAll());
    source.addEventListener("ready", ({ lastEventId }) => {
      // What happened between the first answers and this first stream, nobody can tell.
      if (!this.lastId) this.tellAll();
      this.lastId = lastEventId || this.lastId;
      this.retry = firstRetry;
    });
    source.addEventListener("error", () => {
      if (source !== this.source || source.readyState !== closed) return;
      this.settleSoon(this.retry);
      this.retry = Math.min(this.retry * 2, lastRetry);
    });
  }

  private tell(topic: string | undefined) {
    this.listeners.get(topic as Topic)?.forEach((listener) => listener());
  }

  private tellAll() {
    for (const topic of [...this.listeners.keys()]) this.tell(topic);
  }
}

function topicIn(data: unknown): string | undefined {
  if (typeof data !== "string") return undefined;
  const parsed = JSON.parse(data) as { topic?: unknown };
  return typeof parsed.topic === "string" ? parsed.topic : undefined;
}

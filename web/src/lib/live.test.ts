import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveSource, type Source } from "./live";

type Heard = Parameters<Source["addEventListener"]>[1];

class FakeSource implements Source {
  readyState = 1;
  private readonly heard = new Map<string, Heard>();
  constructor(readonly address: string) {}
  addEventListener(name: string, heard: Heard) {
    this.heard.set(name, heard);
  }
  close() {
    this.readyState = 2;
  }
  emit(name: string, lastEventId = "", data?: unknown) {
    this.heard.get(name)?.({ data: JSON.stringify(data ?? {}), lastEventId });
  }
  refuse() {
    this.readyState = 2;
    this.emit("error");
  }
}

describe("live", () => {
  let opened: FakeSource[];
  let live: LiveSource;
  const last = () => opened.at(-1)!;
  beforeEach(() => {
    vi.useFakeTimers();
    opened = [];
    live = new LiveSource((address) => {
      const source = new FakeSource(address);
      opened.push(source);
      return source;
    });
  });
  afterEach(() => vi.useRealTimers());

  it("shares one connection among all topics", () => {
    const contact = vi.fn();
    const list = vi.fn();
    live.subscribe("contact/7", contact);
    live.subscribe("contacts", list);
    vi.advanceTimersByTime(50);
    expect(opened).toHaveLength(1);
    expect(last().address).toBe("/api/v1/events?topics=contact%2F7%2Ccontacts");
    last().emit("ready", "r-1");
    expect(contact).toHaveBeenCalledTimes(1); // the first stream: anything may have happened
    last().emit("changed", "r-2", { topic: "contacts" });
    expect(contact).toHaveBeenCalledTimes(1);
    expect(list).toHaveBeenCalledTimes(2);
  });

  it("goes on where it was when the topics change", () => {
    const heard = vi.fn();
    live.subscribe("visitors", heard);
    vi.advanceTimersByTime(50);
    last().emit("ready", "r-4");
    heard.mockClear();
    const leave = live.subscribe("contact/7", heard);
    vi.advanceTimersByTime(50);
    expect(opened[0]!.readyState).toBe(2);
    expect(last().address).toContain("last_event_id=r-4");
    last().emit("ready", "r-4");
    expect(heard).not.toHaveBeenCalled();
    last().emit("reset");
    expect(heard).toHaveBeenCalledTimes(2);
    leave();
    live.subscribe("contact/7", heard);
    vi.advanceTimersByTime(50);
    expect(opened).toHaveLength(2); // gone and back at once: the same stream
  });

  it("tries again after a refusal, more and more slowly", () => {
    live.subscribe("visitors", vi.fn());
    vi.advanceTimersByTime(50);
    last().refuse();
    vi.advanceTimersByTime(4_999);
    expect(opened).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(opened).toHaveLength(2);
    last().refuse();
    vi.advanceTimersByTime(9_999);
    expect(opened).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(opened).toHaveLength(3);
    last().emit("ready", "r-1");
    last().refuse();
    vi.advanceTimersByTime(5_000);
    expect(opened).toHaveLength(4);
  });

  it("rests while nobody looks, and closes when nobody wants to hear", () => {
    const leave = live.subscribe("visitors", vi.fn());
    vi.advanceTimersByTime(50);
    last().emit("ready", "r-1");
    live.pause(true);
    vi.advanceTimersByTime(0);
    expect(last().readyState).toBe(2);
    vi.advanceTimersByTime(100_000);
    expect(opened).toHaveLength(1);
    live.pause(false);
    vi.advanceTimersByTime(0);
    expect(last().address).toContain("last_event_id=r-1");
    leave();
    vi.advanceTimersByTime(50);
    expect(last().readyState).toBe(2);
  });
});

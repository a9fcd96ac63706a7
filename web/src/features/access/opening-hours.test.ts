import { describe, expect, it } from "vitest";
import { minuteOf, timeOf, withPeriod } from "./opening-hours";

describe("opening hours", () => {
  it("are read and shown as times of the day", () => {
    expect(timeOf(545)).toBe("09:05");
    expect(timeOf(1440)).toBe("00:00");
    expect(minuteOf("09:05", "from_minute")).toBe(545);
    expect(minuteOf("00:00", "from_minute")).toBe(0);
    expect(minuteOf("00:00", "to_minute")).toBe(1440);
  });

  it("get a second period after the first", () => {
    expect(withPeriod([])).toEqual([{ from_minute: 540, to_minute: 1080 }]);
    expect(withPeriod([{ from_minute: 480, to_minute: 720 }])).toEqual([
      { from_minute: 480, to_minute: 720 },
      { from_minute: 780, to_minute: 1020 },
    ]);
    expect(withPeriod([{ from_minute: 0, to_minute: 1440 }])[1]).toEqual({
      from_minute: 1380,
      to_minute: 1440,
    });
  });
});

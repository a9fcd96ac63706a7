import { describe, expect, it } from "vitest";
import { createFormat, majorUnits, minorDigits } from "./format";

const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, " ");
const en = createFormat("en");
const fr = createFormat("fr");

describe("money", () => {
  it.each([
    ["EUR", 2],
    ["JPY", 0],
    ["KWD", 3],
  ])("%s has %i decimals", (currency, digits) => expect(minorDigits(currency)).toBe(digits));

  it("reads minor units", () => {
    expect(majorUnits({ amount: 15144415, currency: "BRL" })).toBe(151444.15);
    expect(majorUnits({ amount: 980, currency: "JPY" })).toBe(980);
    expect(majorUnits({ amount: 1234567, currency: "KWD" })).toBe(1234.567);
  });

  it("is written as the reader writes it", () => {
    const tenThousand = { amount: 1_000_000, currency: "USD" };
    expect(plain(fr.money(tenThousand))).toBe("10 000 $");
    expect(en.money(tenThousand)).toBe("$10,000");
    expect(plain(en.money(tenThousand, { code: true }))).toBe("USD 10,000");
    expect(plain(fr.money({ amount: 9549, currency: "BRL" }, { exact: true }))).toBe("95,49 R$");
  });
});

describe("figures", () => {
  it("counts", () => {
    expect(plain(fr.count(8000))).toBe("8 000");
    expect(en.count(8000)).toBe("8,000");
  });
  it("shares", () => {
    expect(plain(fr.percent(0.10525))).toBe("10,5 %");
    expect(en.percent(1)).toBe("100.0%");
  });
  it("lengths of time", () => {
    expect(plain(en.days(14.65))).toBe("14.7 days");
    expect(plain(fr.days(14.65))).toBe("14,7 jours");
    expect(plain(en.days(0.25))).toBe("6 hours");
    expect(plain(fr.days(1))).toBe("1 jour");
  });
});

describe("dates", () => {
  it("do not move with the time zone", () => {
    expect(en.date("2018-05-31")).toBe("May 31, 2018");
    expect(fr.date("2018-05-31")).toBe("31 mai 2018");
    expect(fr.month("2018-03")).toBe("mars 2018");
  });
  it("of an instant are said unless they are today", () => {
    const at = new Date(2026, 10, 25, 9, 5).toISOString();
    expect(plain(en.instant(at, new Date(2026, 10, 25, 23, 0)))).toBe("9:05 AM");
    expect(plain(fr.instant(at, new Date(2026, 10, 26, 0, 1)))).toMatch(/^25 nov\.,? (à )?0?9:05$/);
  });
  it("make ranges", () => {
    expect(plain(en.dateRange("2018-01-01", "2018-03-31"))).toBe("Jan 1 – Mar 31, 2018");
  });
});

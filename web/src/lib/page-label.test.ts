import { describe, expect, it } from "vitest";
import { contactName } from "./contact-name";
import { pageLabel, pagePath } from "./page-label";

describe("a page", () => {
  it("is called by its title, else by its path", () => {
    expect(pageLabel({ title: "Pricing", url: "https://a.test/p" })).toBe("Pricing");
    expect(pageLabel({ title: "", url: "https://a.test/pricing?x=1#top" })).toBe("/pricing");
    expect(pageLabel({ title: "", url: "no address" })).toBe("no address");
  });
  it("has its path written as people write it", () => {
    expect(pagePath("https://a.test/%C3%A9t%C3%A9")).toBe("/été");
    expect(pagePath("https://a.test/%E0%A4")).toBe("https://a.test/%E0%A4");
  });
});

describe("a contact", () => {
  it.each([
    [{ first_name: "Ada", last_name: "Lovelace", email: "a@x.org" }, "Ada Lovelace"],
    [{ first_name: "", last_name: "Lovelace", email: "a@x.org" }, "Lovelace"],
    [{ first_name: "", last_name: "", email: "a@x.org" }, "a@x.org"],
    [{ first_name: "", last_name: "", email: "" }, ""],
  ])("%j is called %s", (contact, name) => expect(contactName(contact)).toBe(name));
});

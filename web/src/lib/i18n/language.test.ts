import { describe, expect, it } from "vitest";
import { languageOf, regionalLocale } from "./language";

describe("languageOf", () => {
  it.each([
    ["fr", "fr"],
    ["fr-CA", "fr"],
    ["EN-us", "en"],
    ["de-DE", undefined],
    ["french", undefined],
  ])("%s is %s", (tag, expected) => expect(languageOf(tag)).toBe(expected));
});

describe("regionalLocale", () => {
  it.each([
    ["fr", ["en-GB", "fr-CA", "fr-FR"], "fr-CA"],
    ["en", ["fr-FR", "en"], "en"],
    ["en", [], "en"],
  ] as const)("%s among %j is %s", (language, tags, expected) =>
    expect(regionalLocale(language, tags)).toBe(expected),
  );
});

import { describe, expect, it } from "vitest";
import { complaints } from "./check-locales.mjs";

const code = 't("a.title"); t(`stage.${name}`); t("a.shown", { count })';
const en = {
  a: { title: "Hello", shown_one: "{{n}} row", shown_other: "{{n}} rows" },
  stage: { lead: "Lead" },
};
const fr = {
  a: {
    title: "Bonjour",
    shown_one: "{{n}} ligne",
    shown_many: "{{n}} de lignes",
    shown_other: "{{n}} lignes",
  },
  stage: { lead: "Prospect" },
};

describe("complaints", () => {
  it("are none when both languages hold what the code uses", () => {
    expect(complaints({ en, fr }, code)).toEqual([]);
  });

  it.each([
    ["a missing text", { en, fr: { ...fr, stage: {} } }, code, "missing in fr: stage.lead"],
    [
      "a missing plural form",
      { en, fr: { ...fr, a: { ...fr.a, shown_many: undefined } } },
      code,
      "missing in fr: a.shown_many",
    ],
    ["an unknown key", { en, fr }, `${code} t("a.gone")`, "used but not defined: a.gone"],
    [
      "an unknown family",
      { en, fr },
      `${code} t(\`team.\${x}\`)`,
      "used but not defined: team.${x}",
    ],
    [
      "an unused text",
      { en, fr },
      code.replace('t("a.title")', ""),
      "defined but not used: a.title",
    ],
    [
      "a lost placeholder",
      { en, fr: { ...fr, a: { ...fr.a, shown_other: "lignes" } } },
      code,
      "placeholders differ between en and fr: a.shown_other",
    ],
    [
      "an ordinary space before a colon",
      { en, fr: { ...fr, stage: { lead: "Prospect : oui" } } },
      code,
      "French typography, ordinary space where a no-break one belongs: stage.lead",
    ],
    [
      "a straight apostrophe",
      { en, fr: { ...fr, stage: { lead: "l'étape" } } },
      code,
      "French typography, straight apostrophe: stage.lead",
    ],
  ])("name %s", (_, locales, source, complaint) => {
    expect(complaints(JSON.parse(JSON.stringify(locales)), source)).toContain(complaint);
  });
});

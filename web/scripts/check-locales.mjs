// Fails when a text is missing in one language, when the code asks for a text that does not exist, or when a text is
// used nowhere; and when French breaks its own typographic rules. Prints the names of the keys at fault.
//
//   node scripts/check-locales.mjs
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const pluralForm = /_(zero|one|two|few|many|other)$/;

/** Flattens nested texts into "room.key" → text. */
export function flatten(texts, prefix = "") {
  return Object.entries(texts).flatMap(([name, value]) =>
    typeof value === "string" ? [[prefix + name, value]] : flatten(value, `${prefix}${name}.`),
  );
}

/** The keys that code uses: t("a.b") exactly, t(`a.${x}`) as a pattern in which each ${…} stands for one name. */
export function usedKeys(code) {
  const exact = new Set();
  const patterns = new Set();
  for (const [, key] of code.matchAll(/\bt\(\s*"([^"]+)"/g)) exact.add(key);
  for (const [, key] of code.matchAll(/\bt\(\s*`([^`]+)`/g)) patterns.add(key);
  return { exact, patterns };
}

function asRegExp(pattern) {
  const parts = pattern
    .split(/\$\{[^}]*\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^.]+")}$`);
}

/** Every complaint about the texts of these languages against the code that uses them. */
export function complaints(locales, code) {
  const found = [];
  const maps = Object.fromEntries(
    Object.entries(locales).map(([language, texts]) => [language, new Map(flatten(texts))]),
  );
  const base = (key) => key.replace(pluralForm, "");
  const isPlural = (key) =>
    pluralForm.test(key) && Object.values(maps).some((map) => map.has(`${base(key)}_other`));
  const name = (key) => (isPlural(key) ? base(key) : key);
  const names = new Set(Object.values(maps).flatMap((map) => [...map.keys()].map(name)));

  for (const [language, map] of Object.entries(maps)) {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const key of names) {
      const plural = isPlural(`${key}_other`);
      const wanted = plural ? forms.map((form) => `${key}_${form}`) : [key];
      for (const each of wanted) {
        if (!map.has(each)) found.push(`missing in ${language}: ${each}`);
        else if (!map.get(each).trim()) found.push(`empty in ${language}: ${each}`);
      }
      if (map.has(key) && plural)
        found.push(`both singular key and plural forms in ${language}: ${key}`);
    }
  }

  const { exact, patterns } = usedKeys(code);
  const matchers = [...patterns].map((pattern) => [pattern, asRegExp(pattern)]);
  for (const key of exact) if (!names.has(key)) found.push(`used but not defined: ${key}`);
  for (const [pattern, matcher] of matchers) {
    if (![...names].some((key) => matcher.test(key)))
      found.push(`used but not defined: ${pattern}`);
  }
  for (const key of names) {
    if (!exact.has(key) && !matchers.some(([, matcher]) => matcher.test(key))) {
      found.push(`defined but not used: ${key}`);
    }
  }
  return [...found, ...placeholderComplaints(maps), ...frenchComplaints(maps.fr ?? new Map())];
}

/** A value that one language shows and the other does not is a mistake in one of them. */
function placeholderComplaints(maps) {
  const placeholders = (text) =>
    [...text.matchAll(/\{\{(\w+)\}\}/g)]
      .map((match) => match[1])
      .sort()
      .join(", ");
  const [[first, texts], ...others] = Object.entries(maps);
  return others.flatMap(([language, map]) =>
    [...map].flatMap(([key, text]) => {
      const other = texts.get(key) ?? texts.get(key.replace(pluralForm, "_other"));
      return other === undefined || placeholders(other) === placeholders(text)
        ? []
        : [`placeholders differ between ${first} and ${language}: ${key}`];
    }),
  );
}

function frenchComplaints(texts) {
  const rules = [
    [/[^\u00a0\u202f\s]?[ ][:;?!%»]|« /, "ordinary space where a no-break one belongs"],
    [/[^\u00a0\u202f\d{}][;?!»](?!\w)/, "no no-break space before ; ? ! or »"],
    [/[^\u00a0\u202f\d/]:(?!\/)/, "no no-break space before a colon"],
    [/'/, "straight apostrophe"],
    [/"/, "straight quotation mark"],
    [/\.\.\./, "three full stops instead of an ellipsis"],
  ];
  return [...texts].flatMap(([key, text]) =>
    rules.filter(([rule]) => rule.test(text)).map(([, why]) => `French typography, ${why}: ${key}`),
  );
}

function sourcesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|d)\.ts$/.test(entry.name),
    )
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const source = fileURLToPath(new URL("../src", import.meta.url));
  const locales = Object.fromEntries(
    readdirSync(join(source, "locales"))
      .filter((file) => file.endsWith(".json"))
      .map((file) => [
        file.slice(0, -5),
        JSON.parse(readFileSync(join(source, "locales", file), "utf8")),
      ]),
  );
  const found = complaints(locales, sourcesUnder(source).join("\n"));
  for (const complaint of found) console.error(complaint);
  if (found.length > 0) process.exit(1);
}

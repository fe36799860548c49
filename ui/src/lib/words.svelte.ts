import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

const sources = import.meta.glob<string>("../../../locales/*.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

const bundles = new Map(
  Object.entries(sources).map(([path, source]) => {
    const locale = path.slice(path.lastIndexOf("/") + 1, -".ftl".length);
    const bundle = new FluentBundle(locale);
    bundle.addResource(new FluentResource(source));
    return [locale, bundle];
  }),
);

let locale = $state("en");

/** The message in the chosen language, or in English if the translation lacks it. */
export function t(key: string, data: Record<string, FluentVariable> = {}): string {
  return inLanguage(locale, key, data);
}

function inLanguage(language: string, key: string, data: Record<string, FluentVariable> = {}): string {
  for (const bundle of [bundles.get(language), bundles.get("en")]) {
    const pattern = bundle?.getMessage(key)?.value;
    if (bundle && pattern) return bundle.formatPattern(pattern, data, []);
  }
  return key;
}

/** Switches the language of the page, and its text direction. */
export function setLanguage(language: string): void {
  locale = bundles.has(language) ? language : "en";
  document.documentElement.lang = locale;
  document.documentElement.dir = t("direction");
}

/** Formats Unix seconds as a date and a time. */
export function moment(unixSeconds: number): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(unixSeconds * 1000);
}

/** Formats Unix seconds as a date. */
export function day(unixSeconds: number): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(unixSeconds * 1000);
}

/** Each language, by its code and its own name. */
export function languages(): { code: string; name: string }[] {
  return [...bundles.keys()].sort().map((code) => ({ code, name: inLanguage(code, "language-name") }));
}

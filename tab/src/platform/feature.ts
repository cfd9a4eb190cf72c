import type { Language } from "bot/surveys/contract";
import type { ComponentType } from "react";

/** All that a feature adds to the tab: pages, each a chunk of its own, by their path below /tab. The first is its front page. */
export type Page = { path: string; load(): Promise<{ Page: ComponentType }>; pages?: Page[] };
/** `title` stands in the navigation of every page, so it is here and not among texts that come with the feature. */
export type Feature = { name: string; title: Record<Language, string>; pages: Page[] };

import type { Language } from "bot/surveys/contract";
import type { ComponentType } from "react";

/** A page, a chunk of its own, by its path below /tab. */
export type Page = { path: string; load(): Promise<{ Page: ComponentType }>; pages?: Page[] };
export type Group = { name: string; title: Record<Language, string> };
/**
 * All that a feature adds to the tab; the first of its pages is its front page. Its title stands in the navigation of
 * every page, and what it is about where a channel's tab is set up: so they are here, and not among its texts.
 */
export type Feature = {
  name: string;
  /** Features of one group stand together under its title in the navigation, the first of them as its front. */
  group?: Group;
  /** Behind "⋯" for administrators, in place of the navigation, and no tab of a channel. */
  isForAdministrators?: true;
  title: Record<Language, string>;
  about: Record<Language, string>;
  pages: Page[];
  /** Where it begins beside a meeting, as a path below /tab; its front page if left out. */
  panel?: string;
};

/** Where a feature begins, as a path below /tab: "/" or "/coffee". */
export const homeOf = ({ pages }: Feature): string => `/${pages[0]?.path ?? ""}`;

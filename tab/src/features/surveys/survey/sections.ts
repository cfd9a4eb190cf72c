import type { State } from "bot/surveys/contract";

/** The sub-pages of a survey, by their place in the address. */
export const sections = ["build", "send", "results"] as const;
export type Section = (typeof sections)[number];

export const isSection = (name: string | undefined): name is Section =>
  sections.some((section) => section === name);

/** Where a link to the survey itself leads: drafts to what is left to write, the rest to their results. */
export const firstSection = (state: State): Section => (state === "draft" ? "build" : "results");

import type { Release, Results } from "bot/surveys/contract";
import type { Formatter } from "./wording/formatter.ts";

/** What every part of the page is given. */
export type Shown = { results: Results; release: Release; formatter: Formatter };

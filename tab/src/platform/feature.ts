import type { ComponentType } from "react";

/** All that a feature adds to the tab: pages, each a chunk of its own, by their path below /tab. */
export type Page = { path: string; load(): Promise<{ Page: ComponentType }>; pages?: Page[] };
export type Feature = { name: string; pages: Page[] };

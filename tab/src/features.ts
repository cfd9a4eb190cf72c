import { surveys } from "./features/surveys/feature.ts";
import type { Feature } from "./platform/feature.ts";

/** The tab's features, in the order of its front page. */
export const features: Feature[] = [surveys];

import { coffee } from "./features/coffee/feature.ts";
import { forum } from "./features/forum/feature.ts";
import { glossary } from "./features/glossary/feature.ts";
import { jobs } from "./features/jobs/feature.ts";
import { network } from "./features/network/feature.ts";
import { surveys } from "./features/surveys/feature.ts";
import { translations } from "./features/translations/feature.ts";
import type { Feature } from "./platform/feature.ts";

/** The tab's features, in the order of its navigation; the first one's pages begin at the root. */
export const features: Feature[] = [surveys, coffee, forum, network, translations, glossary, jobs];

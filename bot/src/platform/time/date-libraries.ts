import { createRequire } from "node:module";

type Libraries = Pick<typeof import("temporal-polyfill"), "Temporal"> &
  Pick<typeof import("rrule-temporal"), "RRuleTemporal">;

let loaded: Libraries | undefined;

/**
 * The libraries that dates are computed with, loaded at the first date. Required and not imported: computing is
 * synchronous, and the server starts without them, which spares it some fifteen milliseconds.
 */
export function dateLibraries(): Libraries {
  loaded ??= load(createRequire(import.meta.url));
  return loaded;
}

function load(required: NodeJS.Require): Libraries {
  const { Temporal }: typeof import("temporal-polyfill") = required("temporal-polyfill");
  const { RRuleTemporal }: typeof import("rrule-temporal") = required("rrule-temporal");
  return { Temporal, RRuleTemporal };
}

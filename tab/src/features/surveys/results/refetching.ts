import type { Results } from "bot/surveys/contract";

/** How long until results are asked for again, in ms; false when they change no more. */
export function refetchDelayMs(results: Results | undefined): number | false {
  if (!results || results.release?.final || results.state === "draft") return false;
  if (results.state === "open") return results.kind === "live" ? 5_000 : 60_000;
  return 3_000;
}

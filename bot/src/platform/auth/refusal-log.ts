import type { Log } from "#platform/telemetry/log.ts";
import { seldom } from "#platform/telemetry/seldom.ts";
import type { Unauthorised } from "./signed-in.ts";

/** Who is not believed, in the log: by the reason alone, and each reason once a minute with how often it was. */
export function refusalLog(log: Log, name: string): (refused: Unauthorised) => void {
  const untold = seldom();
  return ({ reason }) => {
    const count = untold(reason);
    if (count !== undefined) log.event({ name, outcome: "refused", reason, count });
  };
}

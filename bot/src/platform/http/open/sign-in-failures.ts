import type { Gates, Handler } from "#platform/http/api.ts";
import type { Log } from "#platform/telemetry/log.ts";

/** What Teams' library says where it gives no token (learn.microsoft.com, "Troubleshoot SSO"); the rest is `other`. */
const reasons = new Set([
  "CancelledByUser",
  "FailedToOpenWindow",
  "resourceDisabled",
  "resourceRequiresConsent",
  "resourceRequiresMfa",
  "tokenRevoked",
  "tooLate",
]);

/** Who can't sign in has no token to say so with: the reason alone is taken down, and nothing of the person. */
export function signInFailures(
  { perAddress, addressOf }: Pick<Gates, "perAddress" | "addressOf">,
  log: Log,
): Handler {
  return async (request, response, { reason = "" }) => {
    const isTaken = perAddress(addressOf(request));
    if (isTaken) log.event({ name: "tab/no-token", outcome: reasons.has(reason) ? reason : "other" });
    response.writeHead(isTaken ? 204 : 429);
    response.end();
  };
}

import { TooLate } from "#platform/deadline.ts";

/** What teams-js says where it gives no token (learn.microsoft.com, "Troubleshoot SSO"). */
const known = [
  "CancelledByUser",
  "FailedToOpenWindow",
  "resourceDisabled",
  "resourceRequiresConsent",
  "resourceRequiresMfa",
  "tokenRevoked",
] as const;

export type SignInReason = (typeof known)[number] | "tooLate" | "other";

/** Clients write them in capitals of their own, and some with more words around. */
export function signInReason(cause: unknown): SignInReason {
  if (cause instanceof TooLate) return "tooLate";
  const said = (cause instanceof Error ? cause.message : String(cause)).toLowerCase();
  return known.find((reason) => said.includes(reason.toLowerCase())) ?? "other";
}

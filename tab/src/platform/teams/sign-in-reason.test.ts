import { expect, test } from "vitest";
import { TooLate } from "#platform/deadline.ts";
import { signInReason } from "./sign-in-reason.ts";

test.for([
  [new Error("CancelledByUser"), "CancelledByUser"],
  [new Error("cancelledByUser"), "CancelledByUser"],
  [new Error("App resource defined in manifest: resourceDisabled"), "resourceDisabled"],
  [new Error("resourceRequiresConsent"), "resourceRequiresConsent"],
  [new Error("resourceRequiresMfa"), "resourceRequiresMfa"],
  [new Error("FailedToOpenWindow"), "FailedToOpenWindow"],
  [new Error("tokenRevoked"), "tokenRevoked"],
  [new TooLate("getAuthToken"), "tooLate"],
  [new Error("Anna's account is odd"), "other"],
  ["resourceDisabled", "resourceDisabled"],
  [undefined, "other"],
] as const)("%s is a reason of a closed list", ([cause, reason]) => {
  expect(signInReason(cause)).toBe(reason);
});

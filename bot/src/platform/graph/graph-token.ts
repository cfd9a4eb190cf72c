import { decodeJwt } from "jose/jwt/decode";
import { MeetingFailed } from "./meetings.ts";

type TokenSettings = { clientId: string; clientSecret: string; tenantIds: readonly string[] };

const authorityHost = "https://login.microsoftonline.com";
const scope = "https://graph.microsoft.com/Calendars.ReadWrite";

/**
 * Changes the token that a person signed in by for one that Graph takes (the OAuth 2 on-behalf-of flow). The token must
 * have been verified before: teamsfx believes any. Throws MeetingFailed `consent` where the person or an administrator
 * has to allow it first.
 */
export async function graphToken(
  { clientId, clientSecret, tenantIds }: TokenSettings,
  token: string,
  signal: AbortSignal,
): Promise<string> {
  const { tid } = decodeJwt(token);
  const tenantId = tenantIds.find((each) => each === tid);
  if (tenantId === undefined) throw new Error("The token is of a tenant that is not let in.");

  // Loading it takes 1.8 s, so only where somebody makes a meeting.
  const { OnBehalfOfUserCredential, ErrorCode, ErrorWithCode } = await import("@microsoft/teamsfx");
  const credential = new OnBehalfOfUserCredential(token, {
    authorityHost,
    clientId,
    clientSecret,
    tenantId,
  });
  try {
    // It knows no deadline of its own.
    const access = await Promise.race([credential.getToken(scope), aborted(signal)]);
    if (!access) throw new Error("No token.");
    return access.token;
  } catch (error) {
    const needsConsent = error instanceof ErrorWithCode && error.code === ErrorCode.UiRequiredError;
    throw needsConsent ? new MeetingFailed("consent") : error;
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    // It may have been over while the library was loaded.
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });

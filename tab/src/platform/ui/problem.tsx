import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { ApiError, Unreachable } from "#platform/api.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { teamsLink } from "#platform/teams/page-link.ts";
import { SignInNeeded, signIn } from "#platform/teams/sign-in.ts";
import { type SignInReason, signInReason } from "#platform/teams/sign-in-reason.ts";
import { type TranslateOf, useTexts } from "#platform/texts.ts";
import { Message } from "./message.tsx";

/** `isUnderHeading` where the page's own heading says that something went wrong. */
type Props = { error: Error; again?: () => void; isUnderHeading?: boolean };

/** What went wrong and what to do, in words; a plain no is not called an error. An id to tell support where the server gave one. */
export function Problem({ error, again, isUnderHeading = false }: Props) {
  const t = useTexts(platformTexts);
  const [refused, setRefused] = useState<SignInReason | null>(null);
  const isNo = error instanceof ApiError && (error.status === 403 || error.status === 404);
  const mustSignIn = error instanceof SignInNeeded && error.where === "teams";
  const inTeams =
    error instanceof SignInNeeded && error.where === "browser"
      ? teamsLink(location.href, document.documentElement.dataset.teams)
      : null;
  const reason = refused ?? (error instanceof SignInNeeded ? error.reason : null);
  const enter = () =>
    signIn().then(
      () => again?.(),
      (cause: unknown) => setRefused((cause instanceof SignInNeeded && cause.reason) || signInReason(cause)),
    );

  return (
    <Message
      intent={isNo ? "info" : "error"}
      role="alert"
      title={isNo || isUnderHeading ? "" : t("problem.title")}
      deeds={
        <>
          {mustSignIn && <Button onClick={() => void enter()}>{t("signIn")}</Button>}
          {inTeams && (
            <Button as="a" href={inTeams}>
              {t("problem.openInTeams")}
            </Button>
          )}
          {again && !isNo && !(error instanceof SignInNeeded) && (
            <Button onClick={again}>{t("tryAgain")}</Button>
          )}
        </>
      }
    >
      {refused ? t(`problem.signIn.${refused}`) : wordsFor(error, t)}
      {reason && (
        <div>
          <small>{t("problem.code", { code: reason })}</small>
        </div>
      )}
      {error instanceof ApiError && error.errorId && !error.message.includes(error.errorId) && (
        <div>{t("problem.id", { id: error.errorId })}</div>
      )}
    </Message>
  );
}

/** One sentence about an error, in the person's language. The server's own words are already so. */
export function wordsFor(error: Error, t: TranslateOf<typeof platformTexts>): string {
  if (error instanceof SignInNeeded) {
    if (error.where === "browser") return t("problem.outside");
    const isConsent = !error.reason || ["resourceRequiresConsent", "other"].includes(error.reason);
    return t(isConsent ? "problem.signIn" : `problem.signIn.${error.reason ?? "other"}`);
  }
  if (error instanceof Unreachable) return t(navigator.onLine ? "problem.unreachable" : "problem.offline");
  if (error instanceof ApiError && error.message) return error.message;
  return t("problem.unknown");
}

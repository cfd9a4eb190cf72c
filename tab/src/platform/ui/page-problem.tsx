import { ApiError } from "#platform/api.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { SignInNeeded } from "#platform/teams/sign-in.ts";
import { useTexts } from "#platform/texts.ts";
import { PageHeading } from "./page-heading.tsx";
import { Problem } from "./problem.tsx";

/** A page that did not come: why, under a heading and a title of its own. */
export function PageProblem({ error, again }: { error: Error; again?: () => void }) {
  const t = useTexts(platformTexts);
  return (
    <>
      <PageHeading title={t(titleOf(error))} />
      <Problem error={error} {...(again && { again })} isUnderHeading />
    </>
  );
}

function titleOf(error: Error): "notFound.title" | "problem.refused" | "signIn" | "problem.title" {
  if (error instanceof SignInNeeded) return "signIn";
  const status = error instanceof ApiError ? error.status : 0;
  return status === 404 ? "notFound.title" : status === 403 ? "problem.refused" : "problem.title";
}

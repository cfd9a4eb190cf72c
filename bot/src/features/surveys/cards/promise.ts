import type { State } from "#features/surveys/contract.ts";
import type { Survey } from "#features/surveys/survey/survey.ts";

/**
 * Who sees what, as every card of a survey says it: the text keys of whole sentences. It is the access in words: see
 * survey/access.ts. The tab says the same in its builder and before a survey is sent.
 */
export function whoSees({ draft: { kind, shared } }: Pick<Survey, "draft">, state: State): string[] {
  // Of the others nobody is shown figures before the close, but for the organisers of a signed one, who see the names.
  const isEarly = kind === "live" && (state === "draft" || state === "open");
  const sharedKey = isEarly ? "card.sees.early" : "card.sees.shared";
  return [...(kind === "signed" ? ["card.sees.names"] : []), shared ? sharedKey : "card.sees.organisers"];
}

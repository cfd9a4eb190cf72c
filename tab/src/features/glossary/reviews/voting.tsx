import type { ConceptView, Review, Vote } from "bot/glossary/contract";
import { conceptTexts } from "#features/glossary/concepts/concept-texts.ts";
import { useConceptDeed } from "#features/glossary/concepts/use-concept-action.ts";
import { votes } from "#features/glossary/lists.ts";
import { api } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./review.module.css";

/** One vote each; pressing one's own again takes it back. */
export function Voting({ concept: { id, may }, review }: { concept: ConceptView; review: Review }) {
  const t = useTexts(conceptTexts);
  const vote = useConceptDeed(
    id,
    (mine: Vote | null) => api<ConceptView>("PUT", `/glossary/concepts/${id}/review/vote`, { vote: mine }),
    t("vote.done"),
  );
  // What one pressed is shown as pressed while it is on its way.
  const mine = vote.isPending ? vote.variables : review.mine;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form */}
      <div role="group" aria-label={t("vote")} className={styles.votes}>
        {votes.map((each) =>
          may.vote ? (
            <button
              key={each}
              type="button"
              aria-pressed={mine === each}
              onClick={() => vote.mutate(mine === each ? null : each)}
            >
              {t(`vote.${each}`)} <span>{review.counts[each]}</span>
            </button>
          ) : (
            <span key={each} className={styles.vote}>
              {t(`vote.${each}`)} {review.counts[each]}
            </span>
          ),
        )}
      </div>
      {vote.error && <Problem error={vote.error} />}
      {review.voters.length > 0 && <Voters review={review} />}
    </>
  );
}

function Voters({ review: { voters } }: { review: Review }) {
  const t = useTexts(conceptTexts);
  const byVote = Map.groupBy(voters, (voter) => voter.vote);
  return (
    <details className={styles.more}>
      <summary>{t("voters")}</summary>
      <dl>
        {votes
          .filter((each) => byVote.has(each))
          .map((each) => (
            <div key={each}>
              <dt>{t(`vote.${each}`)}</dt>
              <dd>
                {byVote
                  .get(each)
                  ?.map(({ name }) => name ?? t("by.somebody"))
                  .join(", ")}
              </dd>
            </div>
          ))}
      </dl>
    </details>
  );
}

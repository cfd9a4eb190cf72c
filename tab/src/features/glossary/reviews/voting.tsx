import type { ConceptView, LanguageVotes, Vote } from "bot/glossary/contract";
import { conceptTexts } from "#features/glossary/concepts/concept-texts.ts";
import { useConceptDeed } from "#features/glossary/concepts/use-concept-action.ts";
import { termsIn } from "#features/glossary/headword.ts";
import { votes } from "#features/glossary/lists.ts";
import { api } from "#platform/api.ts";
import { languageNames } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./review.module.css";

type Props = { concept: ConceptView; given: LanguageVotes };

/** One vote each on the terms of one language; pressing one's own again takes it back. */
export function Voting({ concept: { id, may, draft }, given }: Props) {
  const t = useTexts(conceptTexts);
  const { language } = given;
  const vote = useConceptDeed(
    id,
    (mine: Vote | null) =>
      api<ConceptView>("PUT", `/glossary/concepts/${id}/review/vote`, { language, vote: mine }),
    t("vote.done"),
  );
  // What one pressed is shown as pressed while it is on its way.
  const mine = vote.isPending ? vote.variables : given.mine;
  const heading = `vote-${language}`;
  return (
    <div className={styles.language}>
      <h3 id={heading}>
        <span lang={language}>{languageNames[language]}</span>
        {": "}
        <span lang={language}>
          {termsIn(draft, language)
            .filter(({ status }) => status === "inReview")
            .map(({ term }) => term)
            .join(", ")}
        </span>
      </h3>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form */}
      <div role="group" aria-labelledby={heading} className={styles.votes}>
        {votes.map((each) =>
          may.vote ? (
            <button
              key={each}
              type="button"
              aria-pressed={mine === each}
              onClick={() => vote.mutate(mine === each ? null : each)}
            >
              {t(`vote.${each}`)} <span>{given.counts[each]}</span>
            </button>
          ) : (
            <span key={each} className={styles.vote}>
              {t(`vote.${each}`)} {given.counts[each]}
            </span>
          ),
        )}
      </div>
      {vote.error && <Problem error={vote.error} />}
      {given.voters.length > 0 && <Voters given={given} />}
    </div>
  );
}

function Voters({ given: { voters } }: Pick<Props, "given">) {
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

import { Field, Select } from "@fluentui/react-components";
import type { LanguageVotes, Status, Term } from "bot/glossary/contract";
import { conceptTexts } from "#features/glossary/concepts/concept-texts.ts";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { decided } from "#features/glossary/lists.ts";
import { useTexts } from "#platform/texts.ts";

/** One that is not accepted while others are stays a proposal. */
const outcomes = [...decided, "proposed"] as const;
type Outcomes = Record<string, (typeof outcomes)[number]>;
/** The terms that are decided on: those with this status. */
type From = "proposed" | "inReview";

type Props = { terms: readonly Term[]; from: From; statuses: Outcomes; change(statuses: Outcomes): void };

/** A status for each term that is decided on. */
export function OutcomeFields({ terms, from, statuses, change }: Props) {
  const say = useTexts(glossaryTexts);
  const t = useTexts(conceptTexts);
  return terms
    .filter(({ status }) => status === from)
    .map(({ id, language, term }) => (
      <Field key={id} label={<span lang={language}>{term}</span>}>
        <Select
          value={statuses[id] ?? "admitted"}
          onChange={(_, { value }) => {
            const chosen = outcomes.find((each) => each === value);
            if (chosen) change({ ...statuses, [id]: chosen });
          }}
        >
          {outcomes.map((each) => (
            <option key={each} value={each}>
              {each === "proposed" ? t("decide.not") : say(`status.${each}`)}
            </option>
          ))}
        </Select>
      </Field>
    ));
}

/** What was voted against is not accepted; the first of a language is preferred where none is yet, and the others are admitted. */
export function suggested(
  terms: readonly Term[],
  from: From,
  votes: readonly LanguageVotes[] = [],
): Outcomes {
  const lost = new Set(votes.filter(({ counts }) => counts.no > counts.yes).map(({ language }) => language));
  const led = new Set(terms.filter(({ status }) => isPreferred(status)).map(({ language }) => language));
  const statuses: Outcomes = {};
  for (const { id, language, status } of terms) {
    if (status !== from) continue;
    if (lost.has(language)) {
      statuses[id] = "proposed";
      continue;
    }
    statuses[id] = led.has(language) ? "admitted" : "preferred";
    led.add(language);
  }
  return statuses;
}

const isPreferred = (status: Status) => status === "preferred";

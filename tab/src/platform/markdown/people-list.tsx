import { useEffect } from "react";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import styles from "./markdown-field.module.css";
import { markdownTexts } from "./markdown-texts.ts";
import type { Mentionable } from "./mention.ts";

type Props = { id: string; people: Mentionable[]; at: number; choose(person: Mentionable): void };

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** People to mention; the focus stays in the field, whose keys choose among them. */
export function PeopleList({ id, people, at, choose }: Props) {
  const t = useTexts(markdownTexts);
  const announce = useAnnounce();
  const count = people.length;
  useEffect(() => announce(t("people.found", { count })), [announce, t, count]);
  return (
    <div id={id} role="listbox" aria-label={t("people")} className={styles.people}>
      {people.map((person, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field that has the focus takes the keys
        <div
          key={person.id}
          id={optionId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(person)}
        >
          <strong>{person.name}</strong>
          {person.about && `, ${person.about}`}
        </div>
      ))}
    </div>
  );
}

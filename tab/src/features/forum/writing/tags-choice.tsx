import { Checkbox } from "@fluentui/react-components";
import type { Tag } from "bot/forum/contract";
import { useLanguage } from "#platform/language.ts";
import { Choices } from "#platform/ui/checkbox-group.tsx";

type Props = {
  label: string;
  hint: string;
  tags: readonly Tag[];
  chosen: readonly string[];
  /** No more than so many. */
  most?: number;
  choose(tags: string[]): void;
};

/** Subjects to choose among, which are the glossary's. */
export function TagsChoice({ label, hint, tags, chosen, most = tags.length, choose }: Props) {
  const language = useLanguage();
  return (
    <Choices label={label} hint={hint}>
      {tags.map(({ id, name }) => {
        const isChosen = chosen.includes(id);
        return (
          <Checkbox
            key={id}
            label={name[language]}
            checked={isChosen}
            disabled={!isChosen && chosen.length >= most}
            onChange={() => choose(isChosen ? chosen.filter((each) => each !== id) : [...chosen, id])}
          />
        );
      })}
    </Choices>
  );
}

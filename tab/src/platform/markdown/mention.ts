import { useEffect, useState } from "react";

/* Whom one is about to mention: what stands after an @ before the caret, and the people that it may mean. */

export type Mentionable = { id: string; name: string; about: string };

/** The words after the last @, two at most, where the caret is in them; null elsewhere. */
export function askedName(text: string, caret: number): string | null {
  return /(?:^|[\s(])@([^\s@]{1,40}(?: [^\s@]{0,40})?)$/.exec(text.slice(0, caret))?.[1] ?? null;
}

/** What comes in place of what was asked: the person's name, and a space where none follows. */
export const nameIn = (text: string, caret: number, name: string): string =>
  /^[\s.,;:!?)]/.test(text.slice(caret)) ? name : `${name} `;

const typingPauseMs = 200;

/** The people found for what is asked, once one has stopped typing; none while nothing is asked or the search fails. */
export function useFound(
  asked: string | null,
  find: ((words: string) => Promise<Mentionable[]>) | undefined,
): Mentionable[] {
  const [found, setFound] = useState<{ asked: string; people: Mentionable[] }>();
  useEffect(() => {
    if (!find || asked === null) return;
    let isOld = false;
    const timer = setTimeout(() => {
      find(asked).then(
        (people) => !isOld && setFound({ asked, people }),
        () => !isOld && setFound(undefined),
      );
    }, typingPauseMs);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [asked, find]);
  return asked !== null && found && asked.startsWith(found.asked) ? found.people : [];
}

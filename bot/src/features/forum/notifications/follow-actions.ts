import { z } from "zod";
import { topicId } from "#features/forum/contract.ts";
import type { Access } from "#features/forum/members/access.ts";
import type { Wishes } from "#features/forum/members/forum-settings.ts";
import type { Marks } from "#features/forum/topics/read-state.ts";
import type { Viewer } from "#features/forum/topics/rights.ts";
import type { Writing } from "#features/forum/writing/writing.ts";
import { action, type Feature } from "#platform/feature.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Turn } from "#platform/teams/turn.ts";

type Ports = { access: Access; writing: Writing; marks: Marks; wishes: Wishes; clock: Clock };

/** The buttons of the forum's cards. */
export function forumActions({
  access,
  writing,
  marks,
  wishes,
  clock,
}: Ports): NonNullable<Feature["actions"]> {
  /** A card in a channel is pressed by anybody: whoever is no member is told how to become one. */
  async function memberIn({ person }: Turn): Promise<Viewer> {
    const viewer = await access.memberOf(person);
    if (!viewer) throw new Refusal("membersOnly");
    return viewer;
  }

  return {
    follow: action(z.object({ topic: topicId }), async ({ topic }, turn) => {
      const viewer = await memberIn(turn);
      const { id, title } = await writing.seen(viewer, topic);
      await marks.follow(viewer, id, "watching", clock.now());
      return { notice: turn.t("followed", { title }) };
    }),

    /** From the digest's own card: no more of it. */
    quiet: action(z.unknown(), async (_, turn) => {
      await wishes.quiet(turn.person);
      return { notice: turn.t("digest.stopped") };
    }),
  };
}

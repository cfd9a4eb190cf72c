import { approve, decide, openReview, reopen } from "#features/glossary/concepts/concept.ts";
import { isOpen, languagesInReview, takesVotes } from "#features/glossary/concepts/review.ts";
import {
  approvalInput,
  decisionInput,
  reopenInput,
  reviewInput,
  voteInput,
} from "#features/glossary/contract.ts";
import { mustBeThere } from "#features/glossary/proposals/concept-actions.ts";
import { type ApiPorts, type Chosen, choosingFor } from "#features/glossary/proposals/concept-routes.ts";
import { type Asked, type Route, route } from "#platform/feature.ts";
import { Refusal } from "#platform/refusal.ts";
import type { ReviewTopics } from "./review-topics.ts";

type Ports = Pick<ApiPorts, "store" | "access" | "views" | "writing" | "clock"> & { topics: ReviewTopics };

/** Reviews for the tab: opened and decided by coordinators, voted in by members. */
export function reviewApi(ports: Ports): Route[] {
  const { store, access, views, writing, topics, clock } = ports;
  const choose = choosingFor(ports);

  async function chosen(asked: Pick<Asked, "person" | "params">): Promise<Chosen> {
    await access.member(asked.person);
    const found = await choose(asked);
    mustBeThere(found.concept);
    return found;
  }

  async function coordinated(asked: Pick<Asked, "person" | "params">): Promise<Chosen> {
    const found = await chosen(asked);
    if (!found.reader.isCoordinator) throw new Refusal("forCoordinators");
    return found;
  }

  return [
    route({
      method: "POST",
      path: "/glossary/concepts/:id/review",
      about:
        "Opens a review of the proposed terms, with a topic in the forum; while one is open, moves its closing time.",
      role: "anyone",
      input: reviewInput,
      async handle(asked) {
        const { concept, reader } = await coordinated(asked);
        const now = clock.now();
        const at = { closesAt: new Date(asked.input.closesAt), topicId: concept.draft.topicId, now };
        const asIs = openReview(concept, reader, at);
        const isBegun = isOpen(concept.review) || concept.draft.topicId !== null;
        // Its id is made from the review, so that one topic is started however often this is tried.
        const topicId = isBegun ? null : await topics.start(asIs, asked.person, asked.locale);
        const opened = topicId === null ? asIs : openReview(concept, reader, { ...at, topicId });
        return views.concept(await writing.save(concept, opened), reader);
      },
    }),
    route({
      method: "PUT",
      path: "/glossary/concepts/:id/review/vote",
      about:
        "The person's vote on the terms of one language, or null to take it back; until the review closes.",
      role: "anyone",
      input: voteInput,
      async handle(asked) {
        const { concept, reader } = await chosen(asked);
        if (!isOpen(concept.review)) throw new Refusal("noReview");
        if (!takesVotes(concept.review, clock.now())) throw new Refusal("reviewIsClosed");
        if (!languagesInReview(concept.draft.terms).includes(asked.input.language))
          throw new Refusal("nothingInReview");
        await store.vote(concept, concept.review.number, reader.id, asked.input);
        return views.concept(concept, reader);
      },
    }),
    route({
      method: "POST",
      path: "/glossary/concepts/:id/review/decision",
      about: "What the reviewed terms become, once the review has closed.",
      role: "anyone",
      input: decisionInput,
      async handle(asked) {
        const { concept, reader } = await coordinated(asked);
        const decided = decide(concept, asked.input, reader, clock.now());
        return views.concept(await writing.save(concept, decided), reader);
      },
    }),
    route({
      method: "POST",
      path: "/glossary/concepts/:id/approval",
      about:
        "What the proposed terms become without a review. Refused with changedMeanwhile if its version is not the latest.",
      role: "anyone",
      input: approvalInput,
      async handle(asked) {
        const { concept, reader } = await coordinated(asked);
        const approved = approve(concept, asked.input, reader, clock.now());
        return views.concept(await writing.save(concept, approved), reader);
      },
    }),
    route({
      method: "POST",
      path: "/glossary/concepts/:id/reopening",
      about: "Decided terms are proposed again, with a reason.",
      role: "anyone",
      input: reopenInput,
      async handle(asked) {
        const { concept, reader } = await coordinated(asked);
        const reopened = reopen(concept, reader, asked.input.reason, clock.now());
        return views.concept(await writing.save(concept, reopened), reader);
      },
    }),
  ];
}
